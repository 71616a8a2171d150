"""Addresses of reports (ux section 2.2)."""

from django.urls import path

from reporting import consolidation_urls, figure_urls
from reporting.views import (
    acting,
    beginning,
    checking,
    comparing,
    editing,
    guidance,
    information,
    lines,
    listing,
    paper,
    reading,
    writing,
)

app_name = "reporting"

urlpatterns = [
    path("bao-cao/", listing.report_list, name="list"),
    path("bao-cao/moi/", beginning.new, name="new"),
    path("bao-cao/thung-rac/", acting.bin_list, name="bin"),
    path("bao-cao/<str:code>.pdf", paper.issued_file, name="issued_file"),
    path("bao-cao/<str:code>.docx", paper.word, name="word"),
    path("bao-cao/<str:code>/", reading.read, name="read"),
    path("bao-cao/<str:code>/huong-dan/<int:pk>/", guidance.guidance_file, name="guidance_file"),
    path("bao-cao/<str:code>/ban-in/", paper.paper, name="paper"),
    path("bao-cao/<str:code>/ban-in/giay/", paper.sheet, name="paper_sheet"),
    path("bao-cao/<str:code>/ban-in.pdf", paper.draft_file, name="paper_file"),
    path("bao-cao/<str:code>/ban-in/lap/", paper.draft_wait, name="paper_wait"),
    path("bao-cao/<str:code>/ban-trinh-ky.pdf", paper.to_sign_file, name="to_sign_file"),
    path("bao-cao/<str:code>/phu-luc.xlsx", paper.annex_workbook_file, name="annex_workbook"),
    path("bao-cao/<str:code>/cong-van/", paper.cover_letter, name="cover_letter"),
    path("bao-cao/<str:code>/phu-luc/", reading.annex, name="annex"),
    path("bao-cao/<str:code>/soan/", editing.start, name="edit"),
    path("bao-cao/<str:code>/thong-tin/", information.information, name="information"),
    path("bao-cao/<str:code>/soan-nhap/", writing.draft, name="draft"),
    path("bao-cao/<str:code>/noi-dung/<str:place>/", writing.section, name="section"),
    path("bao-cao/<str:code>/noi-dung/<str:place>/soan-lai/", writing.redraft, name="redraft"),
    path("bao-cao/<str:code>/noi-dung/<str:place>/them-dong/", lines.add, name="line_add"),
    path("bao-cao/<str:code>/noi-dung/<str:place>/<slug:verb>/", writing.section_act, name="section_act"),
    path("bao-cao/<str:code>/dong/<int:pk>/", lines.change, name="line"),
    path("bao-cao/<str:code>/dong/<int:pk>/lay/", lines.take_up, name="line_take_up"),
    path("bao-cao/<str:code>/dong/<int:pk>/vao-ke-hoach/", lines.to_plan, name="line_to_plan"),
    path("bao-cao/<str:code>/dong/<int:pk>/<slug:verb>/", lines.act, name="line_act"),
    path("bao-cao/<str:code>/kiem-tra/", checking.check, name="check"),
    path("bao-cao/<str:code>/khong-phat-sinh/", acting.nil, name="nil"),
    path("bao-cao/<str:code>/thay-the/", beginning.successor, name="successor"),
    path("bao-cao/<str:code>/so-sanh/", comparing.choose, name="compare_choose"),
    path("bao-cao/<str:code>/so-sanh/<str:other>/", comparing.compare, name="compare"),
    path("bao-cao/<str:code>/bo-vao-thung-rac/", acting.to_bin, name="to_bin"),
    path("bao-cao/<str:code>/khoi-phuc/", acting.restore, name="restore"),
    *consolidation_urls.urlpatterns,
    *figure_urls.urlpatterns,
]

"""Addresses of the consolidation of a round (ux 4.14), part of ``reporting.urls``."""

from django.urls import path

from reporting.views import books, consolidating, gathering, ranking

urlpatterns = [
    path("dot/<str:code>/tong-hop/", consolidating.figures, name="consolidation"),
    path("dot/<str:code>/tong-hop/chot/", consolidating.take, name="consolidation_take"),
    path("dot/<str:code>/tong-hop/noi-dung/", gathering.texts, name="consolidation_texts"),
    path("dot/<str:code>/tong-hop/noi-dung/lay/", gathering.pick, name="consolidation_pick"),
    path("dot/<str:code>/tong-hop/noi-dung/viet/", gathering.write, name="consolidation_write"),
    path("dot/<str:code>/tong-hop/noi-dung/<int:pk>/", gathering.change, name="consolidation_change"),
    path("dot/<str:code>/tong-hop/noi-dung/<int:pk>/chuyen/", gathering.move, name="consolidation_move"),
    path("dot/<str:code>/tong-hop/noi-dung/<int:pk>/bo/", gathering.drop, name="consolidation_drop"),
    path("dot/<str:code>/tong-hop/thieu-muon/", ranking.missing, name="consolidation_missing"),
    path("dot/<str:code>/tong-hop/xep-hang/", ranking.places, name="consolidation_places"),
    path("dot/<str:code>/tong-hop/ban-in/", ranking.paper, name="consolidation_paper"),
    path("dot/<str:code>/tong-hop/<int:number>/dang-cong/", consolidating.progress, name="consolidation_progress"),
    path("dot/<str:code>/tong-hop/<int:number>/cong-lai/", consolidating.recount, name="consolidation_recount"),
    path("dot/<str:code>/tong-hop/<int:number>/bang.xlsx", books.workbook, name="consolidation_workbook"),
    path("dot/<str:code>/tong-hop/<int:number>/bang/", books.wait, name="consolidation_book"),
    path("dot/<str:code>/tong-hop/<int:number>/lap-bao-cao/", ranking.draw, name="consolidation_draw"),
    path("dot/<str:code>/tong-hop/<int:number>/dong/<str:metric>/", consolidating.row, name="consolidation_row"),
]

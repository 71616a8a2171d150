"""Addresses of the pages of turn (ux section 2.2)."""

from django.urls import URLPattern, path

from cchc_portal.views import (
    approve,
    bulk,
    calendar,
    calls,
    extending,
    history,
    home,
    joining,
    notices,
    remarking,
    reminding,
    review,
    rounds,
)

app_name = "portal"


def _of_approval(section: str, suffix: str) -> list[URLPattern]:
    """The chairman's page of one kind of item and its acts; desks tell section and suffix (cchc_portal.desks)."""
    below, given = f"{section}/<str:code>/duyet/", {"section": section}
    return [
        path(below, approve.approve, given, name=f"approve{suffix}"),
        path(f"{below}bat-dau-xem/", approve.begin, given, name=f"approve_open{suffix}"),
        path(f"{below}ky/", approve.sign, given, name=f"approve_sign{suffix}"),
        path(f"{below}tra-lai/", approve.send_back, given, name=f"approve_return{suffix}"),
    ]


urlpatterns = [
    path("", home.home, name="home"),
    path("viec-cua-toi/", home.work, name="work"),
    path("them/", home.more, name="more"),
    path("lich-lam-viec/", calendar.year, name="calendar"),
    path("lich-lam-viec/ngay/", calendar.day, name="calendar_day"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="notices_read"),
    path("thong-bao/<int:pk>/mo/", notices.open_notice, name="notice_open"),
    *_of_approval("ke-hoach", ""),
    *_of_approval("bao-cao", "_report"),
    path("bao-cao/<str:code>/gop-y/", remarking.remark, name="remark_report"),
    path("ra-soat/<str:code>/", review.review, name="review"),
    path("ra-soat/<str:code>/viec/<slug:action>/", review.act, name="review_act"),
    path("ra-soat/<str:code>/y-kien/", review.remark, name="review_remark"),
    path("y-kien/<int:pk>/tra-loi/", review.answer, name="remark_answer"),
    path("y-kien/<int:pk>/<slug:verb>/", review.settle, name="remark_settle"),
    path("dot/", calls.calls, name="calls"),
    path("dot/moi/", calls.new, name="call_new"),
    path("dot/moi/bao-cao/", rounds.new, name="round_new"),
    path("dot/ca-nam/", rounds.year, name="round_year"),
    path("dot/<str:code>/", calls.call, name="call"),
    path("dot/<str:code>/mo/", calls.check, name="call_open"),
    path("dot/<str:code>/co-quan/them/", joining.add, name="call_join"),
    path("dot/<str:code>/co-quan/<int:pk>/bo/", joining.remove, name="call_leave"),
    path("dot/<str:code>/tiep-nhan/", bulk.accept, name="call_accept"),
    path("dot/<str:code>/sua/", rounds.change, name="round_change"),
    path("dot/<str:code>/noi-dung/", rounds.guidance, name="call_guidance"),
    path("dot/<str:code>/tep/", rounds.attach, name="call_file_add"),
    path("dot/<str:code>/tep/<int:pk>/", rounds.file, name="call_file"),
    path("dot/<str:code>/tep/<int:pk>/bo/", rounds.detach, name="call_file_remove"),
    path("dot/<str:code>/them-don-vi/", rounds.add, name="call_add"),
    path("dot/<str:code>/don-doc/", reminding.remind, name="call_remind"),
    path("dot/<str:code>/gia-han/", reminding.more_time, name="call_more_time"),
    path("dot/<str:code>/ban-pdf/", reminding.files, name="call_files"),
    path("dot/<str:code>/khoa/", calls.close, name="call_close"),
    path("dot/<str:code>/giao-chuyen-vien/", calls.assign, name="call_assign"),
    path("dot/<str:code>/don-vi/<int:pk>/gia-han/", extending.extend, name="call_extend"),
    path("dot/<str:code>/don-vi/<int:pk>/khong-gia-han/", extending.refuse, name="call_refuse_time"),
    path("dot/<str:code>/don-vi/<int:pk>/de-nghi-gia-han/", extending.want, name="call_want_time"),
    path("dot/<str:code>/don-vi/<int:pk>/mien/", calls.skip, name="call_skip"),
    path("<slug:section>/<str:code>/dien-bien/", history.history, name="history"),
]

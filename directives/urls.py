"""Addresses of directives (ux section 2.2)."""

from django.urls import path

from directives.views import answers, changes, items, reading, register

app_name = "directives"

urlpatterns = [
    path("van-ban/", register.register, name="register"),
    path("van-ban/moi/", register.DirectiveCreate.as_view(), name="new"),
    path("van-ban/<str:code>/", reading.directive, name="directive"),
    path("van-ban/<str:code>/sua/", register.DirectiveEdit.as_view(), name="edit"),
    path("van-ban/<str:code>/thong-tin/", reading.information, name="information"),
    path("van-ban/<str:code>/noi-nhan/", reading.receivers, name="receivers"),
    path("van-ban/<str:code>/noi-nhan/don-doc/", reading.remind, name="remind"),
    path("van-ban/<str:code>/noi-nhan/them/", items.RecipientCreate.as_view(), name="recipient_new"),
    path("van-ban/<str:code>/noi-nhan/<int:pk>/bo/", items.recipient_remove, name="recipient_remove"),
    path("van-ban/<str:code>/anh-huong/", reading.impact_page, name="impact"),
    path("van-ban/<str:code>/dien-bien/", reading.history, name="history"),
    path("van-ban/<str:code>/tep/", reading.attachment_add, name="attach"),
    path("van-ban/<str:code>/tep/<int:pk>/", reading.attachment, name="attachment"),
    path("van-ban/<str:code>/tep/<int:pk>/bo/", reading.attachment_remove, name="detach"),
    path("van-ban/<str:code>/tiep-nhan/<str:receipt>/", answers.Acknowledge.as_view(), name="acknowledge"),
    path("van-ban/<str:code>/xu-ly/", answers.bulk, name="bulk"),
    path("van-ban/<str:code>/xu-ly/<int:pk>/xong/", answers.Finish.as_view(), name="finish"),
    path("van-ban/<str:code>/xu-ly/<int:pk>/rut/", answers.withdraw_answer, name="withdraw_answer"),
    path("van-ban/<str:code>/muc/them/", items.ItemCreate.as_view(), name="item_new"),
    path("van-ban/<str:code>/muc/<int:pk>/sua/", items.ItemEdit.as_view(), name="item_edit"),
    path("van-ban/<str:code>/muc/<int:pk>/giao/", answers.HandOut.as_view(), name="hand_out"),
    path("van-ban/<str:code>/muc/<int:pk>/ngoai-pham-vi/", answers.OutOfScope.as_view(), name="out_of_scope"),
    path("van-ban/<str:code>/muc/<int:pk>/phan-cong/", items.Assign.as_view(), name="assign"),
    path("van-ban/<str:code>/muc/<int:pk>/chi-tieu/", items.TargetCreate.as_view(), name="target_new"),
    path("van-ban/<str:code>/muc/<int:pk>/sua-doi/", changes.Amend.as_view(), name="amend"),
    path("van-ban/<str:code>/muc/<int:pk>/bai-bo/", changes.Withdraw.as_view(), name="withdraw_item"),
    path("van-ban/<str:code>/muc/<int:pk>/<slug:verb>/", items.item_verb, name="item_verb"),
    path("van-ban/<str:code>/phan-cong/<int:pk>/bo/", items.unassign, name="unassign"),
    path("van-ban/<str:code>/chi-tieu/<int:pk>/bo/", items.target_remove, name="target_remove"),
    path("van-ban/<str:code>/vien-dan/them/", items.Cite.as_view(), name="cite"),
    path("van-ban/<str:code>/vien-dan/<int:pk>/bo/", items.uncite, name="uncite"),
    path("van-ban/<str:code>/gui/", items.SendOut.as_view(), name="send_out"),
    path("van-ban/<str:code>/thu-hoi/", changes.WithdrawWhole.as_view(), name="withdraw"),
]

"""Addresses of organisations."""

from django.urls import path

from organisations.views import officials, relations, sign_in, units, users, workbook

app_name = "organisations"

urlpatterns = [
    path("dang-nhap/", sign_in.SignIn.as_view(), name="sign_in"),
    path("dang-nhap/vao-vai/", sign_in.DemoSignIn.as_view(), name="demo_sign_in"),
    path("dang-xuat/", sign_in.SignOut.as_view(), name="sign_out"),
    path("ca-nhan/mat-khau/", sign_in.OwnPassword.as_view(), name="own_password"),
    path("don-vi/", units.UnitList.as_view(), name="unit_list"),
    path("don-vi/moi/", units.UnitCreate.as_view(), name="unit_create"),
    path("don-vi/nhap-tep/", workbook.WorkbookUpload.as_view(), name="workbook_upload"),
    path("don-vi/nhap-tep/xac-nhan/", workbook.WorkbookConfirm.as_view(), name="workbook_confirm"),
    path("don-vi/mau.xlsx", workbook.WorkbookTemplate.as_view(), name="workbook_template"),
    path("don-vi/danh-sach.xlsx", workbook.WorkbookExport.as_view(), name="workbook_export"),
    path("don-vi/<slug:code>/", units.UnitDetail.as_view(), name="unit_detail"),
    path("don-vi/<slug:code>/sua/", units.UnitChange.as_view(), name="unit_change"),
    path("don-vi/<slug:code>/ket-thuc/", units.UnitEnd.as_view(), name="unit_end"),
    path("don-vi/<slug:code>/ke-thua/", units.UnitSuccession.as_view(), name="unit_succession"),
    path("don-vi/<slug:code>/thiet-lap/", units.SettingDecide.as_view(), name="setting_decide"),
    path("don-vi/<slug:code>/thiet-lap/<int:pk>/ket-thuc/", units.SettingEnd.as_view(), name="setting_end"),
    path("don-vi/<slug:code>/can-bo/moi/", officials.OfficialCreate.as_view(), name="official_create"),
    path("don-vi/<slug:code>/can-bo/<int:pk>/", officials.OfficialChange.as_view(), name="official_change"),
    path("don-vi/<slug:code>/chuc-vu/moi/", officials.AppointmentCreate.as_view(), name="appointment_create"),
    path("don-vi/<slug:code>/chuc-vu/<int:pk>/", officials.AppointmentChange.as_view(), name="appointment_change"),
    path("don-vi/<slug:code>/chuc-vu/<int:pk>/ket-thuc/", officials.AppointmentEnd.as_view(), name="appointment_end"),
    path("don-vi/<slug:code>/quan-he/", relations.Relations.as_view(), name="relations"),
    path("don-vi/<slug:code>/quan-he/moi/", relations.ReviewSet.as_view(), name="review_set"),
    path("don-vi/<slug:code>/quan-he/<int:pk>/ket-thuc/", relations.ReviewEnd.as_view(), name="review_end"),
    path("don-vi/<slug:code>/phan-cong/", relations.Delegations.as_view(), name="delegations"),
    path("don-vi/<slug:code>/phan-cong/moi/", relations.DelegationGive.as_view(), name="delegation_give"),
    path("don-vi/<slug:code>/phan-cong/<int:pk>/ket-thuc/", relations.DelegationEnd.as_view(), name="delegation_end"),
    path("nguoi-dung/", users.UserList.as_view(), name="user_list"),
    path("nguoi-dung/moi/", users.UserCreate.as_view(), name="user_create"),
    path("nguoi-dung/<str:username>/", users.UserDetail.as_view(), name="user_detail"),
    path("nguoi-dung/<str:username>/phan-quyen/moi/", users.MembershipGrant.as_view(), name="membership_grant"),
    path(
        "nguoi-dung/<str:username>/phan-quyen/<int:pk>/ket-thuc/",
        users.MembershipEnd.as_view(),
        name="membership_end",
    ),
    path("nguoi-dung/<str:username>/mat-khau/", users.NewPassword.as_view(), name="new_password"),
    path("nguoi-dung/<str:username>/khoa/", users.AccountClose.as_view(), name="account_close"),
    path("nguoi-dung/<str:username>/mo/", users.AccountReopen.as_view(), name="account_reopen"),
]

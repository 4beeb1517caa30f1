"""First screens, and the guardian's door."""

from django.urls import path, re_path

from .views import (
    arriving,
    codes,
    elsewhere,
    enter,
    first,
    in_hand,
    kiosk,
    leave,
    looked,
    me,
    repair,
    sign_in,
)

app_name = "home"
# Accounts come from the roster and passwords from the clerk: these pages of allauth lead nowhere.
CLOSED = "signup|email|confirm-email|password/reset|login/code|3rdparty|social"
urlpatterns = [
    path("", first.front, name="front"),
    path("home/", first.mine, name="mine"),
    # in place of allauth's and of Wagtail's: one way out, and nothing stays in the browser
    path("accounts/logout/", leave.leave, name="leave"),
    path("cms/logout/", leave.leave, name="leave_editors"),
    path("staff/", first.staff, name="staff_home"),
    path("family/", first.family, name="family_home"),
    path("family/me/", me.family_me, name="family_me"),
    path("family/me/mailbox/", me.family_mailbox, name="family_mailbox"),
    path("student/", first.student, name="student_home"),
    path("family/looked/", looked.family, name="family_looked"),
    path("student/looked/", looked.student, name="student_looked"),
    path("staff/codes/", codes.code_list, name="code_list"),
    path("staff/codes/<uuid:pk>/", codes.code_room, name="code_room"),
    path("staff/codes/<uuid:pk>/print/", codes.code_print, name="code_print"),
    path("staff/codes/<uuid:pk>/repair/", repair.repair_print, name="repair_print"),
    path("staff/codes/<uuid:pk>/hand/", in_hand.code_hand, name="code_hand"),
    path("staff/codes/<uuid:pk>/cards/", codes.cards_print, name="cards_print"),
    re_path(rf"^accounts/(?P<area>{CLOSED})/", enter.closed, name="accounts_closed"),
    # The same addresses as allauth's own, which these shadow: they are what the other side is told.
    path("accounts/<slug:way>/login/", elsewhere.begin, name="elsewhere_begin"),
    path("accounts/<slug:way>/login/callback/", elsewhere.back, name="elsewhere_back"),
    path("me/sign-in/<slug:way>/connect/", elsewhere.connect, name="elsewhere_connect"),
    path("me/sign-in/<slug:way>/disconnect/", elsewhere.disconnect, name="elsewhere_disconnect"),
    path("me/sign-in/", sign_in.sign_in_show, name="sign_in_show"),
    path("me/sign-in/end/", sign_in.device_end, name="device_end"),
    path("staff/kiosk/", kiosk.kiosk_open, name="kiosk_open"),
    path("kiosk/", kiosk.kiosk_show, name="kiosk"),
    path("kiosk/done/", kiosk.kiosk_done, name="kiosk_done"),
    path("kiosk/close/", kiosk.kiosk_close, name="kiosk_close"),
    path("enter/", enter.enter, name="enter"),
    path("enter/ask/", arriving.enter_ask, name="enter_ask"),
    path("enter/confirm/", arriving.enter_confirm, name="enter_confirm"),
    path("enter/choose/", arriving.enter_choose, name="enter_choose"),
    path("enter/letter/<str:code>/", arriving.enter_letter, name="enter_letter"),
    path("enter/hand/", in_hand.enter_hand, name="enter_hand"),
    path("enter/repair/", repair.repair, name="repair"),
    path("enter/repair/<str:code>/", repair.repair, name="repair_code"),
    path("enter/<str:code>/", enter.enter, name="enter_code"),
]

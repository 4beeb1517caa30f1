"""First screens, and the guardian's door."""

from django.urls import path

from .views import codes, enter, first

app_name = "home"
urlpatterns = [
    path("", first.front, name="front"),
    path("home/", first.mine, name="mine"),
    path("staff/", first.staff, name="staff_home"),
    path("family/", first.family, name="family_home"),
    path("student/", first.student, name="student_home"),
    path("staff/codes/", codes.code_list, name="code_list"),
    path("staff/codes/<uuid:pk>/", codes.code_room, name="code_room"),
    path("staff/codes/<uuid:pk>/print/", codes.code_print, name="code_print"),
    path("enter/", enter.enter, name="enter"),
    path("enter/<str:code>/", enter.enter, name="enter_code"),
]

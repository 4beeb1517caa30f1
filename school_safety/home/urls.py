"""First screens, and the guardian's door."""

from django.urls import path

from .views import enter, first

app_name = "home"
urlpatterns = [
    path("", first.front, name="front"),
    path("home/", first.mine, name="mine"),
    path("staff/", first.staff, name="staff_home"),
    path("family/", first.family, name="family_home"),
    path("student/", first.student, name="student_home"),
    path("enter/", enter.enter, name="enter"),
    path("enter/<str:code>/", enter.enter, name="enter_code"),
]

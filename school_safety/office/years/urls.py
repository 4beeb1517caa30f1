"""Doors between two rosters; part of the office's."""

from django.urls import path

from school_safety.office.views import moving, years

STUDENT = "staff/roster/students/<uuid:student_id>"
urlpatterns = [
    path("staff/roster/year/", years.year_roll, name="year_roll"),
    path(f"{STUDENT}/move/", moving.student_move, name="student_move"),
    path(f"{STUDENT}/leave/", moving.student_leave, name="student_leave"),
    path("staff/roster/classes/<uuid:classroom_id>/move/", moving.class_move, name="class_move"),
]

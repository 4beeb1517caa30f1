"""Doors between two rosters; part of the office's."""

from django.urls import path

from school_safety.office.views import calendar, families, moving, teachers, years

STUDENT = "staff/roster/students/<uuid:student_id>"
urlpatterns = [
    path("staff/calendar/", calendar.calendar_edit, name="calendar_edit"),
    path("staff/people/classes/", teachers.class_teachers, name="class_teachers"),
    path("staff/roster/year/", years.year_roll, name="year_roll"),
    path("staff/roster/year/begin/", years.year_begin, name="year_begin"),
    path(f"{STUDENT}/move/", moving.student_move, name="student_move"),
    path(f"{STUDENT}/guardians/new/", families.guardian_new, name="guardian_new"),
    path(f"{STUDENT}/guardians/<uuid:guardian_id>/", families.guardian_edit, name="guardian_edit"),
    path(f"{STUDENT}/leave/", moving.student_leave, name="student_leave"),
    path("staff/roster/classes/<uuid:pk>/move/", moving.class_move, name="class_move"),
]

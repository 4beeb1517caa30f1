"""Doors between two rosters; part of the office's."""

from django.urls import path

from school_safety.office.views import (
    calendar,
    families,
    leavers,
    moving,
    phones,
    teachers,
    transfers,
    years,
)

STUDENT = "staff/roster/students/<uuid:student_id>"
TRANSFER = "staff/roster/transfers/<uuid:pk>"
urlpatterns = [
    path("staff/calendar/", calendar.calendar_edit, name="calendar_edit"),
    path("staff/people/classes/", teachers.class_teachers, name="class_teachers"),
    path("staff/roster/year/", years.year_roll, name="year_roll"),
    path("staff/roster/year/begin/", years.year_begin, name="year_begin"),
    path(
        "staff/roster/imports/<uuid:batch_id>/leavers/",
        leavers.import_leavers,
        name="import_leavers",
    ),
    path("staff/roster/phones/", phones.phone_list, name="phone_list"),
    path("staff/roster/phones/<uuid:pk>/", phones.phone_confirm, name="phone_confirm"),
    path("staff/roster/phones/<uuid:pk>/drop/", phones.phone_drop, name="phone_drop"),
    path(f"{STUDENT}/move/", moving.student_move, name="student_move"),
    path(f"{STUDENT}/guardians/new/", families.guardian_new, name="guardian_new"),
    path(f"{STUDENT}/guardians/<uuid:guardian_id>/", families.guardian_edit, name="guardian_edit"),
    path(f"{STUDENT}/leave/", moving.student_leave, name="student_leave"),
    path(f"{STUDENT}/transfer/", transfers.transfer_new, name="transfer_new"),
    path("staff/roster/transfers/", transfers.transfer_list, name="transfer_list"),
    path(f"{TRANSFER}/", transfers.transfer_accept, name="transfer_accept"),
    path(f"{TRANSFER}/decline/", transfers.transfer_decline, name="transfer_decline"),
    path(f"{TRANSFER}/withdraw/", transfers.transfer_withdraw, name="transfer_withdraw"),
    path("staff/roster/classes/<uuid:pk>/move/", moving.class_move, name="class_move"),
]

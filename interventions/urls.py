"""Doors of this room."""

from django.urls import path

from .views import (
    cases,
    concerns,
    contacts,
    directory,
    family,
    oversight,
    planning,
    progress,
    provider,
    referring,
    slips,
    tasks,
    triage,
    writing,
)

app_name = "interventions"
CASE = "staff/cases/<uuid:pk>/"
SENT = "staff/referrals/<uuid:pk>/"
SLIP = "staff/access-slips/<uuid:pk>/"
SEEN = "provider/referrals/<uuid:pk>/"
HOME = "family/support/"
urlpatterns = [
    path("staff/triage/", triage.triage_list, name="triage_list"),
    path("staff/triage/concerns/<uuid:pk>/", triage.concern_match, name="concern_match"),
    path("staff/cases/", cases.case_list, name="case_list"),
    path(CASE, cases.case_show, name="case_show"),
    path(f"{CASE}assign/", oversight.case_assign, name="case_assign"),
    path(f"{CASE}talk/", writing.note_new, name="note_new"),
    path(f"{CASE}decision/", writing.case_decide, name="case_decide"),
    path(f"{CASE}level/", writing.case_level, name="case_level"),
    path(f"{CASE}assessment/", progress.assessment_new, name="assessment_new"),
    path("staff/strategies/", progress.strategy_list, name="strategy_list"),
    path(f"{CASE}task/", writing.task_new, name="task_new"),
    path(f"{CASE}plan/", planning.plan_edit, name="plan_edit"),
    path(f"{CASE}plan/share/", planning.plan_share, name="plan_share"),
    path(f"{CASE}guardian/", contacts.contact_new, name="contact_new"),
    path(f"{CASE}waiver/", contacts.waiver_new, name="waiver_new"),
    path("staff/waivers/<uuid:pk>/approve/", contacts.waiver_approve, name="waiver_approve"),
    path(f"{CASE}referral/", referring.referral_new, name="referral_new"),
    path(f"{CASE}close/", oversight.case_close, name="case_close"),
    path(f"{CASE}close/answer/", oversight.case_close_answer, name="case_close_answer"),
    path("staff/concerns/", concerns.concern_list, name="concern_list"),
    path("staff/concerns/new/", concerns.concern_new, name="concern_new"),
    path("staff/referrals/", referring.referral_list, name="referral_list"),
    path(SENT, referring.referral_show, name="referral_show"),
    path(f"{SENT}send/", referring.referral_send, name="referral_send"),
    path(f"{SENT}revoke/", referring.referral_revoke, name="referral_revoke"),
    path(f"{SENT}finish/", referring.referral_finish, name="referral_finish"),
    path("staff/access-slips/", slips.access_slip_list, name="access_slip_list"),
    path("staff/access-slips/new/", slips.access_slip_new, name="access_slip_new"),
    path(SLIP, slips.access_slip_show, name="access_slip_show"),
    path(f"{SLIP}answer/", slips.access_slip_answer, name="access_slip_answer"),
    path(f"{SLIP}return/", slips.access_slip_return, name="access_slip_return"),
    path("staff/providers/", directory.provider_list, name="provider_list"),
    path("staff/providers/new/", directory.provider_edit, name="provider_new"),
    path("staff/providers/<uuid:pk>/", directory.provider_edit, name="provider_edit"),
    path("staff/tasks/", tasks.task_list, name="task_list"),
    path("staff/tasks/<uuid:pk>/done/", tasks.task_done, name="task_done"),
    path("provider/referrals/", provider.provider_home, name="provider_home"),
    path("provider/places/<uuid:pk>/", directory.provider_own, name="provider_own"),
    path(SEEN, provider.provider_referral, name="provider_referral"),
    path(f"{SEEN}accept/", provider.provider_accept, name="provider_accept"),
    path(f"{SEEN}refuse/", provider.provider_refuse, name="provider_refuse"),
    path(f"{SEEN}appointment/", provider.provider_appointment, name="provider_appointment"),
    path(f"{SEEN}attendance/", provider.provider_attendance, name="provider_attendance"),
    path(f"{SEEN}reply/", provider.provider_reply, name="provider_reply"),
    path(HOME, family.family_support, name="family_support"),
    path(f"{HOME}places/", directory.family_providers, name="family_providers"),
    path(f"{HOME}plans/<uuid:pk>/week/", progress.check_answer, name="check_answer"),
    path(f"{HOME}plans/<uuid:pk>/", family.family_plan, name="family_plan"),
    path(f"{HOME}referrals/<uuid:pk>/", family.family_referral, name="family_referral"),
    path(f"{HOME}referrals/<uuid:pk>/withdraw/", family.family_withdraw, name="family_withdraw"),
]

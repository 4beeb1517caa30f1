"""Doors of this room."""

from django.urls import include, path

from .views import (
    activate,
    consents,
    contacts,
    deciding,
    district,
    grants,
    history,
    imports,
    numbers,
    people,
    proposals,
    roster,
    students,
    who_may,
)

app_name = "office"
urlpatterns = [
    path("activate/", activate.activate, name="activate"),
    path("activate/<str:code>/", activate.activate, name="activate_code"),
    path("staff/roster/", roster.roster_list, name="roster_list"),
    path("staff/roster/upload/", imports.roster_upload, name="roster_upload"),
    path("staff/roster/template.xlsx", imports.template_download, name="template_download"),
    path("staff/roster/imports/", imports.import_list, name="import_list"),
    path("staff/roster/imports/<uuid:batch_id>/", imports.import_detail, name="import_detail"),
    *(
        path(f"staff/roster/imports/<uuid:batch_id>/{step}", view, name=view.__name__)
        for step, view in (
            ("columns/", imports.import_columns),
            ("confirm/", imports.import_confirm),
            ("drop/", imports.import_drop),
            ("undo/", imports.import_undo),
            ("errors.xlsx", imports.import_errors),
        )
    ),
    path("callbacks/wecom/<slug:name>/", contacts.contact_callback, name="contact_callback"),
    path("staff/roster/imports/contacts/", contacts.contact_list, name="contact_list"),
    *(
        path(
            f"staff/roster/imports/contacts/<uuid:change_id>/{step}/",
            view,
            name=view.__name__,
        )
        for step, view in (
            ("again", contacts.contact_again),
            ("settle", contacts.contact_settle),
            ("place", contacts.contact_place),
        )
    ),
    path("staff/roster/students/", students.student_list, name="student_list"),
    path(
        "staff/roster/students/<uuid:student_id>/", students.student_detail, name="student_detail"
    ),
    path("staff/roster/students/<uuid:student_id>/mend/", roster.student_mend, name="student_mend"),
    path("staff/roster/locks/<int:lock_id>/lift/", roster.lock_lift, name="lock_lift"),
    path("", include("school_safety.office.years.urls")),
    path("family/consents/", deciding.family_consents, name="family_consents"),
    path(
        "family/consents/<uuid:student_id>/<slug:purpose>/",
        deciding.family_consent,
        name="family_consent",
    ),
    path("student/consents/", deciding.student_consents, name="student_consents"),
    path(
        "student/consents/<uuid:student_id>/<slug:purpose>/",
        deciding.student_consent,
        name="student_consent",
    ),
    path("staff/consents/", consents.consent_list, name="consent_list"),
    path("staff/consents/paper/", consents.paper_list, name="paper_list"),
    path("staff/consents/paper/<uuid:student_id>/", consents.paper_new, name="paper_new"),
    path("staff/consents/<uuid:student_id>/", consents.consent_detail, name="consent_detail"),
    path("staff/grants/", grants.grant_list, name="grant_list"),
    path("who-may/", who_may.show, name="who_may"),
    path("staff/district/", district.district_terms, name="district_terms"),
    path("staff/district/duty-line/", district.duty_line, name="duty_line"),
    path("staff/audit/", history.audit_list, name="audit_list"),
    path("staff/audit/mine/", history.own_acts, name="own_acts"),
    path("staff/people/", people.people_list, name="people_list"),
    path("staff/people/new/", people.person_new, name="person_new"),
    path("staff/people/<uuid:person_id>/", people.person_detail, name="person_detail"),
    path("staff/people/<uuid:person_id>/letter/", people.person_letter, name="person_letter"),
    path("staff/people/<uuid:person_id>/factor/", people.person_factor, name="person_factor"),
    path("staff/people/<uuid:person_id>/number/", numbers.person_number, name="person_number"),
    path("staff/people/<uuid:person_id>/close/", people.person_close, name="person_close"),
    path("staff/proposals/", proposals.proposal_list, name="proposal_list"),
    path(
        "staff/proposals/<uuid:proposal_id>/approve/",
        proposals.proposal_approve,
        name="proposal_approve",
    ),
    path(
        "staff/proposals/<uuid:proposal_id>/refuse/",
        proposals.proposal_refuse,
        name="proposal_refuse",
    ),
    path("staff/roles/<uuid:role_id>/end/", people.role_end, name="role_end"),
]

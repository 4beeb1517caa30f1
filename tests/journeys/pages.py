"""Every page that a person can open, as somebody's walk; a test finds the holes in this table.

A step is the name of a door of ours, with a query where it has one, or a path that other people's
code serves. Where an address names a row, the first one is taken that shows this actor a page.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school_safety.demo.roster_files import HEADER
from school_safety.office.contacts.sentences import REASONS
from school_safety.office.rosters import uploads
from school_safety.schools.actions import check_import, choose_columns, hearing
from school_safety.schools.models import ContactLink, School
from tests.trust.actors import Actor
from tests.trust.decided import OBJECTS
from tests.trust.objects import KINDS
from tests.trust.oracle import may

Rows = Iterable[dict[str, Any]]

WALKS: dict[str, list[str]] = {
    "anonymous": [
        "web:gallery", "web:gallery_example staff", "web:gallery_example family",
        "web:gallery_example student", "home:enter", "home:enter_code",
        "home:repair", "home:repair_code", "office:activate",
        "office:activate_code", "lessons:receipt_verify",
        "home:enter_ask", "home:enter_letter", "home:enter_confirm", "home:enter_hand",
        "home:enter_choose",
        "surveys:slip_type", "surveys:slip_show", "surveys:class_type",
        "surveys:class_number", "surveys:class_pictures", "lessons:quiz_type",
        "demo:demo_login", "/accounts/login/",
        "/accounts/inactive/", "/nowhere/", "/refused/400/",
        "/refused/403/", "/language/", "/refused/409/", "/refused/422/", "/refused/429/", "/refused/500/",
        "/zh-hans/", "/zh-hans/lessons/", "/zh-hans/lessons/play-and-stop/", "/zh-hans/help/",
        "/zh-hans/school-s1/", "lessons:lesson_wall",
    ],
    "student": ["surveys:answer_show", "surveys:answer_whole", "surveys:answer_check",
                "surveys:answer_thanks"],
    "pupil": [
        "home:student_home", "home:student_looked",
        "office:who_may", "home:sign_in_show",
        "office:student_consents", "office:student_consent",
        "interventions:talk_new", "interventions:talk_sent",
    ],
    "gu_a": [
        "home:family_home", "home:family_looked", "office:who_may", "home:family_me", "home:family_mailbox",
        "lessons:family_letter_list", "lessons:letter_read",
        "lessons:letter_signed", "lessons:parent_sign_in",
        "interventions:family_support", "interventions:family_referral",
        "interventions:family_providers", "interventions:check_answer",
        "interventions:safety_plan_read",
        "interventions:family_plan", "interventions:family_visit", "interventions:family_talk",
        "interventions:family_agreement", "interventions:concern_list", "interventions:concern_new",
        "office:family_consents", "office:family_consent", "notices:notice_list",
        "surveys:specimen_list", "surveys:specimen_show",
        "home:leave", "home:sign_in_show",
    ],
    "gu_x": ["home:family_home", "lessons:letter_withdraw"],
    "gu_h": [
        "home:family_home", "lessons:family_letter_list", "interventions:family_support",
        "office:family_consents",
    ],
    "te_s1": [
        "home:staff_home", "lessons:course_show", "lessons:course_scene",
        "lessons:delivery_list", "lessons:delivery_show", "lessons:makeup_list",
        "lessons:classroom_record", "lessons:lesson_notes",
        "lessons:quiz_list", "lessons:quiz_show", "lessons:quiz_hands", "lessons:quiz_wall",
        "office:student_list",
        "interventions:concern_list", "interventions:concern_new", "/accounts/password/change/",
        "home:sign_in_show",
    ],
    "ed_s1": [
        "lessons:programme_list", "lessons:programme_list?show=past", "lessons:programme_new",
        "lessons:programme_show", "lessons:programme_edit",
        "lessons:outreach_list", "lessons:outreach_new", "lessons:outreach_edit",
        "lessons:parent_session_list", "lessons:parent_session_list?show=past",
        "lessons:parent_session_new", "lessons:parent_session_show", "lessons:parent_session_edit",
        "lessons:parent_session_door", "lessons:page_list", "lessons:page_list?show=new",
        "lessons:page_list?show=all", "lessons:lesson_origin",
        "reports:coverage_show",
    ],
    "ht_s1a": [
        "home:staff_home", "home:code_list", "home:code_room", "home:kiosk_open",
        "lessons:dispatch_list", "lessons:parent_session_show", "lessons:parent_session_room",
        "lessons:dispatch_detail", "lessons:letter_send",
    ],
    "du_s1": [
        "home:staff_home", "interventions:safety_new", "interventions:rota_list",
        "interventions:duty_number",
    ],
    "ht_s1b": ["home:staff_home", "surveys:proctor_show", "interventions:task_list"],
    "co_s1": [
        "home:staff_home", "interventions:triage_list", "interventions:concern_match",
        "interventions:handover_new", "interventions:concern_unmatch",
        "interventions:case_list", "interventions:case_show", "interventions:case_show?tab=plan",
        "interventions:case_show?tab=notes", "interventions:case_show?tab=referrals",
        "interventions:note_new", "interventions:safety_plan_edit",
        "interventions:case_decide", "interventions:case_level", "interventions:story_print",
        "interventions:export_list", "interventions:export_new", "interventions:export_show",
        "interventions:mandatory_new", "interventions:mandatory_about",
        "interventions:case_siblings",
        "interventions:case_show?tab=meetings", "interventions:meeting_new",
        "interventions:meeting_show", "interventions:meeting_change", "interventions:meeting_write",
        "interventions:case_show?tab=home", "interventions:visit_new", "interventions:visit_show",
        "interventions:visit_change", "interventions:visit_record", "interventions:agreement_edit",
        "interventions:sitting_new", "interventions:sitting_change", "interventions:sitting_record",
        "interventions:guardian_paper",
        "interventions:case_show?tab=progress", "interventions:assessment_new",
        "interventions:aftercare_done",
        "interventions:strategy_list", "interventions:task_new",
        "interventions:plan_edit", "interventions:contact_new",
        "interventions:waiver_new", "interventions:referral_new", "interventions:case_close",
        "interventions:referral_list", "interventions:referral_show", "notices:notice_list",
        "office:own_acts", "interventions:access_slip_list?show=mine", "interventions:access_slip_new",
    ],
    "co2_s1": [
        "surveys:paper_list", "surveys:paper_key", "surveys:talk_list", "surveys:talk_show",
        "surveys:wave_list", "surveys:wave_new", "surveys:wave_show", "surveys:wave_change",
        "surveys:wave_preview", "surveys:assessment_list", "surveys:assessment_new",
        "surveys:response_show", "reports:school_progress", "reports:outcome_show", "reports:wave_figures",
        "notices:delivery_list",
        "interventions:provider_list", "/accounts/2fa/", "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/webauthn/", "/accounts/2fa/recovery-codes/generate/", "home:sign_in_show",
        "/accounts/2fa/reauthenticate/",
    ],
    "lead_s1": [
        "home:staff_home", "interventions:triage_list", "interventions:case_show?tab=seen",
        "interventions:safety_list", "interventions:safety_show", "interventions:safety_review",
        "interventions:mandatory_list", "interventions:mandatory_show",
        "interventions:sibling_decide",
        "interventions:rota_list", "interventions:absence_list", "interventions:absence_new",
        "interventions:absence_cover", "interventions:supervision_list",
        "interventions:supervision_show", "interventions:supervision_move",
        "interventions:shift_new", "interventions:shift_cover", "interventions:drill_new",
        "interventions:case_assign", "interventions:case_reopen", "interventions:export_show",
        "interventions:case_close_answer", "office:audit_list",
        "office:consent_list", "office:consent_detail",
        "interventions:access_slip_list", "interventions:access_slip_show", "office:grant_list",
        "office:who_may?role=ld",
    ],
    "clerk_s1": [
        "home:staff_home", "office:roster_list", "office:roster_upload", "office:import_detail",
        "office:student_detail", "office:people_list", "office:person_detail", "home:code_list",
        "lessons:slip_list", "lessons:slip_enter",
        "office:paper_list", "office:paper_new", "office:person_new", "office:import_list",
        "office:contact_list", "office:import_columns", "office:student_mend",
        "office:class_teachers", "office:year_roll", "office:student_move", "office:class_move",
        "office:guardian_edit", "office:guardian_new", "office:transfer_list",
        "office:phone_list",
        "office:transfer_new", "office:transfer_accept", "office:import_leavers",
    ],
    "sa_s1": [
        "office:person_detail", "office:proposal_list", "office:import_detail",
        "lessons:book_list", "lessons:course_school", "lessons:course_school?show=waiting",
        "interventions:safety_show", "interventions:mandatory_show",
    ],
    "cl_d1": [
        "interventions:provider_home", "interventions:provider_referral",
        "interventions:provider_refuse", "interventions:provider_appointment",
        "interventions:provider_reply", "interventions:provider_own",
    ],
    "da_d1": [
        "home:staff_home", "office:district_terms", "office:calendar_edit", "reports:publication_list",
        "reports:publication_create", "reports:growth_show",
        "reports:publication_show", "interventions:provider_new", "interventions:provider_edit",
        "office:import_list", "interventions:mandatory_list", "surveys:limits_edit",
        "surveys:instrument_list", "surveys:instrument_import", "surveys:instrument_show",
    ],
    "aud_d1": ["home:staff_home", "office:audit_list", "office:grant_list", "lessons:book_list"],
}  # fmt: skip


def addresses(step: str, who: Actor, demo: Any) -> Iterable[str]:
    """Where that step may lead for this actor: the first address that shows a page is the one."""
    if step.startswith("/"):
        yield step
        return
    name, _, query = step.partition("?")
    name, _, word = name.partition(" ")
    tail = f"?{query}" if query else ""
    for kwargs in [{"example": word}] if word else _rows(name, who, demo):
        yield reverse(name, kwargs=kwargs) + tail


def _rows(name: str, who: Actor, demo: Any) -> Rows:
    if name in ROWS:
        return ROWS[name](demo)
    if name not in OBJECTS:
        return [{}]
    kind, spec = OBJECTS[name]
    return (row.kwargs for row in KINDS[kind]() if may(who, row, spec))


def _all(label: str, argument: str, **conditions: Any) -> Callable[[Any], Rows]:
    def rows(demo: Any) -> Rows:
        found = apps.get_model(label).objects.filter(**conditions).order_by("pk")
        return ({argument: pk} for pk in found.values_list("pk", flat=True))

    return rows


def slips(demo: Any) -> Rows:
    """Tokens of slips that can still be used."""
    urls = (student["slip_url"] for student in demo.manifest["students"])
    return ({"token": url.rstrip("/").rpartition("/")[2]} for url in urls if url)


def _sittings(demo: Any) -> Rows:
    found = apps.get_model("surveys.sitting").objects.filter(wave__status="open").order_by("pk")
    pairs = found.values_list("wave_id", "classroom_id")
    return ({"wave": wave, "classroom": room} for wave, room in pairs)


def _lessons(demo: Any) -> Rows:
    """The lessons of both languages, Chinese first."""
    found = apps.get_model("lessons.lessonpage").objects.filter(live=True, depth=4)
    pairs = found.order_by("-locale__language_code", "pk").values_list(
        "locale__language_code", "pk"
    )
    return ({"language": language, "page_id": pk} for language, pk in pairs)


def _door_codes(demo: Any) -> Rows:
    found = apps.get_model("lessons.parentsession").objects.order_by("pk")
    return ({"code": code} for code in found.values_list("code", flat=True))


def _evenings(demo: Any) -> Rows:
    rooms = apps.get_model("schools.classroom").objects.order_by("pk")
    for evening in apps.get_model("lessons.parentsession").objects.select_related("outreach"):
        for room in rooms.filter(school=evening.outreach.school_id):
            yield {"pk": evening.pk, "room_id": room.pk}


def _quiz_rounds(demo: Any) -> Rows:
    found = apps.get_model("lessons.quizrun").objects.order_by("-started_at")
    return ({"pk": run.pk, "phase": phase} for run in found for phase in ("after", "before"))


ROWS: dict[str, Callable[[Any], Rows]] = {
    "home:enter_code": lambda demo: [{"code": demo.manifest["accounts"]["gu_a"]["entry_code"]}],
    "home:enter_letter": lambda demo: [{"code": "222222222222"}],
    "home:repair_code": lambda demo: [{"code": "7KQM3XWDTR5HNV2A"}],
    "office:activate_code": lambda demo: [{"code": "7KQM3XWDTR5HNV2A"}],
    "surveys:slip_show": slips,
    "surveys:proctor_show": _sittings,
    "surveys:specimen_show": _all("surveys.wave", "pk"),
    "surveys:paper_key": _all("surveys.papersheet", "pk", state="keyed"),
    "interventions:case_reopen": _all("interventions.case", "pk", status="closed"),
    "interventions:meeting_change": _all("interventions.casemeeting", "pk", status="planned"),
    "interventions:meeting_write": _all("interventions.casemeeting", "pk", status="planned"),
    "interventions:case_close_answer": _all("interventions.case", "pk", status="closing"),
    "interventions:export_show": _all("interventions.caseexport", "pk", status="draft"),
    "interventions:provider_refuse": _all("interventions.referral", "pk", status="sent"),
    "lessons:lesson_wall": _lessons,
    "lessons:quiz_hands": _quiz_rounds,
    "lessons:quiz_wall": _quiz_rounds,
    "lessons:lesson_notes": _lessons,
    "lessons:letter_send": _all("lessons.letterpage", "page_id", live=True),
    "lessons:parent_session_room": _evenings,
    "lessons:lesson_origin": _all("lessons.lessonpage", "page_id", origin__isnull=False),
    "lessons:course_scene": lambda demo: [{"number": 2}],
    "lessons:parent_sign_in": _door_codes,
    "lessons:slip_enter": _all("lessons.slipscan", "scan_id", state="waiting"),
    "office:person_detail": lambda demo: [{"person_id": demo.account("te_s1").pk}],
    "office:import_detail": _all("schools.importbatch", "batch_id", state="waiting"),
    "office:import_leavers": _all(
        "schools.importbatch", "batch_id", state="written", counts__leaving=1
    ),
    "office:transfer_accept": _all("schools.transfer", "pk", state="proposed"),
    "office:import_columns": _all("schools.importbatch", "batch_id", state="columns"),
}


def unmatched_concern(client: Client, demo: Any) -> None:
    """Somebody worries about a child who is not in the list."""
    client.post(reverse("interventions:concern_new"), {"who": SAID[0], "fact": SAID[1]})


def on_her_way(client: Client, demo: Any) -> None:
    """A child of another school is to come to this one; a file says that another one has left."""
    schools = apps.get_model("schools.school").objects
    here = schools.get(code="S1", district__code="D1")
    child = apps.get_model("schools.student").objects.filter(
        district=here.district, status="active"
    ).exclude(school=here).order_by("pk").first()  # fmt: skip
    apps.get_model("schools.transfer").objects.create(
        district=here.district, student=child, from_school=child.school, to_school=here,
        starts_on=timezone.localdate(), proposed_by=demo.account("clerk_s1"),
        proposed_at=timezone.now(),
    )  # fmt: skip
    gone = apps.get_model("schools.student").objects.filter(school=here, status="active").first()
    apps.get_model("schools.importbatch").objects.create(
        district=here.district, school=here, state="written", counts={"leaving": 1},
        findings={"leaving": [{"id": str(gone.pk)}]}, made_by=demo.account("clerk_s1"),
        made_at=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip


def half_way_in(client: Client, demo: Any) -> None:
    """A guardian has a code that opens two accounts; a young child has tapped one picture."""
    session = client.session
    session["home.asked"] = "asked"
    session["surveys.door"] = {"door": str(demo.account("gu_a").pk), "number": 7, "picked": ["cat"]}
    session["home.opened"] = [str(demo.account(key).pk) for key in ("gu_a", "gu_x")]
    session.save()


def brought(name: str, *, by: str, checked: bool) -> Callable[[Client, Any], None]:
    """One of the demo's own roster files waits: for its columns to be said, or for a yes."""

    def bring(client: Client, demo: Any) -> None:
        school, at = School.objects.get(code="S1"), timezone.now()
        user = demo.account(by)
        file = SimpleUploadedFile(name, Path(demo.folder / name).read_bytes())
        batch = uploads.receive(file=file, district=school.district, school=school, by=user, at=at)
        if checked:
            batch = choose_columns(batch=batch, chosen={}, by=user, at=at)
            check_import(batch=batch, at=at)

    return bring


def contacts_to_look_at(client: Client, demo: Any) -> None:
    """One line for each thing that can stand in the way of a change from a contact list."""
    school, at = School.objects.get(code="S1"), timezone.now()
    link = ContactLink.objects.create(
        name="demo", district=school.district, school=school, heard_at=at, trouble="busy"
    )
    for reason in REASONS:
        about = {"account": "x", "name": "周小溪", "departments": [{"id": 13, "name": SHEET[9]}]}
        hearing.list_or_wait(
            link=link, digest=reason, kind="student", about=about, reason=reason, at=at
        )


def both(
    first: Callable[[Client, Any], None], second: Callable[[Client, Any], None]
) -> Callable[[Client, Any], None]:
    """One after the other."""

    def do(client: Client, demo: Any) -> None:
        first(client, demo)
        second(client, demo)

    return do


SAID = ("七年级那个高个子", "这两天午饭都没有去吃。")
# What stands in the head of a school's own sheet, and how it may write a class.
SHEET = (
    "花名册", "姓名", "班级", "年级", "出生日期", "母亲电话", "三年级2班", "三(2)班", "初一3班", "快乐班",
    "男", "女", "父亲", "母亲", *HEADER,
)  # fmt: skip
# What must have happened before somebody's walk shows everything.
BEFORE: dict[str, Callable[[Client, Any], None]] = {
    "anonymous": half_way_in,
    "co_s1": unmatched_concern,
    "clerk_s1": both(
        both(on_her_way, contacts_to_look_at),
        both(
            brought("roster-S1.xlsx", by="da_d1", checked=True),
            brought("roster-S1.xlsx", by="clerk_s1", checked=False),
        ),
    ),
    "sa_s1": brought("roster-S1-broken.xlsx", by="clerk_s1", checked=True),
}

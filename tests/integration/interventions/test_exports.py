"""What leaves the house: chosen, without anybody else in it, marked, counted, over."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from interventions.actions.concerns import receive_concern
from interventions.actions.exporting import forget_exports
from interventions.actions.talking import record_talk
from interventions.models import Case, CaseExport
from school_safety import limits
from school_safety.access.actions import assign_role
from school_safety.audit.models import AuditEvent
from school_safety.consents.models import Basis
from school_safety.notices.models import Notice
from school_safety.schools.models import Guardian
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
WRITER = "周丽华"
TEXT = (
    "张小禾说，她和李 小苗在操场吵架，小苗的妈妈王妈妈打了电话 138 1234 5678。"
    "周丽华老师和周老师都在场。李小苗住在幸福路12号3单元，学号 N0002，"
    "证件 110101201403051234，微信号 miao_2014。绰号大头的也在。"
)
OTHERS = (
    "李小苗", "李 小苗", "小苗", "王妈妈", "138 1234 5678", "周丽华", "周老师", "幸福路", "N0002",
    "110101201403051234", "miao_2014", "大头",
)  # fmt: skip
WISH = {
    "recipient_kind": "authority",
    "recipient": "甲区人民法院 少年庭",
    "paper": "（2026）甲调字第 12 号",
    "parts": ["signals", "talks", "decisions"],
    "reason": "法院少年庭依法调取，用于监护案件的社会调查，已核对文书。",
}


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    """A talk and a concern in which other people stand, by name and otherwise."""
    world.ht_a.name = WRITER
    world.ht_a.save()
    case = builders.planned(world, now - timedelta(hours=3))
    receive_concern(
        school=world.school, student=world.student, fact=TEXT, words="", done="周丽华记的",
        by=world.ht_a, at=now - timedelta(hours=2),
    )  # fmt: skip
    day = now - timedelta(hours=1)
    record_talk(case=case, kind="talk", text=TEXT, happened_at=day, by=case.owner, at=day)
    return Case.objects.get(pk=case.pk)


def drafted(client, case, **changes):
    answer = client.post(url("export_new", case.pk), {**WISH, **changes})
    assert answer.status_code == 302, answer.text
    return CaseExport.objects.latest("drafted_at")


def made(client, case, **changes):
    export = drafted(client, case, **changes)
    client.post(url("export_show", export.pk), {"words": "大头"})
    client.post(url("export_make", export.pk), {"read": "on"})
    export.refresh_from_db()
    return export


def sheets_of(answer):
    return [
        "".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(answer.content)).pages
    ]


def test_nobody_else_is_in_the_document_and_each_page_is_marked(case, client_of, now, world):
    for number in range(40):
        day = now - timedelta(minutes=50 - number)
        record_talk(case=case, kind="talk", text=TEXT, happened_at=day, by=case.owner, at=now)
    client = client_of(case.owner)
    export = made(client, case)
    assert export.status == "made"
    sheets = sheets_of(client.get(url("export_pdf", export.pk)))
    whole = "".join(sheets)
    assert len(sheets) > 3
    assert [name for name in OTHERS if "".join(name.split()) in whole] == []
    assert "张小禾说" in whole
    assert "同学甲在操场" in whole
    assert "同学甲住在［地址1］" in whole or "同学甲住在［地址甲］" in whole
    mark = f"少年庭·依法调取·{case.owner.name}·"
    assert all(sheet.count(mark) > 4 for sheet in sheets)
    assert world.ht_a.name not in whole


def test_the_safe_choice_is_preset_and_a_writer_cannot_be_kept(case, client_of, world):
    client = client_of(case.owner)
    export = drafted(client, case)
    page = client.get(url("export_show", export.pk)).text
    assert 'name="kept"' in page
    assert "checked" not in page
    assert "和李 小苗在操场" in page  # where she stands, for whom decides
    assert f"staff:{world.ht_a.pk}" not in page
    kept = [f"student:{world.classmate.pk}", f"staff:{world.ht_a.pk}"]
    answer = client.post(url("export_show", export.pk), {"kept": kept[:1], "words": "大头"})
    assert answer.status_code == 302
    client.post(url("export_show", export.pk), {"kept": kept, "words": "大头"})
    client.post(url("export_make", export.pk), {"read": "on"})
    whole = "".join(sheets_of(client.get(url("export_pdf", export.pk))))
    assert "李小苗" in whole
    assert WRITER not in whole
    assert "周老师" not in whole
    assert "大头" not in whole


def test_what_was_read_through_is_what_leaves(case, client_of, now):
    client = client_of(case.owner)
    export = drafted(client, case)
    record_talk(case=case, kind="talk", text="后来才写", happened_at=now, by=case.owner, at=now)
    assert client.post(url("export_make", export.pk), {}).status_code == 422
    client.post(url("export_make", export.pk), {"read": "on"})
    assert "后来才写" not in "".join(sheets_of(client.get(url("export_pdf", export.pk))))
    export.refresh_from_db()
    assert "李小苗" not in str(export.body)
    assert client.post(url("export_make", export.pk), {"read": "on"}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "太短"}, "reason"),
        ({"recipient": ""}, "recipient"),
        ({"paper": ""}, "paper"),
        ({"parts": []}, "parts"),
        ({"parts": ["referrals"]}, "parts"),  # there is none
        ({"recipient_kind": ""}, "recipient_kind"),
        ({"recipient_kind": "hospital", "parts": ["contacts"]}, "parts"),
        ({"recipient_kind": "guardian", "parts": ["family_plan"]}, "guardian"),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "until"),
    ],
)
def test_what_is_missing_is_said(case, client_of, changes, field):
    answer = client_of(case.owner).post(url("export_new", case.pk), {**WISH, **changes})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_family_is_given_the_family_s_part_only(case, world, client_of):
    client, mother = client_of(case.owner), Guardian.objects.get(user=world.gu)
    wish = {**WISH, "recipient_kind": "guardian", "guardian": str(mother.pk)}
    notes = client.post(url("export_new", case.pk), {**wish, "parts": ["talks", "family_plan"]})
    assert notes.status_code == 422
    for held in (world.gu_limited, world.gu_court):
        other = {**wish, "guardian": str(Guardian.objects.get(user=held).pk)}
        answer = client.post(url("export_new", case.pk), {**other, "parts": ["family_plan"]})
        assert answer.status_code == 422
    export = made(client, case, **{**wish, "parts": ["family_plan"]})
    whole = "".join(sheets_of(client.get(url("export_pdf", export.pk))))
    assert "一起把手机放到客厅" in whole
    assert builders.CANARY not in whole


def test_each_part_has_its_basis_and_the_list_shows_it(case, client_of, world):
    client = client_of(case.owner)
    export = made(client, case)
    client.get(url("export_pdf", export.pk))
    rows = Basis.objects.filter(about=f"export:{export.pk}")
    assert {row.field for row in rows} == {"export.signals", "export.talks", "export.decisions"}
    assert {row.statute for row in rows} == {WISH["paper"]}
    told = AuditEvent.objects.filter(event__startswith="interventions.export.")
    assert [row.event.rpartition(".")[2] for row in told.order_by("pk")] == [
        "drafted", "mended", "made", "fetched",
    ]  # fmt: skip
    assert "李小苗" not in str(list(told.values_list("facts", flat=True)))
    listed = client_of(world.ld).get(url("export_list", case.pk)).text
    assert "依法调取的机关" in listed


def test_the_eleventh_of_a_day_waits_for_another_person(case, client_of, world):
    for _ in range(10):
        limits.check("export.make", key=str(case.owner.pk))
    client = client_of(case.owner)
    export = made(client, case)
    assert export.status == "waiting"
    assert client.get(url("export_pdf", export.pk)).status_code == 409
    assert Notice.objects.filter(kind="export_asked", user=world.ld).exists()
    assert client.post(url("export_answer", export.pk), {"answer": "yes"}).status_code == 404
    lead = client_of(world.ld)
    page = lead.get(url("export_show", export.pk)).text
    assert "社会调查" in page
    assert "操场" not in page
    assert lead.get(url("export_pdf", export.pk)).status_code == 404
    assert lead.post(url("export_answer", export.pk), {"answer": "yes"}).status_code == 302
    assert client.get(url("export_pdf", export.pk)).status_code == 200
    again = made(client, case)
    lead.post(url("export_answer", again.pk), {"answer": "no"})
    again.refresh_from_db()
    assert (again.status, again.body) == ("refused", [])


def test_what_a_family_took_back_does_not_leave(case, client_of, now):
    client, parts = client_of(case.owner), {"parts": ["signals"]}
    before = made(client, case, **parts)
    assert builders.CANARY in str(before.body)
    case.evidence.filter(source="screening").update(frozen_at=now)
    after = made(client, case, **parts)
    assert builders.CANARY not in str(after.body)
    assert "同学甲" in str(after.body)


def test_a_lead_who_is_a_counselor_too_is_the_second_person(case, client_of, world):
    for _ in range(10):
        limits.check("export.make", key=str(case.owner.pk))
    assign_role(user=world.ld, role="co", unit=world.school, by=world.giver, at=timezone.now())
    export = made(client_of(case.owner), case)
    lead = client_of(world.ld)
    assert lead.get(url("export_show", export.pk)).status_code == 200
    assert lead.post(url("export_answer", export.pk), {"answer": "yes"}).status_code == 302


def test_after_its_day_the_text_is_gone_and_the_line_stays(case, client_of, now):
    client = client_of(case.owner)
    export, draft = made(client, case), drafted(client, case)
    later = now + timedelta(days=15)
    assert forget_exports(at=now) == 0
    assert forget_exports(at=later) == 2
    assert forget_exports(at=later) == 0
    export.refresh_from_db()
    draft.refresh_from_db()
    assert (export.status, export.body) == ("expired", [])
    assert (draft.status, draft.body) == ("refused", [])
    assert client.get(url("export_pdf", export.pk)).status_code == 409
    assert "到期" in client.get(url("export_list", case.pk)).text


def test_strangers_find_nothing(case, client_of, world):
    export = drafted(client_of(case.owner), case)
    _mine, colleague = builders.owner_of(case, world)
    doors = [("export_list", case.pk), ("export_new", case.pk), ("export_show", export.pk),
             ("export_pdf", export.pk)]  # fmt: skip
    for stranger in (colleague, world.co_other, world.ht_a, world.te, world.sa, world.da, world.gu):
        for name, key in doors:
            assert client_of(stranger).get(url(name, key)).status_code == 404, name
        answer = client_of(stranger).post(url("export_make", export.pk), {"read": "on"})
        assert answer.status_code == 404

"""Access slips: asked, decided by another, reading only, over on time; told to those concerned."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from interventions.actions import slips
from interventions.jobs import expire
from interventions.models import AccessSlip, Case
from interventions.queries import today
from school_safety.access.actions import assign_role, end_grants, grant
from school_safety.access.choices import Role
from school_safety.access.holdings import forget
from school_safety.access.models import Grant
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
REASON = "学生今天课间来找我，说想接着上次的话题聊，她的老师请假了。"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now) -> Case:
    return builders.planned(world, now - timedelta(days=1))


@pytest.fixture
def other(world, case):
    """The counselor of the school who does not work on this child."""
    return builders.owner_of(case, world)[1]


def asked(case, by, at, **changes) -> AccessSlip:
    values = {"student": case.student, "kind": "cover", "reason": REASON, "hours": 4, **changes}
    return slips.ask_slip(**values, by=by, at=at)


def approved(case, by, lead, at, **changes) -> AccessSlip:
    slip = slips.approve_slip(slip=asked(case, by, at, **changes), by=lead, at=at)
    forget(by)
    return slip


def url(name, row) -> str:
    return reverse(f"interventions:{name}", args=[row.pk])


def kinds_told(user) -> set[str]:
    return set(Notice.objects.filter(user=user).values_list("kind", flat=True))


def test_slip_goes_from_asking_to_reading_by_hand(world, case, other, client_of) -> None:
    hers, lead = client_of(other), client_of(world.ld)
    assert hers.get(url("case_show", case)).status_code == 404
    new = reverse("interventions:access_slip_new")
    page = hers.get(new, {"find": case.student.name[:1]})
    assert case.student.name in page.content.decode()
    form = {"student": case.student.pk, "kind": "cover", "reason": REASON, "hours": 4}
    assert hers.post(f"{new}?find={case.student.name[:1]}", form).status_code == 302
    slip = AccessSlip.objects.get()
    assert slip.reason == REASON
    assert lead.get(url("access_slip_show", slip)).status_code == 200
    assert REASON in lead.get(url("access_slip_show", slip)).content.decode()
    done = lead.post(url("access_slip_answer", slip), {"decision": "approve"})
    assert done.status_code == 302
    assert hers.get(url("case_show", case)).status_code == 200
    assert builders.CANARY in hers.get(url("case_show", case) + "?tab=notes").content.decode()


def test_reading_cites_grant_and_reason_and_sounds_the_alarm_once(
    world, case, other, client_of, now
) -> None:
    slip = approved(case, other, world.ld, now)
    assert kinds_told(case.owner) >= {"access_slip_given"}
    for _ in range(2):
        client_of(other).get(url("case_show", case))
    read = AuditEvent.objects.filter(event="access.record.read", actor_id=other.pk).last()
    assert read.grant_id == Grant.objects.get(basis=f"slip:{slip.pk}").pk
    assert (read.reason, read.facts) == ("cover", {"part": "story"})
    for person in (world.ld, case.owner):
        told = Notice.objects.filter(user=person, kind="access_slip_opened")
        assert told.count() == 1
    assert AuditEvent.objects.filter(event="interventions.access_slip.opened").count() == 1


def test_a_shift_beside_the_slip_hides_nothing(world, case, other, client_of, now) -> None:
    approved(case, other, world.ld, now)
    grant(
        user=other, student=case.student, kind="duty", basis="duty:1", approver=world.ld,
        by=world.ld, at=now, until=now + timedelta(hours=8), school_id=case.school_id,
    )  # fmt: skip
    client_of(other).get(url("case_show", case))
    read = AuditEvent.objects.filter(event="access.record.read", actor_id=other.pk).last()
    assert read.reason == "cover"
    assert Notice.objects.filter(user=world.ld, kind="access_slip_opened").count() == 1


WRITING = ("note_new", "case_decide", "case_level", "task_new", "plan_edit", "contact_new",
           "waiver_new", "referral_new", "case_close", "plan_share", "case_assign")  # fmt: skip


@pytest.mark.parametrize("door", WRITING)
def test_slip_never_writes(world, case, other, client_of, now, door) -> None:
    approved(case, other, world.ld, now)
    client = client_of(other)
    assert client.get(url("case_show", case)).status_code == 200
    for answer in (client.get(url(door, case)), client.post(url(door, case), {"text": "x"})):
        assert answer.status_code in {404, 405}


def test_slip_is_boxed_to_its_case(world, case, other, client_of, now) -> None:
    older = Case.objects.create(
        district=case.district, school=case.school, student=case.student, number=99,
        status="closed", source="concern", suggested_level=4, owner=case.owner,
        opened_at=now - timedelta(days=90), due_at=now, moved_at=now, closed_at=now,
    )  # fmt: skip
    approved(case, other, world.ld, now)
    client = client_of(other)
    assert client.get(url("case_show", case)).status_code == 200
    assert client.get(url("case_show", older)).status_code == 404


def test_slip_is_read_once_and_becomes_nobodys_work(world, client_of, now) -> None:
    old = now - timedelta(days=9)
    referral = builders.sent(world, old)
    case = referral.case
    asker = builders.owner_of(case, world)[1]
    approved(case, asker, world.ld, now)
    client = client_of(asker)
    assert client.get(url("case_show", case)).status_code == 200
    assert client.get(url("referral_show", referral)).status_code == 200
    for name in ("case_list", "referral_list"):
        page = client.get(reverse(f"interventions:{name}"))
        assert case.code not in page.content.decode()
    assert today(asker, now) == []
    assert case.code in str(today(case.owner, now))
    mine = client.get(reverse("interventions:access_slip_list") + "?show=mine").content.decode()
    assert case.code in mine  # where she finds it again


def test_reading_beside_the_triage_list_sounds_the_alarm_too(world, client_of, now) -> None:
    case = builders.opened(world, now - timedelta(hours=1))
    asker = builders.owner_of(case, world)[1]
    slip = approved(case, asker, world.ld, now)
    address = reverse("interventions:triage_list") + f"?case={case.pk}"
    assert builders.CANARY in client_of(asker).get(address).content.decode()
    slip.refresh_from_db()
    assert slip.opened_at
    assert "access_slip_opened" in kinds_told(world.ld)


def test_lead_finds_the_slip_among_todays_things(world, case, other, now) -> None:
    slip = asked(case, other, now)
    (item,) = [i for i in today(world.ld, now) if i["url_name"].endswith("access_slip_show")]
    assert (item["args"], item["due"]) == ([str(slip.pk)], slip.lapses_at)
    assert case.student.name not in str(item)
    for user in (other, case.owner, world.au, world.sa):
        assert "access_slip_show" not in str(today(user, now))


def test_slip_ends_on_the_next_request(world, case, other, client_of, now) -> None:
    past = now - timedelta(hours=5)
    slip = approved(case, other, world.ld, past)
    assert client_of(other).get(url("case_show", case)).status_code == 404
    assert slip.status == "approved"  # the clock has not come by, and it is shut all the same
    expire(at=now)
    slip.refresh_from_db()
    assert (slip.status, slip.ended_at) == ("expired", slip.until)


@pytest.mark.parametrize("who", ["asker", "lead"])
def test_slip_given_back_or_taken_back_is_shut_at_once(
    world, case, other, client_of, now, who
) -> None:
    slip = approved(case, other, world.ld, now)
    reader = client_of(other)
    assert reader.get(url("case_show", case)).status_code == 200
    actor = other if who == "asker" else world.ld
    assert client_of(actor).post(url("access_slip_return", slip)).status_code == 302
    assert reader.get(url("case_show", case)).status_code == 404
    slip.refresh_from_db()
    assert slip.status == "returned"
    assert ("access_slip_ended" in kinds_told(other)) is (who == "lead")


def test_revoked_grant_shuts_the_slip(world, case, other, client_of, now) -> None:
    slip = approved(case, other, world.ld, now)
    end_grants(basis=slips.slip_basis(slip), by=world.ld, at=timezone.now())
    assert client_of(other).get(url("case_show", case)).status_code == 404


def test_nobody_decides_on_her_own_slip(world, case, other, client_of, now) -> None:
    assign_role(user=other, role=Role.LEAD, unit=world.school, by=world.giver, at=now)
    slip = asked(case, other, now)
    assert slip.outside
    with pytest.raises(NotNow):
        slips.approve_slip(slip=slip, by=other, at=now)
    assert (
        client_of(other).post(url("access_slip_answer", slip), {"decision": "approve"}).status_code
        == 404
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessSlip.objects.filter(pk=slip.pk).update(decided_by=other, decided_at=now)


def test_slip_of_a_lead_is_decided_outside_the_school(world, case, other, client_of, now) -> None:
    assign_role(user=other, role=Role.LEAD, unit=world.school, by=world.giver, at=now)
    slip = asked(case, other, now)
    assert client_of(world.ld).get(url("access_slip_show", slip)).status_code == 404
    assert "access_slip_asked" in kinds_told(world.au)
    auditor = client_of(world.au)
    page = auditor.get(url("access_slip_show", slip)).content.decode()
    for hidden in (case.student.name, case.code, REASON):
        assert hidden not in page
    auditor.post(url("access_slip_answer", slip), {"decision": "approve"})
    slip.refresh_from_db()
    assert (slip.status, slip.decided_by) == ("approved", world.au)


def test_register_of_the_district_names_no_child(world, case, other, client_of, now) -> None:
    approved(case, other, world.ld, now)
    page = client_of(world.au).get(reverse("interventions:access_slip_list")).content.decode()
    assert other.name in page
    assert world.ld.name in page
    for hidden in (case.student.name, case.code, REASON, str(case.pk), str(case.student_id)):
        assert hidden not in page


def test_refusal_says_why(world, case, other, client_of, now) -> None:
    slip = asked(case, other, now)
    lead = client_of(world.ld)
    assert lead.post(url("access_slip_answer", slip), {"decision": "refuse"}).status_code == 422
    lead.post(url("access_slip_answer", slip), {"decision": "refuse", "answer": "请先问张老师"})
    page = client_of(other).get(url("access_slip_show", slip)).content.decode()
    assert "请先问张老师" in page
    assert client_of(other).get(url("case_show", case)).status_code == 404
    assert "access_slip_answered" in kinds_told(other)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": "想看看"}, "reason"), ({"kind": "nosy"}, "kind"), ({"hours": 999}, "hours")],
)
def test_slip_needs_a_reason_a_kind_and_an_end(case, other, now, changes, field) -> None:
    with pytest.raises(Invalid) as refusal:
        asked(case, other, now, **changes)
    assert set(refusal.value.fields) == {field}


def test_no_second_open_slip_and_none_for_ones_own_case(world, case, other, now) -> None:
    asked(case, other, now)
    for who in (other, case.owner):
        with pytest.raises(NotNow):
            asked(case, who, now)


def test_child_without_a_case_has_nothing_to_read(world, other, now) -> None:
    with pytest.raises(Invalid):
        slips.ask_slip(
            student=world.classmate, kind="cover", reason=REASON, hours=4, by=other, at=now
        )


def test_nobody_decided_in_three_school_days(world, case, other, now) -> None:
    slip = asked(case, other, now)
    expire(at=slip.lapses_at - timedelta(minutes=1))
    slip.refresh_from_db()
    assert slip.status == "asked"
    with pytest.raises(NotNow):
        slips.approve_slip(slip=slip, by=world.ld, at=slip.lapses_at)
    expire(at=slip.lapses_at)
    slip.refresh_from_db()
    assert slip.status == "expired"
    assert "access_slip_ended" in kinds_told(other)


def test_child_of_another_school_is_not_found(world, case, client_of) -> None:
    new = reverse("interventions:access_slip_new")
    page = client_of(world.co_other).get(new, {"find": case.student.name}).content.decode()
    assert str(case.student_id) not in page
    form = {"student": case.student.pk, "kind": "cover", "reason": REASON, "hours": 4}
    answer = client_of(world.co_other).post(f"{new}?find={case.student.name}", form)
    assert answer.status_code == 422
    assert not AccessSlip.objects.exists()


def test_list_costs_the_same_however_long(world, case, other, client_of, now, query_shapes) -> None:
    approved(case, other, world.ld, now)
    lead = client_of(world.ld)
    address = reverse("interventions:access_slip_list") + "?show=decided"
    with query_shapes() as one:
        lead.get(address)
    AccessSlip.objects.bulk_create(_ended(AccessSlip.objects.get()) for _ in range(5))
    with query_shapes() as many:
        assert lead.get(address).context["page_of_rows"].paginator.count == 6
    assert len(many) == len(one)


def _ended(row: AccessSlip) -> AccessSlip:
    fields = [f.attname for f in AccessSlip._meta.concrete_fields]
    same = {name: getattr(row, name) for name in fields if name not in {"id", "reason", "answer"}}
    return AccessSlip(**{**same, "status": "refused"}, reason=REASON)

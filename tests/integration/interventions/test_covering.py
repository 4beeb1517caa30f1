"""Covers: a live, dated grant that begins and ends by itself; and the morning's alarm."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import covering
from interventions.actions.alarm import sound_alarm_of
from interventions.actions.assigning import assign
from interventions.actions.concerns import receive_concern
from interventions.actions.deciding import dismiss
from interventions.actions.digest import post_digests
from interventions.jobs import who_is_there
from interventions.models import Absence, Case, SafetyEvent
from interventions.queries import duty, orphans, people, today
from school_safety.access.actions import end_role
from school_safety.access.holdings import forget
from school_safety.access.models import Grant, RoleAssignment
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid
from school_safety.notices.models import Notice
from tests.factories import cases as builders
from tests.worlds import make_student

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def case(world, at):
    """In the hands of one counselor, on a Monday morning."""
    return builders.opened(world, at)


@pytest.fixture
def pair(case, world):
    return builders.owner_of(case, world)


def absent(person, cover, at, *, days=(0, 2), by=None):
    first = timezone.localdate(at)
    row = covering.write_absence(
        person=person,
        cover=cover,
        first_on=first + timedelta(days=days[0]),
        last_on=first + timedelta(days=days[1]),
        by=by or person,
        at=at,
    )
    forget(person)
    if cover:
        forget(cover)
    return row


def live(case, user, at):
    return Grant.objects.filter(
        basis=f"case:{case.pk}", user=user, since__lte=at, until__gt=at
    ).first()


def test_the_cover_works_in_the_case_until_it_ends(world, client_of, now, today_case):
    owner, other = builders.owner_of(today_case, world)
    assert client_of(other).get(url("case_show", today_case.pk)).status_code == 404
    row = absent(owner, other, now)
    client = client_of(other)
    assert client.get(url("case_show", today_case.pk)).status_code == 200
    assert client.get(url("note_new", today_case.pk)).status_code == 200
    grant = live(today_case, other, now)
    assert (grant.kind, grant.approver, grant.reason) == ("caseload", owner, "cover")
    ends = timezone.localtime(grant.until)
    assert (ends.date(), ends.hour) == (row.last_on + timedelta(days=1), 0)
    covering.end_absence(absence=row, by=owner, at=now)
    assert client_of(other).get(url("case_show", today_case.pk)).status_code == 404
    events = AuditEvent.objects.filter(event__startswith="interventions.absence").order_by("pk")
    assert [row.event.rpartition(".")[2] for row in events] == ["written", "began", "ended"]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today_case(world, now):
    return builders.opened(world, now)


def test_it_begins_and_ends_with_its_days(world, case, pair, at):
    owner, other = pair
    row = absent(owner, other, at, days=(1, 2))
    assert not live(case, other, at)
    tomorrow = at + timedelta(days=1)
    assert covering.turn_over(at=tomorrow) == 1
    assert covering.turn_over(at=tomorrow) == 0
    assert live(case, other, tomorrow)
    later = at + timedelta(days=3)
    assert not live(case, other, later)  # by itself, before any job
    assert covering.turn_over(at=later) == 1
    row.refresh_from_db()
    assert (row.ended_at, row.ended_by) == (later, None)
    assert covering.turn_over(at=later) == 0


def test_what_comes_meanwhile_opens_for_the_cover_and_what_ends_closes(world, case, pair, at):
    owner, other = pair
    absent(owner, other, at)
    second = builders.opened(world, at, student=world.student_b, evidence={"origin": "b"})
    assert second.owner == other  # the rule passes over whoever is away
    third = builders.opened(world, at, student=make_student(world.classroom, "许一"))
    assign(case=third, to=owner, by=world.ld, at=at)
    assert live(third, other, at)
    dismiss(case=Case.objects.get(pk=case.pk), reason="误会", by=other, at=at)
    assert not live(case, other, at)


def test_reassigned_to_the_cover_she_is_the_owner_and_the_other_has_nothing(world, case, pair, at):
    owner, other = pair
    row = absent(owner, other, at)
    assign(case=case, to=other, by=world.ld, at=at)
    covering.end_absence(absence=row, by=owner, at=at)
    held = Grant.objects.filter(basis=f"case:{case.pk}", until=None)
    assert [grant.user for grant in held] == [other]


def test_morning_digest_and_the_day_s_list_go_to_the_cover(world, client_of, now):
    case = builders.opened(world, now - timedelta(days=20))
    owner, other = builders.owner_of(case, world)
    absent(owner, other, now)
    item = next(item for item in today(other, now) if item["url_name"].endswith("case_show"))
    assert item["detail"].startswith(f"代{owner.name}")
    monday = timezone.localtime(now) + timedelta(days=(7 - timezone.localtime(now).weekday()) % 7)
    Absence.objects.update(last_on=timezone.localdate(monday) + timedelta(days=1))
    assert post_digests(at=monday) == 1
    assert [row.user for row in Notice.objects.filter(kind="morning_digest")] == [other]


def test_an_event_rings_the_cover_as_owner(world, now):
    case = builders.opened(world, now)
    owner, other = builders.owner_of(case, world)
    absent(owner, other, now)
    event = SafetyEvent(district=world.district, school=world.school, case=case)
    ladder = [(rung.person, rung.why) for rung in duty.ladder_of(event, now)]
    assert (other.pk, "owner") in ladder
    assert (owner.pk, "owner") not in ladder


@pytest.mark.parametrize("who", ["co_other", "te", "ld", "da", "closed", "self"])
def test_who_cannot_cover(world, at, who):
    person, cover = world.co, {"closed": world.co2, "self": world.co}.get(who)
    cover = cover or getattr(world, who)
    if who == "closed":
        cover.is_active = False
        cover.save()
    with pytest.raises(Invalid) as refused:
        absent(person, cover, at, by=world.ld)
    assert "cover" in refused.value.fields
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("days", "field"), [((2, 1), "last_on"), ((-9, -1), "last_on"), ((0, 200), "last_on")]
)
def test_days_that_do_not_fit(world, at, days, field):
    with pytest.raises(Invalid) as refused:
        absent(world.co, world.co2, at, days=days)
    assert field in refused.value.fields


def test_two_who_are_away_do_not_cover_each_other(world, at):
    absent(world.co, None, at)
    with pytest.raises(Invalid) as again:
        absent(world.co, world.co2, at, days=(1, 1))
    assert "first_on" in again.value.fields
    with pytest.raises(Invalid) as both:
        absent(world.co2, world.co, at)
    assert "cover" in both.value.fields


def test_pages_of_a_cover(world, client_of, now):
    day = timezone.localdate(now)
    client = client_of(world.co)
    data = {"person": str(world.co.pk), "first_on": day, "last_on": day}
    assert client.post(url("absence_new"), {**data, "first_on": ""}).status_code == 422
    assert client.post(url("absence_new"), data).status_code == 302
    row = Absence.objects.get()
    assert "还没有人" in client.get(url("absence_list")).content.decode()
    for who, status in (("co2", 404), ("co_other", 404), ("te", 404), ("sa", 404), ("ld", 200)):
        other = client_of(getattr(world, who))
        assert other.get(url("absence_cover", row.pk)).status_code == status, who
    named = client_of(world.ld).post(url("absence_cover", row.pk), {"cover": str(world.co2.pk)})
    assert named.status_code == 302
    assert Notice.objects.get(kind="cover_named").user == world.co2
    assert client.post(url("absence_end", row.pk)).status_code == 302
    assert client.post(url("absence_end", row.pk)).status_code == 404
    strange = {**data, "person": str(world.co2.pk)}
    assert client.post(url("absence_new"), strange).status_code == 422


# ---- the morning -----------------------------------------------------------------------------


def found(world, at):
    rows = orphans.of_school(world.school, at)
    return sorted(why for _, why in rows.cases), len(rows.signals), rows.nobody_on_duty


def told():
    rows = Notice.objects.filter(kind__startswith="orphans")
    return sorted(rows.values_list("user__username", "kind", "count"))


def end_roles(user, at):
    for row in RoleAssignment.objects.filter(user=user):
        end_role(assignment=row, by=None, at=at)


def test_nothing_is_wrong_on_a_good_morning(world, case, at):
    assert found(world, at) == ([], 0, False)
    assert sound_alarm_of(school=world.school, at=at) == 0
    assert told() == []


def test_closed_left_away_and_nobody_are_all_found(world, case, pair, at):
    owner, other = pair
    row = absent(owner, None, at)
    assert found(world, at)[0] == ["uncovered"]
    covering.name_cover(absence=row, cover=other, by=world.ld, at=at)
    assert found(world, at)[0] == []
    other.is_active = False
    other.save()
    assert found(world, at) == (["uncovered"], 0, True)
    covering.end_absence(absence=row, by=world.ld, at=at)
    end_roles(owner, at)
    assert found(world, at) == (["left"], 0, True)
    owner.is_active = False
    owner.save()
    assert found(world, at)[0] == ["closed"]
    builders.opened(world, at, student=world.student_b, evidence={"origin": "b"})
    receive_concern(
        school=world.school, student=None, who="小何", fact="一个人", by=world.ed, at=at
    )
    assert found(world, at) == (["closed", "nobody"], 1, True)


def test_the_lead_by_name_the_head_a_figure_each_morning_until_mended(world, case, pair, at):
    pair[0].is_active = False
    pair[0].save()
    who_is_there(at=at)
    who_is_there(at=at + timedelta(minutes=5))
    assert told() == [("ld", "orphans_alarm", 1), ("sa", "orphans_count", 1)]
    who_is_there(at=at + timedelta(days=1))
    assert len(told()) == 4
    who_is_there(at=at + timedelta(days=5))  # a Saturday
    assert len(told()) == 4
    event = AuditEvent.objects.filter(event="interventions.orphans.found").first()
    assert event.facts == {"cases": 1, "signals": 0, "duty": 0, "lead": 1}
    assign(case=case, to=pair[1], by=world.ld, at=at)
    who_is_there(at=at + timedelta(days=2))
    assert len(told()) == 4


def test_without_a_lead_the_district_gets_a_figure_and_nothing_is_forgotten(world, case, at):
    for person in (world.co, world.co2, world.ld):
        person.is_active = False
        person.save()
    who_is_there(at=at)
    assert told() == [("da", "orphans_district", 2), ("sa", "orphans_count", 2)]
    for notice in Notice.objects.filter(kind__startswith="orphans"):
        assert notice.student_id is None
        assert notice.url_name == "notices:notice_list"
    end_roles(world.ld, at)
    who_is_there(at=at + timedelta(days=1))
    assert len(told()) == 4


def test_the_lead_s_day_begins_with_it(world, client_of, now):
    case = builders.opened(world, now)
    Case.objects.filter(pk=case.pk).update(owner=world.te)
    items = today(world.ld, now)
    assert items[0]["url_name"] == "interventions:supervision_list"
    assert "1 件事没有人管" in items[0]["title"]
    page = client_of(world.ld).get("/staff/")
    assert "没有人管" in page.content.decode()
    assert "没有人管" not in client_of(world.sa).get("/staff/").content.decode()


def test_nobody_new_for_who_is_away(world, at):
    absent(world.co, None, at)
    assert [c.user_id for c in people.candidates(world.school.pk, at) if c.on_duty] == [
        world.co2.pk
    ]

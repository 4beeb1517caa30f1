"""After the end: two looks, three questions without a name, and the way back in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import aftercare, assigning, closing, planning
from interventions.models import AftercareCheck, Case, Feedback, FeedbackGiven, Plan
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
GOOD = {"heard": 2, "helped": 1, "again": 2}


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


def ended(world, at, outcome="better"):
    case = builders.planned(world, at)
    closing.ask_close(case=case, outcome=outcome, reason="目标到了", by=case.owner, at=at)
    return closing.approve_close(case=case, reason="同意", by=world.ld, at=at)


@pytest.fixture
def case(world, now):
    return ended(world, now)


def test_two_looks_are_planned_and_readable_until_they_are_done(world, case, now):
    rows = list(AftercareCheck.objects.all())
    assert [row.months for row in rows] == [1, 3]
    assert rows[0].due_on >= timezone.localdate(now + timedelta(days=30))
    last = rows[1].due_on - timezone.localdate(now)
    assert last.days < closing.AFTERCARE.days


def test_a_child_who_moved_is_not_looked_after_here(world, now):
    ended(world, now, outcome="moved")
    assert not AftercareCheck.objects.exists()
    assert not Notice.objects.filter(kind="support_feedback").exists()


def test_a_look_is_written_down_once(world, client_of, case, now):
    check = AftercareCheck.objects.first()
    client = client_of(case.owner)
    page = url("aftercare_done", check.pk)
    assert client.post(page, {"result": "well"}).status_code == 422
    assert client.post(page, {"result": "again", "text": "回访原话"}).status_code == 302
    assert Notice.objects.filter(kind="case_needed_again", user=world.ld).count() == 1
    assert client.post(page, {"result": "well", "text": "x"}).status_code == 409
    colleague = world.co2 if case.owner == world.co else world.co
    for stranger in (colleague, world.co_other, world.ht_a, world.ld, world.gu, world.da):
        assert client_of(stranger).get(page).status_code == 404
    assert "回访原话" not in client_of(world.ld).get(url("case_show", case.pk)).text


def test_the_lead_opens_it_again(world, client_of, case, now):
    other = world.co2 if case.owner == world.co else world.co
    page = url("case_reopen", case.pk)
    client = client_of(world.ld)
    assert client.post(page, {"to": str(other.pk)}).status_code == 422
    assert client.post(page, {"to": str(world.co_other.pk), "reason": "x"}).status_code == 422
    assert client.post(page, {"to": str(other.pk), "reason": "又睡不着了"}).status_code == 302
    again = Case.objects.get()
    assert (again.status, again.owner, again.closed_at, again.outcome) == (
        "assigned",
        other,
        None,
        "",
    )
    assert not AftercareCheck.objects.exists()
    assert policy.visible(other, Permission.CASE_WRITE, Case.objects.all()).exists()
    assert client.get(page).status_code == 409
    for stranger in (case.owner, world.sa, world.ht_a, world.da):
        assert client_of(stranger).get(page).status_code == 404


def test_never_two_open_ones_and_never_by_handing_over(world, case, now):
    with pytest.raises(NotNow):
        assigning.assign(case=case, to=world.co2, by=world.ld, at=now)
    builders.opened(world, now)
    to = world.co2 if case.owner == world.co else world.co
    with pytest.raises(NotNow) as error:
        aftercare.reopen(case=case, to=to, reason="x", by=world.ld, at=now)
    assert error.value.code == "another_open"


def test_the_old_plan_is_renewed_after_reopening(world, case, now):
    to = world.co2 if case.owner == world.co else world.co
    case = aftercare.reopen(case=case, to=to, reason="x", by=world.ld, at=now)
    Case.objects.filter(pk=case.pk).update(status="confirmed")
    plan = Plan.objects.get()
    text = planning.PlanText(school_part="再来六周", goals=[planning.GoalText("早睡")])
    planning.change_plan(plan=plan, version=plan.version, text=text, by=to, at=now)
    assert Case.objects.get().status == "planned"


def test_three_questions_without_a_name(world, client_of, case, now):
    page = url("feedback_new", case.pk)
    guardian, child = client_of(world.gu), client_of(world.student.user)
    assert page in guardian.get(url("family_support")).text
    assert guardian.post(page, {"heard": 1}).status_code == 422
    assert guardian.post(page, GOOD).status_code == 302
    assert guardian.get(page).status_code == 404
    assert page not in guardian.get(url("family_support")).text
    assert child.post(page, GOOD).status_code == 302
    assert FeedbackGiven.objects.count() == 2
    assert sorted(Feedback.objects.values_list("giver", flat=True)) == ["guardian", "student"]
    kept = {field.name for field in Feedback._meta.get_fields()}
    assert kept == {"id", "school", "giver", "month", "heard", "helped", "again"}


def test_who_is_not_asked(world, client_of, case, now):
    page = url("feedback_new", case.pk)
    for who in ("gu_held", "gu_other", "gu_limited", "co", "ht_a", "ld", "da"):
        assert client_of(getattr(world, who)).get(page).status_code == 404, who
    late = now + timedelta(days=31)
    with pytest.raises(NotNow):
        aftercare.give_feedback(case=case, giver="guardian", answers=GOOD, by=world.gu, at=late)
    bad = {**GOOD, "helped": 7}
    with pytest.raises(Invalid):
        aftercare.give_feedback(case=case, giver="guardian", answers=bad, by=world.gu, at=now)

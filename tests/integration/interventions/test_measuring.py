"""Looking again: who may, when, and what of it shows where."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import measuring, planning
from interventions.models import Assessment, Case, Plan, WeeklyCheck
from interventions.queries import progress, strategies
from interventions.rules.progress import monday
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
GOOD = {"agreed": 2, "sleep": 1, "together": 2}


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def plan(world, now):
    return Plan.objects.get(case=builders.planned(world, now))


def test_an_assessment_keeps_what_was_spoken_about(world, now):
    case = builders.planned(world, now)
    with pytest.raises(Invalid):
        measuring.assess(case=case, ratings={}, note="", by=case.owner, at=now)
    with pytest.raises(Invalid):
        measuring.assess(case=case, ratings={"soul": 1}, note="", by=case.owner, at=now)
    with pytest.raises(Invalid):
        measuring.assess(case=case, ratings={"use": 4}, note="", by=case.owner, at=now)
    measuring.assess(case=case, ratings={"use": 3, "sleep": 0}, note="x", by=case.owner, at=now)
    row = Assessment.objects.get()
    assert {each.domain: each.burden for each in row.ratings.all()} == {"use": 3, "sleep": 0}


def test_the_page_of_an_assessment(world, client_of, now):
    case = builders.planned(world, now)
    client = client_of(case.owner)
    page = url("assessment_new", case.pk)
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"use": "2", "mood": "1", "note": builders.CANARY}).status_code == 302
    assert client.post(page, {"use": "1", "mood": "1"}).status_code == 302
    shown = client.get(f"{url('case_show', case.pk)}?tab=progress").text
    assert builders.CANARY in shown
    assert "轻一些" in shown
    colleague = world.co2 if case.owner == world.co else world.co
    for stranger in (colleague, world.co_other, world.ht_a, world.sa, world.gu, world.da):
        assert client_of(stranger).get(page).status_code == 404
    assert client_of(world.ld).get(page).status_code == 404


def test_guardian_and_child_tap_three_times(world, client_of, plan):
    page = url("check_answer", plan.pk)
    guardian, child = client_of(world.gu), client_of(world.student.user)
    assert page in guardian.get(url("family_support")).text
    assert guardian.post(page, {"agreed": "2"}).status_code == 422
    assert guardian.post(page, {**GOOD, "sleep": "9"}).status_code == 422
    assert guardian.post(page, GOOD).status_code == 302
    assert guardian.post(page, {**GOOD, "sleep": 0}).status_code == 302
    assert child.post(page, {"agreed": 0, "sleep": 0, "together": 0}).status_code == 302
    rows = {row.giver: row.score for row in WeeklyCheck.objects.all()}
    assert rows == {"guardian": 4, "student": 0}


def test_who_may_not_tap(world, client_of, plan):
    page = url("check_answer", plan.pk)
    for who in ("gu_held", "gu_other", "gu_limited", "co", "ht_a", "ld", "da", "cl"):
        assert client_of(getattr(world, who)).get(page).status_code == 404, who
    assert not WeeklyCheck.objects.exists()


def test_outside_its_weeks_and_once_it_is_put_away_there_is_nothing(world, client_of, plan, now):
    late = now + timedelta(weeks=plan.weeks + 1)
    with pytest.raises(NotNow) as error:
        measuring.answer_check(plan=plan, giver="guardian", answers=GOOD, by=world.gu, at=late)
    assert error.value.code == "no_check_now"
    Plan.objects.update(starts_on=timezone.localdate(now) + timedelta(days=14))
    assert client_of(world.gu).get(url("check_answer", plan.pk)).status_code == 409
    Plan.objects.update(family_shared_at=None)
    assert client_of(world.gu).get(url("check_answer", plan.pk)).status_code == 404


def test_friday_asks_once_and_not_those_who_answered(world, plan, now):
    measuring.answer_check(plan=plan, giver="guardian", answers=GOOD, by=world.gu, at=now)
    for _again in range(2):
        measuring.ask_for_checks(at=now)
    asked = set(Notice.objects.filter(kind="support_check").values_list("user_id", flat=True))
    assert asked == {world.student.user.pk}
    Case.objects.update(status="confirmed")
    assert measuring.ask_for_checks(at=now) == 0


def test_the_line_of_weeks(world, plan, now):
    case = plan.case
    for week, score in enumerate((0, 0, 0, 0, 0)):
        WeeklyCheck.objects.create(
            district_id=case.district_id,
            case=case,
            week_of=monday(plan.starts_on) + timedelta(weeks=week),
            giver="student",
            answers={},
            score=max(score, 1 if week == 0 else 0),
            answered_by=world.student.user,
            answered_at=now,
        )
    found = progress.read(case, plan, list(case.notes.all()), timezone.localdate(now))
    assert found.student == [1, 0, 0, 0, 0, None]
    assert found.advice == "change"
    assert found.sessions.planned == 0


def test_a_missed_talk_needs_its_reason(world, client_of, now):
    case = builders.planned(world, now)
    client = client_of(case.owner)
    data = {
        "kind": "talk",
        "held": "no",
        "happened_at": timezone.localtime(now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "text": "没来",
    }
    assert client.post(url("note_new", case.pk), data).status_code == 422
    assert (
        client.post(url("note_new", case.pk), {**data, "missed_reason": "event"}).status_code == 302
    )
    assert case.notes.get(held=False).missed_reason == "event"


def test_a_plan_takes_strategies_of_the_bank_only(world, plan, now):
    text = planning.PlanText(
        school_part="x", goals=[planning.GoalText("早点睡", strategy="magic")], rhythm=3
    )
    with pytest.raises(Invalid) as error:
        planning.change_plan(plan=plan, version=plan.version, text=text, by=plan.made_by, at=now)
    assert set(error.value.fields) == {"strategy_1"}


def test_the_bank_is_whole_and_can_be_filtered(world, client_of):
    for each in strategies.bank().values():
        assert each.evidence in {"trial", "review", "practice"}
        assert (each.evidence == "practice") == (not each.source)
        assert all(each.words.values())
    assert strategies.fitting(domain="spending", age=18) == []
    client = client_of(world.co)
    assert client.get(url("strategy_list"), {"domain": "sleep", "age": "8"}).status_code == 200
    assert client.get(url("strategy_list"), {"domain": "x", "age": "x"}).status_code == 200
    assert client_of(world.ht_a).get(url("strategy_list")).status_code == 404

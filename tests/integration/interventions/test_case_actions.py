"""Verbs of a case: first what may not happen, then what does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.actions import closing, contacting, deciding, planning, tasking
from interventions.actions.assigning import assign
from interventions.actions.opening import open_case
from interventions.actions.planning import GoalText, PlanText
from interventions.actions.talking import record_talk
from interventions.models import Case, Decision, Note, Task
from school_safety.access.actions import end_role
from school_safety.access.models import Grant, RoleAssignment
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Guardian
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
TEXT = PlanText(school_part="每周谈一次", goals=[GoalText("睡前放下手机")])


@pytest.fixture
def now():
    return timezone.now()


def refused(code, act, **kwargs):
    with pytest.raises(NotNow) as error:
        act(**kwargs)
    assert error.value.code == code


def test_a_second_signal_joins_the_open_case(world, now):
    first = builders.opened(world, now, level=3)
    second = builders.opened(world, now, level=2, evidence={"origin": "other:1", "lines": []})
    again = builders.opened(world, now, level=2, evidence={"origin": "other:1", "lines": []})
    assert first.pk == second.pk == again.pk
    assert second.evidence.count() == 2
    assert second.suggested_level == 2
    assert second.level is None
    assert second.due_at <= first.due_at


def test_cases_are_numbered_per_school_and_shared_out(world, now):
    first = builders.opened(world, now)
    second = builders.opened(world, now, student=world.classmate, evidence={"origin": "b"})
    far = builders.opened(world, now, student=world.other_student, evidence={"origin": "c"})
    assert [first.number, second.number, far.number] == [1, 2, 1]
    assert {first.owner_id, second.owner_id} == {world.co.pk, world.co2.pk}
    assert far.owner_id == world.co_other.pk


def test_without_a_counselor_the_case_waits_and_the_lead_is_told(world, now):
    for row in RoleAssignment.objects.filter(role="co", school=world.school):
        end_role(assignment=row, by=world.giver, at=now)
    case = open_case(
        student=world.student, level=1, source="screening", evidence={}, by=None, at=now
    )
    assert (case.status, case.owner_id) == ("new", None)
    from school_safety.notices.models import Notice

    assert Notice.objects.filter(user=world.ld, kind="triage_waiting", safety=True).exists()


def test_assigning_is_refused_then_moves_the_grant(world, now):
    case = builders.opened(world, now)
    owner, other = builders.owner_of(case, world)
    refused("not_to_oneself", assign, case=case, to=world.ld, by=world.ld, at=now)
    refused("already_hers", assign, case=case, to=owner, by=world.ld, at=now)
    with pytest.raises(Invalid):
        assign(case=case, to=world.co_other, by=world.ld, at=now)
    assign(case=case, to=other, by=world.ld, at=now)
    live = Grant.objects.filter(student=world.student, kind="caseload", until=None)
    assert [grant.user_id for grant in live] == [other.pk]
    assert live[0].approver_id == world.ld.pk


def test_talk_is_refused_without_words_or_in_the_future(world, now):
    case = builders.opened(world, now)
    for text, happened in (("  ", now), ("说了", now + timedelta(hours=1))):
        with pytest.raises(Invalid):
            record_talk(
                case=case, kind="talk", text=text, happened_at=happened, by=case.owner, at=now
            )
    record_talk(
        case=case, kind="talk", text="没来", happened_at=now, held=False, by=case.owner, at=now
    )
    assert Case.objects.get(pk=case.pk).status == "assigned"
    following = now + timedelta(days=2)
    record_talk(
        case=case,
        kind="talk",
        text="聊了",
        happened_at=now,
        next_at=following,
        by=case.owner,
        at=now,
    )
    case.refresh_from_db()
    assert (case.status, case.due_at, Note.objects.count()) == ("talking", following, 2)


def test_deciding_needs_a_reason_and_a_level(world, now):
    case = builders.talked(world, now)
    for level, reason in ((9, "因为"), (3, "  ")):
        with pytest.raises(Invalid):
            deciding.confirm(case=case, level=level, reason=reason, by=case.owner, at=now)
    with pytest.raises(Invalid):
        deciding.dismiss(case=case, reason="", by=case.owner, at=now)
    assert not Decision.objects.exists()
    confirmed = deciding.confirm(case=case, level=2, reason="睡得晚", by=case.owner, at=now)
    assert (confirmed.status, confirmed.level) == ("confirmed", 2)
    refused("case_state", deciding.dismiss, case=case, reason="x", by=case.owner, at=now)


def test_dismissing_ends_access_and_frees_the_child_for_a_new_case(world, now):
    case = builders.talked(world, now)
    done = deciding.dismiss(case=case, reason="本人说没事", by=case.owner, at=now)
    assert done.closed_at == now
    assert not Grant.objects.filter(student=world.student, until=None).exists()
    refused(
        "case_ended",
        record_talk,
        case=case,
        kind="talk",
        text="再聊",
        happened_at=now,
        by=case.owner,
        at=now,
    )
    again = builders.opened(world, now, evidence={"origin": "later"})
    assert again.pk != case.pk


def test_plan_needs_confirmation_words_and_a_goal(world, now):
    case = builders.talked(world, now)
    refused("case_state", planning.make_plan, case=case, text=TEXT, by=case.owner, at=now)
    deciding.confirm(case=case, level=3, reason="x", by=case.owner, at=now)
    with pytest.raises(Invalid) as error:
        planning.make_plan(case=case, text=PlanText("", weeks=13), by=case.owner, at=now)
    assert set(error.value.fields) == {"school_part", "goal_1", "weeks"}
    plan = planning.make_plan(case=case, text=TEXT, by=case.owner, at=now)
    assert (plan.weeks, plan.version, plan.goals.count()) == (6, 1, 1)
    refused("family_part_empty", planning.share_family_part, plan=plan, by=case.owner, at=now)


def test_an_old_version_is_refused_and_nothing_is_overwritten(world, now):
    plan = builders.planned(world, now).plan
    newer = PlanText(school_part="两周一次", goals=[GoalText("a"), GoalText("b")])
    planning.change_plan(plan=plan, version=1, text=newer, by=world.co, at=now)
    refused(
        "changed_meanwhile",
        planning.change_plan,
        plan=plan,
        version=1,
        text=TEXT,
        by=world.co2,
        at=now,
    )
    plan.refresh_from_db()
    assert (plan.version, plan.school_part) == (2, "两周一次")
    assert plan.goals.filter(dropped_at=None).count() == 2
    planning.change_plan(plan=plan, version=2, text=TEXT, by=world.co, at=now)
    assert plan.goals.filter(dropped_at=None).count() == 1


def test_only_guardians_who_may_be_told_are_told(world, now):
    case = builders.confirmed(world, now)
    for who in ("gu_limited", "gu_court", "gu_other"):
        guardian = Guardian.objects.get(user=getattr(world, who))
        with pytest.raises(Invalid):
            contacting.tell_guardian(
                case=case,
                guardian=guardian,
                how="phone",
                attitude="agrees",
                proof="x",
                by=case.owner,
                at=now,
            )


def test_a_protective_exception_needs_the_second_person(world, now):
    case = builders.confirmed(world, now)
    with pytest.raises(Invalid):
        contacting.waive_telling(case=case, reason=" ", by=case.owner, at=now)
    row = contacting.waive_telling(case=case, reason="家里", by=case.owner, at=now)
    refused("second_person", contacting.approve_waiver, contact=row, by=case.owner, at=now)
    contacting.approve_waiver(contact=row, by=world.ld, at=now)
    refused("nothing_to_approve", contacting.approve_waiver, contact=row, by=world.ld, at=now)


def test_tasks_go_to_teachers_of_the_class_only(world, now):
    case = builders.planned(world, now)
    today = timezone.localdate(now)
    for to, text, due_on in (
        (world.ht_b, "座位靠前", today),
        (world.ht_a, " ", today),
        (world.ht_a, "座位靠前", today - timedelta(days=1)),
    ):
        with pytest.raises(Invalid):
            tasking.give_task(case=case, to=to, text=text, due_on=due_on, by=case.owner, at=now)
    task = tasking.give_task(
        case=case, to=world.ht_a, text="座位靠前", due_on=today, by=case.owner, at=now
    )
    tasking.finish_task(task=task, by=world.ht_a, at=now)
    refused("already_done", tasking.finish_task, task=task, by=world.ht_a, at=now)
    assert Task.objects.get().done_at == now


def test_closing_takes_two_and_waits_for_what_is_open(world, now):
    case = builders.planned(world, now)
    task = tasking.give_task(
        case=case,
        to=world.ht_a,
        text="座位靠前",
        due_on=timezone.localdate(now),
        by=case.owner,
        at=now,
    )
    ask = {"case": case, "outcome": "better", "reason": "好多了", "by": case.owner, "at": now}
    refused("tasks_open", closing.ask_close, **ask)
    tasking.finish_task(task=task, by=world.ht_a, at=now)
    with pytest.raises(Invalid):
        closing.ask_close(**{**ask, "outcome": "cured"})
    closing.ask_close(**ask)
    answer = {"case": case, "reason": "看过了", "at": now}
    refused("second_person", closing.approve_close, by=case.owner, **answer)
    returned = closing.return_close(by=world.ld, **answer)
    assert (returned.status, returned.outcome) == ("planned", "")
    closing.ask_close(**ask)
    closed = closing.approve_close(by=world.ld, **answer)
    assert closed.closed_at == now
    grant = Grant.objects.get(student=world.student, kind="caseload", until__gt=now)
    assert grant.until == now + closing.AFTERCARE

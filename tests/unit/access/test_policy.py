"""The check is the list: whatever visible() shows, get() gives, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school_safety.access import policy
from school_safety.access.actions import assign_role, end_grants, end_role, grant
from school_safety.access.choices import GrantKind, Role
from school_safety.access.models import RoleAssignment
from school_safety.access.permissions import Permission as P
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from school_safety.schools.models import Student

ROSTER = {
    "te": {"student", "classmate"},
    "ht_a": {"student", "classmate"},
    "ht_b": {"student_b"},
    "co": {"student", "classmate", "student_b"},
    "ck": {"student", "classmate", "student_b"},
    "co_other": {"other_student"},
    "gu": {"student"},
    "gu_limited": set(),
    "gu_court": set(),
    "gu_held": set(),
    "gu_other": {"student_b"},
    "da": set(),
    "au": set(),
    "op": set(),
    "cl": set(),
}


@pytest.mark.parametrize(("actor", "seen"), ROSTER.items())
def test_roster_each_actor_sees_exactly_her_own(world, actor, seen) -> None:
    user = getattr(world, actor)
    rows = set(policy.visible(user, P.ROSTER_READ, Student.objects.all()))
    assert rows == {getattr(world, name) for name in seen}
    for name in ("student", "classmate", "student_b", "other_student", "far_student"):
        row = getattr(world, name)
        if name in seen:
            assert policy.get(user, P.ROSTER_READ, Student.objects.all(), pk=row.pk) == row
        else:
            with pytest.raises(Absent):
                policy.get(user, P.ROSTER_READ, Student.objects.all(), pk=row.pk)


def test_nonsense_id_is_absent_not_an_error(world) -> None:
    with pytest.raises(Absent):
        policy.get(world.co, P.ROSTER_READ, Student.objects.all(), pk="not-an-id")


def given(world, kind, basis):
    """The lead gives the counselor this reason to work on the child."""
    return grant(
        user=world.co,
        student=world.student,
        kind=kind,
        basis=basis,
        approver=world.ld,
        by=world.ld,
        at=timezone.now(),
    )


def test_caseload_needs_a_live_grant(world, at) -> None:
    students = Student.objects.all()
    assert not policy.visible(world.co, P.CASE_READ, students).exists()
    given(world, GrantKind.CASELOAD, "case:1")
    assert list(policy.visible(world.co, P.CASE_READ, students)) == [world.student]
    assert not policy.visible(world.co2, P.CASE_READ, students).exists()
    assert end_grants(basis="case:1", by=world.ld, at=timezone.now()) == 1
    policy.forget(world.co)
    assert not policy.visible(world.co, P.CASE_READ, students).exists()


def test_an_access_slip_opens_nothing_that_hangs_on_no_case(world) -> None:
    given(world, GrantKind.SLIP, "slip:1")
    students = Student.objects.all()
    for verb in (P.CASE_READ, P.NOTE_READ, P.RESPONSE_READ, P.CASE_WRITE, P.LETTER_SEND):
        assert not policy.visible(world.co, verb, students).exists()


def test_grant_is_written_once_however_often_it_is_asked_for(world) -> None:
    wish = {
        "user": world.co,
        "student": world.student,
        "kind": GrantKind.CASELOAD,
        "basis": "case:1",
        "approver": None,
        "by": world.ld,
    }
    first = grant(**wish, at=timezone.now())
    assert grant(**wish, at=timezone.now()) == first


def test_role_ends_on_the_next_request(world) -> None:
    row = RoleAssignment.objects.get(user=world.co)
    end_role(assignment=row, by=world.sa, at=timezone.now())
    policy.forget(world.co)
    assert not policy.holds(world.co, P.SIGNAL_READ)


def test_role_that_has_not_begun_holds_nothing(world) -> None:
    later = timezone.now() + timedelta(days=1)
    assign_role(user=world.te, role=Role.COUNSELOR, unit=world.school, by=world.sa, at=later)
    policy.forget(world.te)
    assert not policy.holds(world.te, P.SIGNAL_READ)


def test_disabled_user_holds_nothing(world) -> None:
    world.co.is_active = False
    assert not policy.holds(world.co, P.SIGNAL_READ)


def test_nobody_gives_a_role_to_herself(world, at) -> None:
    with pytest.raises(NotNow, match="not_to_oneself"):
        assign_role(user=world.sa, role=Role.LEAD, unit=world.school, by=world.sa, at=at)


@pytest.mark.parametrize("role", ["st", "gu", "an", "zz"])
def test_roster_roles_cannot_be_given(world, at, role) -> None:
    with pytest.raises(Invalid):
        assign_role(user=world.te, role=role, unit=world.school, by=world.sa, at=at)


def test_guardian_hold_hides_the_child_like_a_child_that_is_not_there(world) -> None:
    for verb in (P.LETTER_READ, P.PLAN_FAMILY_READ, P.ROSTER_READ):
        assert not policy.visible(world.gu_held, verb, Student.objects.all()).exists()

"""The demo's last chapter: somebody without a password yet, and something for a second person."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.accounts.models import EntryCode, User
from school_safety.demo.story import arriving

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_colleague_waits_for_her_letter_and_one_for_a_second_yes(world) -> None:
    story = SimpleNamespace(
        at=lambda part: timezone.now() - timedelta(minutes=1),
        schools={"S1": world.school},
        rooms={"S1:5.2": world.classroom_b},
        users={"sa_s1": world.sa, "clerk_s1": world.ck, "lead_s1": world.ld},
    )
    arriving.tell(story)
    teacher = User.objects.get(name="周明远")
    assert not teacher.has_usable_password()
    assert RoleAssignment.objects.get(user=teacher).role == "te"
    assert EntryCode.objects.get(user=teacher).used_at is None
    row = RoleProposal.objects.get()
    assert (row.role, row.state, row.proposed_by) == ("co", "waiting", world.ld)

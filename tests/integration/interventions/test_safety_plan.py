"""The safety plan: her words, her copy; guardians read it only where it was shared."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.safety.agreeing import Words, write_safety_plan
from interventions.models import SafetyPlan
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from tests.factories import cases

pytestmark = pytest.mark.django_db
CANARY = "心跳很快-canary-5120"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return cases.opened(world, now)


def written(case, now, *, read=0, shared=False, **changes):
    words = Words(**{"signs": CANARY, "helps": "洗脸", "people": "外婆", **changes})
    return write_safety_plan(
        case=case, words=words, shared=shared, read=read, by=case.owner, at=now
    )


def page(plan):
    return reverse("interventions:safety_plan_read", args=[plan.pk])


def test_what_is_needed_is_asked_for(case, now) -> None:
    with pytest.raises(Invalid) as refused:
        written(case, now, signs=" ", people="")
    assert set(refused.value.fields) == {"signs", "people"}


def test_a_second_writer_does_not_write_over_the_first(case, now) -> None:
    written(case, now)
    with pytest.raises(NotNow):
        written(case, now)
    assert written(case, now, read=1).version == 2
    assert SafetyPlan.objects.count() == 2


def test_strangers_find_nothing_and_guardians_only_what_was_shared(
    world, case, now, client_of
) -> None:
    plan = written(case, now)
    for user in (world.gu, world.gu_limited, world.gu_held, world.gu_other, world.te, world.sa,
                 world.classmate.user, world.ld):  # fmt: skip
        assert client_of(user).get(page(plan)).status_code == 404
    shared = written(case, now, read=1, shared=True)
    assert CANARY in client_of(world.gu).get(page(shared)).content.decode()
    assert client_of(world.gu_limited).get(page(shared)).status_code == 404


def test_the_student_finds_her_newest_copy_on_her_first_page(world, case, now, client_of) -> None:
    client = client_of(world.student.user)
    home = reverse("home:student_home")
    assert "我的安全约定" not in client.get(home).content.decode()
    old, new = written(case, now), written(case, now, read=1, helps="听歌")
    assert page(new) in client.get(home).content.decode()
    assert "听歌" in client.get(page(new)).content.decode()
    assert client.get(page(old)).status_code == 404
    reads = AuditEvent.objects.filter(object_kind="interventions.safetyplan", object_id=new.pk)
    assert reads.filter(actor_id=world.student.user.pk).count() == 1


def test_the_counselor_writes_it_at_the_desk(world, case, now, client_of) -> None:
    edit = reverse("interventions:safety_plan_edit", args=[case.pk])
    client = client_of(case.owner)
    form = {"signs": CANARY, "helps": "x", "people": "y", "version": 0}
    assert client.post(edit, {**form, "people": ""}).status_code == 422
    assert client.post(edit, form).status_code == 302
    assert CANARY in client.get(edit).content.decode()
    assert client_of(world.ld).get(edit).status_code == 404

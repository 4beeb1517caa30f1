"""Who looked: days and roles for those who may know; the same empty page for everybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import slips
from interventions.actions.contacting import waive_telling
from school_safety.audit.events import ground
from school_safety.audit.record import record
from school_safety.schools.actions.families import set_hold
from school_safety.schools.models import Guardianship
from tests.factories import cases as builders
from tests.trust.knocking import CHANCE
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db
FAMILY, STUDENT = "/family/looked/", "/student/looked/"
EMPTY = "现在没有可以显示的记录"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return builders.planned(world, now - timedelta(days=3))


def looked(world: Any, at: Any, *, by: Any = None, role: str = "co", kind: str = "") -> None:
    record(
        ground.RECORD_READ,
        by=by or world.co,
        role=role,
        district_id=world.district.pk,
        school_id=world.school.pk,
        student_id=world.student.pk,
        object_kind=kind or "interventions.case",
        object_id="1",
        at=at,
    )


def words(client: Any, address: str = FAMILY) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_family_and_student_see_days_and_roles_and_no_name(world, client_of, now) -> None:
    for at in (now, now, now - timedelta(days=2)):
        looked(world, at)
    looked(world, now, by=world.ld, role="ld")
    for user, address in ((world.gu, FAMILY), (world.student.user, STUDENT)):
        page = words(client_of(user), address)
        assert "心理辅导老师 看了 2 次" in page
        assert "心理辅导老师 看了 1 次" in page
        assert "心理/德育负责人 看了 1 次" in page
        assert world.co.name not in page
        assert world.ld.name not in page


def test_reading_a_case_by_hand_shows_at_home(world, case, client_of) -> None:
    client_of(case.owner).get(reverse("interventions:case_show", args=[case.pk]))
    assert "心理辅导老师 看了 1 次" in words(client_of(world.gu))


def test_approved_slip_shows_at_home(world, case, client_of, now) -> None:
    other = builders.owner_of(case, world)[1]
    reason = "请假代班，家长来电话约了今天下午，需要先看过方案。"
    slip = slips.ask_slip(
        student=case.student, kind="cover", reason=reason, hours=4, by=other, at=now
    )
    slips.approve_slip(slip=slip, by=world.ld, at=now)
    assert "同意另一位老师看一段时间" in words(client_of(world.gu))


@pytest.mark.parametrize(
    ("role", "kind"),
    [("gu", ""), ("st", ""), ("ht", "interventions.task"), ("ld", "interventions.accessslip")],
)
def test_family_reads_and_papers_are_no_looking(world, client_of, now, role, kind) -> None:
    looked(world, now, role=role, kind=kind)
    assert EMPTY in words(client_of(world.gu))


def without_chance(client: Any, names: tuple[str, ...]) -> tuple[bytes, int]:
    answer = client.get(FAMILY)
    plain = CHANCE.sub(b"", answer.content)
    for name in names:
        plain = plain.replace(name.encode(), b"")
    return plain, answer.status_code


@pytest.mark.parametrize("who", ["gu_limited", "gu_court", "held"])
def test_without_authority_it_weighs_what_a_family_without_a_case_weighs(
    world, case, client_of, now, query_shapes, who
) -> None:
    looked(world, now)
    if who == "held":
        world.held = make_guardian(world.student, "张伯伯", held_by=world.ld)
    closed, plain = client_of(getattr(world, who)), client_of(world.gu_other)
    for client in (closed, plain):
        client.get(FAMILY)  # both have been here before
    with query_shapes() as one:
        hidden = without_chance(closed, ())
    with query_shapes() as other:
        nothing = without_chance(plain, ())
    assert hidden == nothing
    assert EMPTY in hidden[0].decode()
    assert len(one) == len(other)


def test_hold_of_one_leaves_help_out_for_the_others_until_it_ends(
    world, case, client_of, now
) -> None:
    looked(world, now)
    looked(world, now, kind="surveys.response")
    assert "心理辅导老师 看了 2 次" in words(client_of(world.gu))
    link = Guardianship.objects.get(guardian__user=world.gu_limited)
    set_hold(link=link, held=True, by=world.ld, at=now)
    for user, address in ((world.gu, FAMILY), (world.student.user, STUDENT)):
        assert "心理辅导老师 看了 1 次" in words(client_of(user), address)
    set_hold(link=link, held=False, by=world.ld, at=now)
    assert "心理辅导老师 看了 2 次" in words(client_of(world.gu))


def test_family_that_is_not_yet_told_sees_nothing_of_the_case(world, client_of, now) -> None:
    case = builders.confirmed(world, now - timedelta(days=1))
    looked(world, now)
    waive_telling(case=case, reason="家里可能就是危险来源", by=case.owner, at=now)
    assert EMPTY in words(client_of(world.gu))


def test_other_children_and_other_people_stay_out(world, client_of, now) -> None:
    looked(world, now)
    assert EMPTY in words(client_of(world.gu_other))
    for user in (world.student.user, world.ht_a, world.co):
        assert client_of(user).get(FAMILY).status_code == 404
    for user in (world.gu, world.ht_a):
        assert client_of(user).get(STUDENT).status_code == 404


def test_pages_cost_the_same_however_many_days(world, client_of, now, query_shapes) -> None:
    client = client_of(world.gu)
    looked(world, now)
    client.get(FAMILY)
    with query_shapes() as one:
        client.get(FAMILY)
    for day in range(1, 40):
        looked(world, now - timedelta(days=day))
    with query_shapes() as many:
        page = client.get(FAMILY).context["page"]
    assert (page.paginator.count, len(page.object_list)) == (40, 25)
    assert len(many) == len(one)


def test_everybody_sees_her_own_acts_and_nobody_elses(world, client_of, now) -> None:
    looked(world, now, by=world.co)
    address = reverse("office:own_acts")
    mine = words(client_of(world.co), address)
    assert "您 查看了 一名学生" in mine
    assert world.student.name not in mine
    assert "您 查看了" not in words(client_of(world.co2), address)

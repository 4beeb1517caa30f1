"""Supervision: figures without content, talks that are kept, and many cases handed over at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.supervising import hand_over, record_supervision
from interventions.models import Case, SupervisionTalk
from interventions.queries import supervision
from school_safety.access.models import Grant
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases as builders
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
AGREED = "周三以前把两份过期的处理完-canary-8830"


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def cases(world, now):
    """Six children of one class, shared between two counselors by the rule."""
    return [
        builders.opened(
            world, now, student=make_student(world.classroom, f"许{n}"), evidence={"origin": str(n)}
        )
        for n in range(6)
    ]


def test_loads_without_a_word_of_content(world, client_of, now):
    case = builders.talked(world, now - timedelta(days=30))
    body = client_of(world.ld).get(url("supervision_list")).content.decode()
    assert case.owner.name in body
    assert builders.CANARY not in body
    page = client_of(world.ld).get(url("supervision_show", case.owner.pk)).content.decode()
    assert case.code in page
    assert builders.CANARY not in page
    assert world.student.name not in page
    [mine] = [load for load in supervision.loads(world.school, now) if load.open]
    assert (mine.person, mine.open, mine.late) == (case.owner, 1, 1)
    assert mine.last_talk == now - timedelta(days=30)


@pytest.mark.parametrize("who", ["co", "co_other", "te", "ht_a", "sa", "da", "ck", "au", "ed"])
def test_only_the_lead(world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(url("supervision_list")).status_code == 404
    assert client.get(url("supervision_move")).status_code == 404
    assert client.get(url("supervision_show", world.co.pk)).status_code == 404


@pytest.mark.parametrize("who", ["co_other", "te", "ld", "da"])
def test_only_counselors_of_her_school(world, client_of, who):
    pk = getattr(world, who).pk
    assert client_of(world.ld).get(url("supervision_show", pk)).status_code == 404


def test_a_talk_is_kept_with_its_cases_and_steps(world, client_of, now, cases):
    person = cases[0].owner
    mine = [case for case in cases if case.owner_id == person.pk]
    other = next(case for case in cases if case.owner_id != person.pk)
    page, client = url("supervision_show", person.pk), client_of(world.ld)
    data = {
        "held_on": timezone.localdate(now),
        "cases": [str(case.pk) for case in mine],
        "steps": AGREED,
    }
    assert client.post(page, {**data, "steps": ""}).status_code == 422
    assert client.post(page, {**data, "cases": [str(other.pk)]}).status_code == 422
    assert client.post(page, data).status_code == 302
    talk = SupervisionTalk.objects.get()
    assert (talk.steps, talk.held_by, talk.cases.count()) == (AGREED, world.ld, len(mine))
    body = client.get(page).content.decode()
    assert AGREED in body
    assert AuditEvent.objects.get(event="interventions.supervision.held").actor_id == world.ld.pk
    days = {load.person.pk: load.supervised for load in supervision.loads(world.school, now)}
    assert days[person.pk] == talk.held_on


def test_a_talk_of_tomorrow_or_with_oneself_is_none(world, now):
    facts = {"school": world.school, "counselor": world.co, "cases": [], "steps": AGREED}
    later = timezone.localdate(now) + timedelta(days=1)
    with pytest.raises(Invalid):
        record_supervision(**facts, held_on=later, by=world.ld, at=now)
    with pytest.raises(NotNow):
        record_supervision(**facts, held_on=timezone.localdate(now), by=world.co, at=now)


def test_the_wizard_proposes_and_moves_all_at_once(world, client_of, now, cases):
    client = client_of(world.ld)
    owner, taker = world.co, world.co2
    mine = [case for case in cases if case.owner_id == owner.pk]
    assert "确认交接" not in client.get(url("supervision_move")).content.decode()
    page = url("supervision_move") + f"?from={owner.pk}"
    body = client.get(page).content.decode()
    assert body.count(f'<option value="{taker.pk}" selected>') == len(mine)
    assert f'<option value="{world.ld.pk}"' not in body
    data = {f"to_{case.pk}": str(taker.pk) for case in mine}
    data |= {f"was_{case.pk}": str(owner.pk) for case in mine}
    assert client.post(page, data).status_code == 302
    for case in mine:
        assert Case.objects.get(pk=case.pk).owner == taker
        live = Grant.objects.filter(basis=f"case:{case.pk}", until=None)
        assert [grant.user for grant in live] == [taker]
        assert client_of(owner).get(url("case_show", case.pk)).status_code == 404
    assert AuditEvent.objects.get(event="interventions.cases.handed_over").facts == {
        "count": len(mine)
    }
    notice = Notice.objects.get(kind="cases_handed_over")
    assert (notice.user, notice.count) == (taker, len(mine))


def test_by_grade_and_those_of_nobody(world, client_of, now, cases):
    Case.objects.filter(pk=cases[0].pk).update(owner=None, status="new")
    client = client_of(world.ld)
    page = client.get(url("supervision_move") + "?grade=5").content.decode()
    assert page.count('name="to_') == 6
    page = client.get(url("supervision_move") + "?from=nobody").content.decode()
    assert page.count('name="to_') == 1
    for query in ("?grade=99", "?from=x", "?grade=x", "?from=nobody&grade=9"):
        assert 'name="to_' not in client.get(url("supervision_move") + query).content.decode()


def test_one_that_does_not_fit_and_none_is_moved(world, now, cases):
    mine = [case for case in cases if case.owner_id == world.co.pk]
    moves = {case.pk: (world.co.pk, world.co2.pk) for case in mine}

    def refused(kind, **changes):
        with pytest.raises(kind):
            hand_over(school=world.school, moves={**moves, **changes.get("more", {})},
                      by=changes.get("by", world.ld), at=now)  # fmt: skip
        assert Case.objects.filter(owner=world.co, status="assigned").count() == len(mine)

    refused(NotNow, more={mine[-1].pk: (world.ld.pk, world.co2.pk)})
    refused(Invalid, more={mine[-1].pk: (world.co.pk, world.co_other.pk)})
    refused(Invalid, more={mine[-1].pk: (world.co.pk, world.te.pk)})
    refused(NotNow, by=world.co2)
    refused(NotNow, more={mine[0].pk: (world.co.pk, world.co.pk)})
    with pytest.raises(Invalid):
        hand_over(school=world.school, moves={}, by=world.ld, at=now)
    with pytest.raises(Invalid):
        hand_over(school=world.other_school, moves=moves, by=world.ld, at=now)


def test_more_cases_no_more_queries(world, client_of, now, query_shapes, cases):
    client = client_of(world.ld)
    pages = [url("supervision_list"), url("supervision_show", world.co.pk)]
    for page in pages:
        client.get(page)
        with query_shapes() as few:
            client.get(page)
        for n in range(5):
            child = make_student(world.classroom, f"何{page[-3:]}{n}")
            builders.opened(world, now, student=child, evidence={"origin": f"{page}{n}"})
        with query_shapes() as many:
            client.get(page)
        assert len(many) == len(few), page

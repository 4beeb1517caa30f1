"""Brothers and sisters: a question tells nothing, the lead joins, two counselors tell each other."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import siblings
from interventions.choices import SiblingStatus
from interventions.models import SharedWord, SiblingLink
from interventions.queries import siblings as queries
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
CANARY = "外婆周三过来-canary-6620"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return builders.opened(world, now)


@pytest.fixture
def other(world, case, now):
    """The classmate's case, with the other counselor."""
    row = builders.opened(world, now, student=world.classmate, evidence={"lines": []})
    assert row.owner_id != case.owner_id
    return row


def asked(case, student, now):
    return siblings.ask(case=case, student=student, by=case.owner, at=now)


def joined(world, case, other, now):
    link = asked(case, other.student, now)
    return siblings.decide(link=link, together=True, by=world.ld, at=now)


def page(case, link=None, what="tell"):
    if link is None:
        return reverse("interventions:case_siblings", args=[case.pk])
    return reverse(f"interventions:sibling_{what}", args=[case.pk, link.pk])


def test_one_asks_about_another_child_of_the_school_and_once(world, case, now) -> None:
    with pytest.raises(Invalid):
        asked(case, world.student, now)
    asked(case, world.classmate, now)
    with pytest.raises(NotNow):
        asked(case, world.classmate, now)
    assert {row.user for row in Notice.objects.filter(kind="sibling_asked")} == {world.ld}


def test_a_no_looks_the_same_with_and_without_a_case(world, case, other, now) -> None:
    link = asked(case, other.student, now)
    siblings.decide(link=link, together=False, by=world.ld, at=now)
    side = queries.of_case(case)[0]
    assert (side.link.status, side.colleague, side.words) == (SiblingStatus.NOTHING, None, [])
    assert queries.of_case(other) == []


def test_without_a_case_there_is_nobody_to_join(world, case, now) -> None:
    link = asked(case, world.classmate, now)
    with pytest.raises(Invalid) as refused:
        siblings.decide(link=link, together=True, by=world.ld, at=now)
    assert set(refused.value.fields) == {"together"}
    with pytest.raises(NotNow):
        siblings.decide(link=link, together=False, by=case.owner, at=now)


def test_the_asked_for_counselor_sees_nothing_before_and_a_name_after(
    world, case, other, now
) -> None:
    asked(case, other.student, now)
    assert queries.of_case(other) == []
    siblings.decide(link=SiblingLink.objects.get(), together=True, by=world.ld, at=now)
    assert queries.of_case(other)[0].colleague == case.owner
    assert queries.of_case(case)[0].colleague == other.owner
    told = Notice.objects.filter(kind="sibling_linked").values_list("user_id", flat=True)
    assert set(told) == {case.owner_id, other.owner_id}


def test_what_is_told_reaches_the_other_and_no_file_opens(
    world, case, other, now, client_of
) -> None:
    link = joined(world, case, other, now)
    with pytest.raises(Invalid):
        siblings.share(link=link, text=" ", by=case.owner, at=now)
    answer = client_of(case.owner).post(page(case, link), {"text": CANARY})
    assert answer.status_code == 302
    assert CANARY in client_of(other.owner).get(page(other)).content.decode()
    assert Notice.objects.get(kind="sibling_told").user == other.owner
    for what in ("case_show", "case_siblings"):
        url = reverse(f"interventions:{what}", args=[case.pk])
        assert client_of(other.owner).get(url).status_code == 404
    client_of(other.owner).post(page(other, link, "end"))
    with pytest.raises(NotNow):
        siblings.share(link=link, text=CANARY, by=case.owner, at=now)
    assert SharedWord.objects.count() == 1


def test_only_the_two_of_them_and_the_lead(world, case, other, now, client_of) -> None:
    link = joined(world, case, other, now)
    decide = reverse("interventions:sibling_decide", args=[link.pk])
    for user in (world.ld, world.te, world.gu, world.sa, world.co_other):
        assert client_of(user).get(page(case)).status_code == 404
        assert client_of(user).post(page(case, link), {"text": CANARY}).status_code == 404
        assert client_of(user).post(page(case, link, "end")).status_code == 404
    for user in (case.owner, other.owner, world.sa, world.co_other):
        assert client_of(user).get(decide).status_code == 404
    assert client_of(world.ld).get(decide).status_code == 200
    stranger = reverse("interventions:sibling_tell", args=[other.pk, link.pk])
    assert client_of(case.owner).post(stranger, {"text": CANARY}).status_code == 404


def test_the_whole_way_on_the_pages(world, case, other, now, client_of) -> None:
    hers, name = client_of(case.owner), other.student.name
    found = hers.post(page(case), {"find": "1", "who": name})
    assert str(other.student.pk) in found.content.decode()
    assert hers.post(page(case), {"who": name}).status_code == 422
    assert hers.post(page(case), {"student": other.student.pk}).status_code == 302
    decide = reverse("interventions:sibling_decide", args=[SiblingLink.objects.get().pk])
    lead = client_of(world.ld)
    assert other.code in lead.get(decide).content.decode()
    assert lead.post(decide, {}).status_code == 422
    assert lead.post(decide, {"together": "yes"}).status_code == 302
    assert "一起商量" in hers.get(page(case)).content.decode()

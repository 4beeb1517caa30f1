"""The home agreement: a few lines with the adults in them, read and answered at home."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.promising import Line, share_agreement, write_agreement
from interventions.models import AgreementAnswer, HomeAgreement
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases
from tests.integration.interventions.test_strangers import _without_token

pytestmark = pytest.mark.django_db
LINE = "九点半手机放客厅-canary-3397"
LINES = [Line("student", LINE), Line("adults", "晚饭时也不看手机")]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return cases.planned(world, now - timedelta(days=3))


def written(case, now, *, read=0, shared=True, lines=None):
    row = write_agreement(
        case=case,
        read=read,
        lines=LINES if lines is None else lines,
        review_on=timezone.localdate(now) + timedelta(days=14),
        by=case.owner,
        at=now,
    )
    return share_agreement(case=case, read=row.version, by=case.owner, at=now) if shared else row


def page(row):
    return reverse("interventions:family_agreement", args=[row.pk])


def test_the_adults_have_a_line_too(case, now) -> None:
    with pytest.raises(Invalid):
        written(case, now, lines=[Line("student", LINE)])
    with pytest.raises(Invalid):
        written(case, now, lines=[])


def test_home_reads_it_once_it_is_shared_and_only_the_newest(world, case, now, client_of) -> None:
    draft = written(case, now, shared=False)
    people = (world.gu, world.student.user)
    for person in people:
        assert client_of(person).get(page(draft)).status_code == 404
    first = share_agreement(case=case, read=1, by=case.owner, at=now)
    second = written(case, now, read=1, shared=False)
    support = reverse("interventions:family_support")
    for person in people:
        assert LINE in client_of(person).get(page(first)).content.decode()
        assert page(first) in client_of(person).get(support).content.decode()
        assert client_of(person).get(page(second)).status_code == 404
    share_agreement(case=case, read=2, by=case.owner, at=now)
    assert client_of(world.gu).get(page(first)).status_code == 404
    assert LINE in client_of(world.gu).get(page(second)).content.decode()
    strangers = (world.gu_limited, world.gu_court, world.gu_other, world.gu_held, world.ht_a,
                 world.ld, world.classmate.user, cases.owner_of(case, world)[1])  # fmt: skip
    for person in strangers:
        assert client_of(person).get(page(second)).status_code == 404
    assert Notice.objects.filter(user__in=people, kind="support_news").exists()


def test_child_and_guardian_answer_each_for_herself(world, case, now, client_of) -> None:
    row = written(case, now)
    guardian, child = client_of(world.gu), client_of(world.student.user)
    assert "checked" not in guardian.get(page(row)).content.decode()
    assert guardian.post(page(row), {"says": "change"}).status_code == 422
    assert guardian.post(page(row), {"says": "agrees"}).status_code == 302
    assert child.post(page(row), {"says": "change", "wish": "周末晚半小时"}).status_code == 302
    assert child.post(page(row), {"says": "change", "wish": "周末晚一小时"}).status_code == 302
    said = {a.giver: (a.says, a.wish) for a in AgreementAnswer.objects.all()}
    assert said == {"guardian": ("agrees", ""), "student": ("change", "周末晚一小时")}
    file = reverse("interventions:case_show", args=[case.pk])
    body = client_of(case.owner).get(file, {"tab": "home"}).content.decode()
    assert "周末晚一小时" in body
    assert "周末晚一小时" not in guardian.get(page(row)).content.decode()


def test_two_writers_see_both_wordings(case, now, client_of) -> None:
    edit = reverse("interventions:agreement_edit", args=[case.pk])
    client = client_of(case.owner)
    day = (timezone.localdate(now) + timedelta(days=14)).isoformat()
    form = {"version": 0, "who_1": "adults", "what_1": LINE, "review_on": day}
    assert client.post(edit, {**form, "who_1": ""}).status_code == 422
    assert client.post(edit, form).status_code == 302
    late = client.post(edit, {**form, "what_1": "十点"})
    assert late.status_code == 409
    assert all(word in late.content.decode() for word in (LINE, "十点"))
    assert HomeAgreement.objects.count() == 1
    share = reverse("interventions:agreement_share", args=[case.pk])
    assert client.post(share, {"version": 0}).status_code == 409
    assert client.post(share, {"version": 1}).status_code == 302
    assert HomeAgreement.objects.get().shared_at is not None


def test_nothing_to_share_is_said(case, now) -> None:
    with pytest.raises(NotNow):
        share_agreement(case=case, read=0, by=case.owner, at=now)


def test_a_held_guardian_sees_what_a_family_without_a_case_sees(world, now, client_of) -> None:
    support = reverse("interventions:family_support")
    quiet = client_of(world.gu_other).get(support)
    case = cases.opened(world, now, student=world.classmate)
    row = written(case, now)
    held = client_of(world.gu_held)
    assert _without_token(held.get(support)) == _without_token(quiet)
    nowhere = held.get(page(HomeAgreement(pk=case.pk)))
    mine = held.get(page(row))
    assert (mine.status_code, nowhere.status_code) == (404, 404)

"""Home visits: a purpose first, the family's word, two people, and never while a hold stands."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from interventions.actions.contacting import waive_telling
from interventions.actions.meeting import Invitation, plan_meeting
from interventions.actions.visiting import (
    Offer,
    Seen,
    answer_visit,
    offer_visit,
    record_visit,
    use_visit,
)
from interventions.models import HomeVisit, Task
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from school_safety.schools.actions.families import set_hold
from school_safety.schools.models import Guardian, Guardianship
from tests.factories import cases
from tests.integration.interventions.test_strangers import _without_token

pytestmark = pytest.mark.django_db
CANARY = "书桌在客厅-canary-6114"
WHY = "想一起看看睡前这一小时"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return cases.planned(world, now - timedelta(days=3))


def offer(world, now, *, hours=30, **changes):
    values = {
        "guardian": Guardian.objects.get(user=world.gu),
        "purpose": "routine",
        "purpose_words": WHY,
        "starts_at": now + timedelta(hours=hours),
        "second": world.ht_a,
        **changes,
    }
    return Offer(**values)


def offered(world, case, now, **changes):
    return offer_visit(case=case, offer=offer(world, now, **changes), by=case.owner, at=now)


def made(world, case, now, passed_on=""):
    before = now - timedelta(days=2)
    visit = offered(world, case, before)
    visit = answer_visit(visit=visit, answer="agreed", words="", by=world.gu, at=before)
    seen = Seen(seen=CANARY, agreed="先试两周", passed_on=passed_on)
    return record_visit(visit=visit, version=visit.version, seen=seen, by=case.owner, at=now)


def support():
    return reverse("interventions:family_support")


def test_the_family_reads_what_for_when_and_who_and_may_ask_for_another_time(
    world, case, now, client_of
) -> None:
    visit = offered(world, case, now)
    page = reverse("interventions:family_visit", args=[visit.pk])
    client = client_of(world.gu)
    assert page in client.get(support()).content.decode()
    body = client.get(page).content.decode()
    assert all(word in body for word in (WHY, "一起看看作息和上网的约定", "ht_a老师"))
    assert "checked" not in body
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"answer": "other_time", "words": "周四"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.status, visit.answer, visit.answered_by) == ("other_time", "周四", world.gu)
    assert Notice.objects.filter(user=case.owner, kind="family_answered").count() == 1
    for other in (world.gu_limited, world.gu_other, world.gu_held, world.student.user, world.ht_a):
        assert client_of(other).get(page).status_code == 404


def test_a_no_ends_the_visit_and_nothing_else(world, case, now, client_of) -> None:
    visit = offered(world, case, now)
    answer_visit(visit=visit, answer="declined", words="", by=world.gu, at=now)
    case.refresh_from_db()
    assert (case.status, case.is_open) == ("planned", True)
    assert (
        reverse("interventions:family_plan", args=[case.plan.pk])
        in client_of(world.gu).get(support()).content.decode()
    )


def test_the_second_one_learns_when_not_what_for(world, case, now, client_of) -> None:
    visit = offered(world, case, now)
    assert not Task.objects.filter(assignee=world.ht_a).exists()
    answer_visit(visit=visit, answer="agreed", words="", by=world.gu, at=now)
    assert Task.objects.get(assignee=world.ht_a).done_at is None
    tasks = client_of(world.ht_a).get(reverse("interventions:task_list")).content.decode()
    assert "一起去家里坐坐" in tasks
    for word in (WHY, case.code, "作息"):
        assert word not in tasks
    with pytest.raises(Invalid):
        offered(world, case, now, second=case.owner)
    visit.refresh_from_db()
    visit.second = visit.first
    with pytest.raises(DatabaseError), transaction.atomic():
        visit.save()


@pytest.mark.parametrize("danger", ["hold", "waiver"])
def test_never_while_home_may_be_the_danger(world, case, now, client_of, danger) -> None:
    visit = offered(world, case, now)
    page = reverse("interventions:family_visit", args=[visit.pk])
    if danger == "waiver":
        waive_telling(case=case, reason="孩子怕回家", by=case.owner, at=now)
    else:
        tie = Guardianship.objects.get(student=world.student, guardian__user=world.gu_limited)
        set_hold(link=tie, held=True, by=world.ld, at=now)
    with pytest.raises(NotNow):
        offered(world, case, now)
    with pytest.raises(NotNow):
        answer_visit(visit=visit, answer="agreed", words="", by=world.gu, at=now)
    assert client_of(world.gu).get(page).status_code == 404
    assert page not in client_of(world.gu).get(support()).content.decode()
    counselor = client_of(case.owner)
    new = reverse("interventions:visit_new", args=[case.pk])
    assert counselor.get(new).status_code == 409
    show = reverse("interventions:visit_show", args=[visit.pk])
    assert "保护性安排" in counselor.get(show).content.decode()
    cancel = reverse("interventions:visit_cancel", args=[visit.pk])
    told = Notice.objects.filter(user=world.gu).count()
    assert counselor.post(cancel).status_code == 302
    assert Notice.objects.filter(user=world.gu).count() == told


def test_a_held_guardian_sees_what_a_family_without_a_case_sees(world, now, client_of) -> None:
    quiet = client_of(world.gu_other).get(support())
    from tests.worlds import make_guardian

    mother = make_guardian(world.classmate, "李妈妈")
    case = cases.opened(world, now, student=world.classmate)
    tie = Guardianship.objects.get(student=world.classmate, guardian__user=world.gu_held)
    set_hold(link=tie, held=False, by=world.ld, at=now)
    visit = offered(world, case, now, guardian=Guardian.objects.get(user=mother))
    set_hold(link=tie, held=True, by=world.ld, at=now)
    held = client_of(world.gu_held).get(support())
    assert _without_token(held) == _without_token(quiet)
    page = reverse("interventions:family_visit", args=[visit.pk])
    assert client_of(world.gu_held).get(page).status_code == 404


def test_the_record_keeps_to_its_purpose(world, case, now, client_of) -> None:
    plain, told = made(world, case, now), made(world, case, now, passed_on="家里愿意九点半")
    invitation = Invitation(now + timedelta(days=1), "三楼", "x", [world.ht_a], [])
    meeting = plan_meeting(case=case, called=invitation, by=case.owner, at=now)
    show = reverse("interventions:meeting_show", args=[meeting.pk])
    client = client_of(case.owner)
    assert "家里愿意九点半" not in client.get(show).content.decode()
    with pytest.raises(NotNow):
        use_visit(visit=plain, meeting=meeting, basis="statute", why="x", by=case.owner, at=now)
    with pytest.raises(Invalid):
        use_visit(visit=told, meeting=meeting, basis="statute", why=" ", by=case.owner, at=now)
    use = reverse("interventions:visit_use", args=[told.pk])
    chosen = {"meeting": meeting.pk, "basis": "consent", "why": "妈妈当面同意"}
    assert client.post(use, {**chosen, "basis": ""}).status_code == 422
    assert client.post(use, chosen).status_code == 302
    body = client.get(show).content.decode()
    assert "家里愿意九点半" in body
    assert "妈妈当面同意" in body
    assert CANARY not in body
    referral = client.get(reverse("interventions:referral_new", args=[case.pk])).content.decode()
    assert CANARY not in referral
    assert (
        client_of(world.ld).get(reverse("interventions:visit_show", args=[told.pk])).status_code
        == 404
    )


def test_the_counselor_asks_records_and_is_shown_what_changed_meanwhile(
    world, case, now, client_of
) -> None:
    client = client_of(case.owner)
    new = reverse("interventions:visit_new", args=[case.pk])
    when = timezone.localtime(now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    form = {
        "guardian": Guardian.objects.get(user=world.gu).pk, "purpose": "plan",
        "purpose_words": WHY, "starts_at": when, "second": world.ht_a.pk,
    }  # fmt: skip
    assert client.post(new, {**form, "purpose": ""}).status_code == 422
    assert client.post(new, form).status_code == 302
    visit = HomeVisit.objects.get()
    change = reverse("interventions:visit_change", args=[visit.pk])
    answer = reverse("interventions:visit_answer", args=[visit.pk])
    assert client.post(answer, {"answer": "agreed"}).status_code == 302
    late = client.post(change, {**form, "version": 1, "purpose_words": "别的话"})
    assert late.status_code == 409
    assert WHY in late.content.decode()
    record = reverse("interventions:visit_record", args=[visit.pk])
    written = {"version": 2, "seen": CANARY, "agreed": "x"}
    assert client.post(record, written).status_code == 409  # not yet
    HomeVisit.objects.filter(pk=visit.pk).update(starts_at=now - timedelta(hours=1))
    assert client.post(record, {**written, "seen": ""}).status_code == 422
    assert client.post(record, written).status_code == 302
    assert (
        CANARY in client.get(reverse("interventions:visit_show", args=[visit.pk])).content.decode()
    )
    assert Task.objects.get(assignee=world.ht_a).done_at is not None

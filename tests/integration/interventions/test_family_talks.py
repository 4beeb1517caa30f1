"""Sitting down with a family: times to choose from, three answers of one weight, a day to talk again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.contacting import waive_telling
from interventions.actions.sitting import Times, Voice, offer_times, record_talk_with_family
from interventions.models import Case, FamilyTalk, GuardianContact
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from school_safety.schools.models import Guardian
from tests.factories import cases
from tests.integration.interventions.test_strangers import _without_token

pytestmark = pytest.mark.django_db
WORDS = "想一起商量接下来四周-canary-9173"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return cases.planned(world, now - timedelta(days=3))


def offered(world, case, now, *, hours=(30, 50)):
    slots = [now + timedelta(hours=each) for each in hours]
    times = Times(Guardian.objects.get(user=world.gu), "辅导室", WORDS, slots)
    return offer_times(case=case, times=times, by=case.owner, at=now)


def heard(world, case, talk, now, attitude, next_on=None):
    guardian = Guardian.objects.get(user=world.gu)
    voices = [Voice("妈妈", attitude, "先听听", guardian), Voice("外婆", "agrees")]
    return record_talk_with_family(
        talk=talk, version=talk.version, came="妈妈、外婆", voices=voices, next_on=next_on,
        by=case.owner, at=now,
    )  # fmt: skip


def page(talk):
    return reverse("interventions:family_talk", args=[talk.pk])


def test_the_guardian_chooses_one_of_the_times_or_none(world, case, now, client_of) -> None:
    talk = offered(world, case, now)
    client = client_of(world.gu)
    support = client.get(reverse("interventions:family_support")).content.decode()
    assert page(talk) in support
    body = client.get(page(talk)).content.decode()
    assert WORDS in body
    assert "checked" not in body
    assert client.post(page(talk), {"slot": "2020-01-01T00:00:00+00:00"}).status_code == 422
    assert client.post(page(talk), {"slot": talk.slots[1]}).status_code == 302
    talk.refresh_from_db()
    assert (talk.status, talk.starts_at.isoformat()) == ("chosen", talk.slots[1])
    assert client.post(page(talk), {"slot": "none", "wish": "周六"}).status_code == 302
    talk.refresh_from_db()
    assert (talk.status, talk.starts_at, talk.wish) == ("no_fit", None, "周六")
    assert Notice.objects.filter(user=case.owner, kind="family_answered").exists()
    strangers = (world.gu_limited, world.gu_other, world.gu_held, world.student.user, world.ht_a)
    for other in strangers:
        assert client_of(other).get(page(talk)).status_code == 404


@pytest.mark.parametrize("attitude", ["agrees", "thinking", "declines"])
def test_yes_later_and_no_change_nothing_else(world, case, now, attitude) -> None:
    before = Case.objects.filter(pk=case.pk).values("status", "level", "due_at", "owner").get()
    talk = heard(world, case, offered(world, case, now), now, attitude,
                 timezone.localdate(now) + timedelta(days=7))  # fmt: skip
    assert talk.status == "held"
    assert Case.objects.filter(pk=case.pk).values(*before).get() == before
    row = GuardianContact.objects.get(case=case, how="meeting")
    assert (row.attitude, row.script) == (attitude, "family_meeting_1")
    assert row.next_on is not None
    offered(world, case, now)  # and asked again another day


def test_later_names_the_day(world, case, now) -> None:
    talk = offered(world, case, now)
    with pytest.raises(Invalid) as refused:
        heard(world, case, talk, now, "thinking")
    assert refused.value.fields == {"next_on": "when_again"}


def test_not_while_home_is_not_told(world, case, now, client_of) -> None:
    talk = offered(world, case, now)
    waive_telling(case=case, reason="孩子怕回家", by=case.owner, at=now)
    with pytest.raises(NotNow):
        offered(world, case, now)
    assert client_of(world.gu).get(page(talk)).status_code == 404


def test_a_held_guardian_sees_what_a_family_without_a_case_sees(world, now, client_of) -> None:
    support = reverse("interventions:family_support")
    quiet = client_of(world.gu_other).get(support)
    case = cases.opened(world, now, student=world.classmate)
    times = Times(Guardian.objects.get(user=world.gu_held), "x", "x", [now + timedelta(days=1)])
    with pytest.raises(Invalid):
        offer_times(case=case, times=times, by=case.owner, at=now)
    assert _without_token(client_of(world.gu_held).get(support)) == _without_token(quiet)


def test_the_counselor_offers_records_and_sees_both_wordings(world, case, now, client_of) -> None:
    client = client_of(case.owner)
    new = reverse("interventions:sitting_new", args=[case.pk])
    when = timezone.localtime(now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    guardian = Guardian.objects.get(user=world.gu).pk
    form = {"guardian": guardian, "place": "辅导室", "words": WORDS, "slot_1": when}
    assert client.post(new, {**form, "slot_1": ""}).status_code == 422
    assert client.post(new, form).status_code == 302
    talk = FamilyTalk.objects.get()
    change = reverse("interventions:sitting_change", args=[talk.pk])
    assert client.post(change, {**form, "version": 1, "place": "会客室"}).status_code == 302
    late = client.post(change, {**form, "version": 1, "place": "操场"})
    assert late.status_code == 409
    assert all(word in late.content.decode() for word in ("会客室", "操场"))
    record = reverse("interventions:sitting_record", args=[talk.pk])
    assert "谢谢你们来" in client.get(record).content.decode()
    written = {"version": 2, "came": "妈妈", "attitude_1": "thinking", "words_1": "再想想"}
    assert client.post(record, written).status_code == 422
    day = (timezone.localdate(now) + timedelta(days=7)).isoformat()
    assert client.post(record, {**written, "next_on": day}).status_code == 302
    file = reverse("interventions:case_show", args=[case.pk])
    assert "再想想" in client.get(file, {"tab": "home"}).content.decode()
    paper = client.get(reverse("interventions:guardian_paper", args=[case.pk])).content.decode()
    assert "现在不需要" in paper
    assert world.student.name not in paper

"""Invitations that do not say why: who gets one, how both kinds look, and what follows a talk."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.models import Case
from school_safety.consents.choices import State
from school_safety.kernel.refusals import NotNow
from school_safety.volatile import store
from surveys.actions import blind, listening
from surveys.actions.planning import open_wave
from surveys.actions.responding import submit
from surveys.actions.withdrawing import carry_out
from surveys.models import Flag, Invitation, Response, TalkInvite, WaveLot
from surveys.queries import calibration, labels, sampled
from surveys.rules.blind import drawn
from surveys.rules.statistics.verification import Group
from tests.readying import read_by_both
from tests.worlds import make_guardian, make_student

from .conftest import agree, draft, sit

pytestmark = pytest.mark.django_db
ALL, NONE = "111111110", "000000000"


@pytest.fixture
def wave(world):
    """Open, with a lot; both families agreed."""
    at = timezone.now()
    world.friend = make_student(world.classroom, "林小麦")
    make_guardian(world.friend, "林妈妈")
    agree(world.student)
    agree(world.friend)
    made = blind.set_lot(wave=draft(world, at), share=10, by=world.co, at=at)
    read_by_both(made, world, at)
    return open_wave(wave=made, by=world.co, at=at)


def lot_falls_on(student, *, yes=True):
    """The first seed that does, so that chance plays no part here."""
    slip = str(Invitation.objects.get(student=student).pk)
    seed = next(str(n) for n in range(10_000) if drawn(str(n), slip, 10) is yes)
    WaveLot.objects.update(seed=seed)


def hand_in(student, answers, *, talk=False):
    slip = Invitation.objects.get(student=student)
    slip, seat = sit(slip)
    return submit(
        invitation_id=slip.pk, seat=seat, key=f"key-of-{slip.pk}", at=timezone.now(),
        answers=answers, seconds=[5.0] * 9, talk=talk,
    ).response  # fmt: skip


@pytest.fixture
def both(wave, world):
    """One whom the questionnaire picked, one on whom the lot fell."""
    lot_falls_on(world.friend)
    hand_in(world.student, ALL)
    hand_in(world.friend, NONE)
    rows = {row.student_id: row for row in TalkInvite.objects.all()}
    return rows[world.student.pk], rows[world.friend.pk]


def written(invite, world, finding, *, wanted=False):
    return blind.write_down(
        invite=invite, finding=finding, words="聊了十分钟", wanted=wanted,
        by=world.co, at=timezone.now(),
    )  # fmt: skip


def test_nobody_is_a_case_before_the_talk(both):
    picked, chosen = both
    assert not Case.objects.exists()
    assert list(Flag.objects.values_list("response_id", "case_id")) == [(picked.response_id, None)]
    assert (picked.due_at, picked.lapses_at) == (chosen.due_at, chosen.lapses_at)


def test_both_kinds_look_alike(both, world, client_of):
    """Page and list are the same, letter by letter, but for the child."""
    client = client_of(world.co)
    pages = [client.get(reverse("surveys:talk_show", args=[row.pk])).text for row in both]
    names = [world.student.name, world.friend.name]
    found = {_without(page, name) for page, name in zip(pages, names, strict=True)}
    assert len(found) == 1
    listed = client.get(reverse("surveys:talk_list")).text
    assert "2 位同学等着" in listed
    rows = re.findall(r"<tr><td.*?</tr>", listed, re.DOTALL)
    assert len({_without(row, world.student.name, world.friend.name) for row in rows}) == 1


def _without(page, *names):
    for name in names:
        page = page.replace(name, "某").replace(f"{name[0]}*", "某")
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", page)
    return re.sub(r'(nonce|value|content)="[^"]*"|name-\w+', "", page)


@pytest.mark.parametrize(("falls", "answers", "talk"), [(False, NONE, False), (False, ALL, True)])
def test_who_gets_none(wave, world, falls, answers, talk):
    """On whom no lot fell; and whoever asks for a talk is a case at once."""
    lot_falls_on(world.student, yes=falls)
    hand_in(world.student, answers, talk=talk)
    assert not TalkInvite.objects.exists()
    assert Case.objects.exists() is talk


def test_a_picked_child_who_needs_it_becomes_a_case_with_its_evidence(both, world, client_of):
    picked, chosen = both
    client = client_of(world.co)
    url = reverse("surveys:talk_show", args=[picked.pk])
    assert client.post(url, {"finding": "confirmed"}).status_code == 422
    assert "值得谈一次" not in client.get(url).text
    client.post(url, {"finding": "confirmed", "words": "夜里睡不着-canary-5521"})
    case = Case.objects.get()
    assert (case.student, case.source) == (world.student, "screening")
    assert Flag.objects.get().case_id == case.pk
    assert case.evidence.get().origin == f"surveys.response:{picked.response_id}"
    assert "值得谈一次" in client.get(url).text
    other = client_of(world.ld).get(url).text
    assert "canary-5521" not in other
    assert "值得谈一次" not in other
    with pytest.raises(NotNow, match="talk_over"):
        written(picked, world, "not")
    assert TalkInvite.objects.get(pk=chosen.pk).ended_at is None


def test_a_drawn_child_is_left_in_peace(both, world):
    written(both[1], world, "declined")
    assert not Case.objects.exists()


def test_a_drawn_child_with_another_worry_is_helped(both, world):
    written(both[1], world, "other")
    assert Case.objects.get().source == "invited"


def test_only_a_counselor_writes_it_down(both, world, client_of):
    answer = client_of(world.ld).post(
        reverse("surveys:talk_show", args=[both[0].pk]), {"finding": "declined"}
    )
    assert answer.status_code == 409
    assert client_of(world.ht_a).get(reverse("surveys:talk_list")).status_code == 404


def test_opened_early_it_is_a_case_and_counts_in_no_estimate(both, world):
    for row in both:
        blind.unseal(invite=row, by=world.co, at=timezone.now())
    assert Case.objects.get().student == world.student
    assert calibration.groups(both[0].wave.instrument_version, world.district.pk) == [
        Group(1, 1, 0, 0, 0, 0)
    ]


def test_what_nobody_came_to_is_not_lost(both, world):
    soon = both[0].lapses_at
    assert blind.lapse_due(at=soon - timedelta(minutes=1)) == 0
    assert blind.lapse_due(at=soon) == 2
    assert Case.objects.get().student == world.student
    assert blind.lapse_due(at=soon) == 0


def test_a_no_takes_the_invitation_along(both, world):
    for student in (world.student, world.friend):
        consent = agree(student, State.WITHDRAWN)
        carry_out(consent=consent, by=consent.recorded_by, at=timezone.now())
    assert not TalkInvite.objects.exists()
    assert not Flag.objects.exists()
    assert set(Response.objects.values_list("path", "band")) == {("alternative", None)}


def test_what_was_found_is_counted_once(both, world):
    version, district = both[0].wave.instrument_version, world.district.pk
    written(both[0], world, "confirmed")
    written(both[1], world, "not")
    assert calibration.groups(version, district) == [Group(1, 1, 1, 1, 1, 0)]
    assert calibration.findings(version, district) == {"confirmed": 1}
    found = calibration.verified(version, district)
    assert (found.sensitivity.value, found.specificity.value) == (1.0, 1.0)


@pytest.fixture
def heard(both, world):
    """Both talks are over."""
    return written(both[0], world, "confirmed"), written(both[1], world, "not")


def listen(client, invite, finding):
    return client.post(reverse("surveys:talk_show", args=[invite.pk]), {"finding": finding})


def test_a_colleague_who_sat_in_judges_without_seeing_the_first(heard, world, client_of):
    client = client_of(world.co2)
    page = client.get(reverse("surveys:talk_show", args=[heard[0].pk])).content.decode()
    assert "您也在场吗" in page
    assert "聊了十分钟" not in page
    assert 'value="declined"' not in page
    assert listen(client, heard[0], "sub").status_code == 302
    row = TalkInvite.objects.get(pk=heard[0].pk)
    assert (row.finding, row.second_finding, row.second_by) == ("confirmed", "sub", world.co2)


def test_nobody_judges_twice_or_beside_herself(heard, world, client_of):
    assert listen(client_of(world.co), heard[0], "sub").status_code == 409
    assert listen(client_of(world.ld), heard[0], "sub").status_code == 409
    assert listen(client_of(world.co2), heard[0], "").status_code == 422
    assert listen(client_of(world.co2), heard[0], "declined").status_code == 422
    listening.judge_beside(invite=heard[0], finding="sub", by=world.co2, at=timezone.now())
    assert listen(client_of(world.co2), heard[0], "not").status_code == 409
    assert TalkInvite.objects.get(pk=heard[0].pk).second_finding == "sub"


def test_two_findings_are_counted_together(heard, world):
    version, district = heard[0].wave.instrument_version, world.district.pk
    assert sampled.agreement(version, district) is None
    for row, finding in zip(heard, ("confirmed", "not"), strict=True):
        listening.judge_beside(invite=row, finding=finding, by=world.co2, at=timezone.now())
    assert sampled.agreement(version, district) is None  # two talks say nothing


def test_each_interviewed_child_stands_for_her_own(heard, world):
    found = sampled.interviewed(heard[0].wave.instrument_version, world.district.pk)
    rows = sorted(zip(found.scores, found.confirmed, found.weights, found.strata, strict=True))
    assert rows == [(0.0, False, 1.0, 0), (8.0, True, 1.0, 1)]


def test_the_label_says_so_only_when_it_was_checked_here(heard, world):
    version, district = heard[0].wave.instrument_version, world.district.pk
    assert "本区校准：还没有做" in labels.label(version, district)["zh-hans"]
    key = f"{version.pk}/{district}"
    store.put(sampled.KIND, key, b"[240, 0.8412, 0.79, 0.883]", 900)
    said = labels.label(version, district)
    assert "本区校准：谈过 240 人，AUC 0.84 [0.79, 0.88]。" in said["zh-hans"]
    assert said["en"].endswith("local calibration: n=240, AUC=0.84 [0.79, 0.88].")

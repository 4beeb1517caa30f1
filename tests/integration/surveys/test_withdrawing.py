"""Taking a consent back: what stops, what is erased, what stays sealed; and that twice is once."""

import secrets
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interventions.models import Case, Evidence
from school_safety.audit import queries as audit
from school_safety.consents.choices import Purpose, State
from school_safety.consents.queries import stands
from school_safety.consents.wording import current
from school_safety.notices.models import Notice
from school_safety.volatile import store
from surveys.actions.answering import put_all, put_answer, sit_at
from surveys.actions.responding import submit
from surveys.actions.withdrawing import carry_out
from surveys.choices import Path
from surveys.models import Invitation, Response
from surveys.queries import begun, counts, rooms
from tests.drafts import read

from .conftest import agree, sit

pytestmark = pytest.mark.django_db(transaction=True)
ALL_YES, ALL_NO = "111111111", "000000000"


def hand_in(seat, answers):
    slip, secret = seat
    key = secrets.token_urlsafe(24)
    return submit(
        invitation_id=slip.pk, seat=secret, key=key, at=timezone.now(), answers=answers,
        seconds=[5.0] * 9,
    ).response  # fmt: skip


def say_no(student, state=State.WITHDRAWN):
    consent = agree(student, state)
    carry_out(consent=consent, by=consent.recorded_by, at=timezone.now())
    return consent


def test_answers_that_led_to_no_case_leave_the_row_of_a_quiet_task(slips, world):
    response = hand_in(sit(slips.student.slip), ALL_NO)
    quiet = hand_in(sit(slips.classmate.slip), ALL_NO)
    say_no(world.student)
    response.refresh_from_db()
    for name in ("path", "basis", "answers", "score", "band", "validity"):
        assert getattr(response, name) == getattr(quiet, name), name
    assert response.withdrawn_at
    assert response.receipt
    assert not Case.objects.exists()
    assert counts.wave_counts(response.wave) == []


def test_answers_of_a_case_are_sealed_and_every_reading_refused(slips, world, client_of):
    response = hand_in(sit(slips.student.slip), ALL_YES)
    case = Case.objects.get(student=world.student)
    reader = client_of(case.owner)
    url = reverse("surveys:response_show", args=[response.pk])
    file = reverse("interventions:case_show", args=[case.pk])
    assert reader.get(url).status_code == 200
    assert url in reader.get(file).text
    say_no(world.student)
    assert reader.get(url).status_code == 404
    page = reader.get(file).text
    assert url not in page
    assert "答卷已封存" in page
    assert Evidence.objects.get(case=case).frozen_at
    assert counts.wave_counts(response.wave) == []
    case.refresh_from_db()
    assert case.is_open  # help that has begun goes on


def test_who_is_writing_goes_on_with_the_quiet_task_and_nothing_is_kept(slips, world):
    slip, seat = sit(slips.student.slip)
    desk = sit_at(slip.pk, seat, timezone.now())
    put_all(desk, answers="11111xxxx", seconds=[3.0] * 9, talk=False, revision=1)
    say_no(world.student)
    assert read(slip, 9).choices == [None] * 9  # the draft is erased
    desk = sit_at(slip.pk, seat, timezone.now())
    assert desk.version.instrument.code == "quiet"
    put_all(desk, answers=ALL_YES, seconds=[3.0] * 9, talk=True, revision=9)
    assert read(slip, 9).choices == [None] * 9  # and what the page still sends is not kept
    response = hand_in((slip, seat), ALL_YES)
    assert (response.path, response.answers, response.basis) == (Path.ALTERNATIVE, None, None)


def test_the_room_looks_the_same_before_and_after(slips, wave, world):
    sit(slips.student.slip)
    sit(slips.classmate.slip)
    sitting = wave.sittings.get()

    def seen():
        return [(s.slip.state, s.done, s.locked) for s in rooms.room(sitting, timezone.now()).seats]

    before = seen()
    say_no(world.student)
    assert seen() == before


def test_an_issued_slip_takes_the_quiet_way_at_the_door(slips, world):
    say_no(world.student, State.REFUSED)
    slip, _ = sit(slips.student.slip)
    assert begun.of(slip).path == Path.ALTERNATIVE
    assert stands(world.student, Purpose.SCREENING, on=timezone.localdate()) is None


def test_twice_is_once(slips, world):
    hand_in(sit(slips.student.slip), ALL_NO)
    consent = say_no(world.student)
    rows = list(Response.objects.values())
    carry_out(consent=consent, by=consent.recorded_by, at=timezone.now())
    assert list(Response.objects.values()) == rows
    told = Notice.objects.filter(kind="consent_withdrawn")
    assert {notice.user for notice in told} == {world.ld, world.co, world.co2}
    assert told.count() == 3
    erased = audit.of_schools([world.school.pk]).filter(event="surveys.response.erased")
    assert erased.count() == 1


def test_a_no_of_somebody_who_may_not_decide_changes_nothing(slips, world):
    response = hand_in(sit(slips.student.slip), ALL_NO)
    world.student.guardianships.filter(authority="full").update(authority="limited")
    consent = agree_as(world.gu_limited, world.student)
    carry_out(consent=consent, by=world.gu_limited, at=timezone.now())
    response.refresh_from_db()
    assert response.answers is not None
    assert Invitation.objects.get(pk=response.invitation_id).path == Path.SCREENING


def agree_as(user, student):
    from school_safety.consents.actions import answer
    from school_safety.consents.choices import Giver

    return answer(
        student=student, purpose=Purpose.SCREENING, state=State.REFUSED, giver=Giver.GUARDIAN,
        guardian=user.guardian, by=user, at=timezone.now(),
    )  # fmt: skip


def test_a_save_that_was_on_its_way_when_the_consent_ended_keeps_nothing(slips, world):
    slip, seat = sit(slips.student.slip)
    late = sit_at(slip.pk, seat, timezone.now())  # this request has read the slip as it was
    other = sit_at(slip.pk, seat, timezone.now())
    say_no(world.student)
    put_all(late, answers="11111xxxx", seconds=[3.0] * 9, talk=False, revision=1)
    put_answer(other, place=0, choice=1, talk=False, at=timezone.now())
    slip.refresh_from_db()
    assert read(slip, 9).choices == [None] * 9
    assert store.get("draft", str(slip.pk)) is None
    fresh = sit_at(slip.pk, seat, timezone.now())
    put_all(fresh, answers=ALL_YES, seconds=[3.0] * 9, talk=True, revision=2)
    assert (read(slip, 9).choices, read(slip, 9).talk) == ([None] * 9, True)


def test_saves_that_race_with_the_withdrawal_leave_nothing(slips, world, client_of):
    """Two browsers at once: hers saves again and again, her mother's takes the consent back."""
    pupil, mother = Client(), client_of(world.gu)
    assert pupil.post(slips.student.url).status_code == 302
    words = current(Purpose.SCREENING, "zh-hans").hash
    url = reverse("office:family_consent", args=[world.student.pk, "screening"])
    half_way, seen = threading.Event(), []

    def save() -> None:
        for revision in range(1, 25):
            state = {"answers": ALL_YES[:-1] + "x", "seconds": "", "revision": revision}
            seen.append(pupil.post("/answer/save/", state).status_code)
            if revision == 8:
                half_way.set()
        connection.close()

    thread = threading.Thread(target=save)
    thread.start()
    assert half_way.wait(30)
    assert mother.post(url, {"state": "withdrawn", "words": words}).status_code == 302
    thread.join(60)
    assert set(seen) == {204}
    slip = Invitation.objects.get(pk=slips.student.slip.pk)
    assert begun.of(slip).path_of(slip) == Path.ALTERNATIVE
    assert read(slip, 9).choices == [None] * 9


def test_whose_family_agrees_again_before_the_door_is_not_shut_out(slips, world):
    say_no(world.student)
    agree(world.student)
    slip, seat = sit(slips.student.slip)
    assert begun.of(slip).path_of(slip) == Path.SCREENING
    desk = sit_at(slip.pk, seat, timezone.now())
    put_all(desk, answers="11111xxxx", seconds=[3.0] * 9, talk=False, revision=1)
    assert read(slip, 9).choices[0] == 1

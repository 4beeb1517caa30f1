"""Handing in under bad conditions: twice, in parallel, late, without consent, from elsewhere."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from interventions.models import Case
from school_safety.audit.models import AuditEvent
from school_safety.consents.choices import State
from school_safety.consents.models import Basis
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from surveys.actions import answering, drafting
from surveys.actions.planning import close_wave, open_wave
from surveys.actions.rescoring import check_scores
from surveys.actions.responding import earlier, submit
from surveys.actions.withdrawing import carry_out
from surveys.choices import Band, InvitationState, Path
from surveys.models import Flag, Invitation, Response, Wave
from tests.readying import read_by_both

from .conftest import agree, draft, sit

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "a-key-of-its-own-0001"
ALL_YES = "111111110"


@pytest.fixture
def seated(slips):
    """The student who takes part has sat down; answers slip and seat."""
    return sit(slips.student.slip)


def hand_in(seated, key=KEY, answers=ALL_YES, **more):
    slip, seat = seated
    facts = {"invitation_id": slip.pk, "seat": seat, "key": key, "at": timezone.now()}
    return submit(**{**facts, "answers": answers, **more})


def test_everything_is_kept_together(seated, world):
    receipt = hand_in(seated, seconds=[4.0] * 9)
    response = Response.objects.get()
    assert receipt.response.pk == response.pk
    assert response.answers == {"a": ALL_YES, "t": [4.0] * 9}
    assert (response.score, response.band) == (8, Band.FLAGGED)
    assert response.basis.field == "screening.response"
    case = Case.objects.get()
    assert Flag.objects.get().case_id == case.pk
    snapshot = case.evidence.get().body
    assert snapshot["facts"]["instrument"] == "iu8c"
    assert "8 of 8 criteria" in snapshot["lines"][0]["en"]
    assert (snapshot["facts"]["rule"], snapshot["facts"]["decided"]) == (
        "beard_wolf",
        ["beard_wolf"],
    )
    (reached,) = [line["zh"] for line in snapshot["lines"] if line["zh"].startswith("达到的规则")]
    assert reached.count("；") == reached.count("（按这条请人谈）") == 1
    assert world.student.name not in str(snapshot)


def test_a_form_without_cut_offs_leaves_no_band(world):
    at = timezone.now()
    agree(world.student)
    made = draft(world, at, "wb12")
    read_by_both(made, world, at)
    open_wave(wave=made, by=world.co, at=at)
    slip = Invitation.objects.get(wave=made, student=world.student)
    hand_in(sit(slip, at), answers="1" * 12)
    response = Response.objects.get(wave=made)
    assert (response.band, response.score is None) == (None, False)
    assert check_scores(waves=Wave.objects.filter(pk=made.pk), by=None, at=at).differing == 0


def test_the_same_key_gets_the_same_receipt_for_ever(seated, wave):
    first = hand_in(seated)
    close_wave(wave=wave, by=wave.planned_by, at=timezone.now())
    again = hand_in(seated, answers="000000000", at=timezone.now() + timedelta(days=900))
    assert again.code == first.code
    assert Response.objects.get().score == 8


def test_another_key_after_handing_in_is_refused(seated):
    hand_in(seated)
    with pytest.raises(Absent):
        hand_in(seated, key="another-key-000000002")
    assert Response.objects.count() == 1


def test_eight_at_once_leave_one_row_and_one_receipt(seated):
    codes, faults = [], []
    gate = threading.Barrier(8)

    def press():
        try:
            gate.wait()
            codes.append(hand_in(seated).code)
        except Exception as fault:
            faults.append(fault)
        finally:
            close_old_connections()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(codes) == 8
    assert len(set(codes)) == 1
    assert Response.objects.count() == Flag.objects.count() == Case.objects.count() == 1


test_eight_at_once_on_postgresql = pytest.mark.pg(test_eight_at_once_leave_one_row_and_one_receipt)


@pytest.mark.parametrize(("minutes", "kept"), [(14, True), (16, False)])
def test_who_began_in_time_has_a_quarter_of_an_hour_of_grace(seated, wave, minutes, kept):
    closes = timezone.now()
    wave.sittings.update(closes_at=closes)
    late = closes + timedelta(minutes=minutes)
    if kept:
        assert hand_in(seated, at=late).code
    else:
        with pytest.raises(NotNow, match="window_closed"):
            hand_in(seated, at=late)
    assert Response.objects.count() == kept


def test_ended_early_still_has_the_grace(seated, wave):
    closed = close_wave(wave=wave, by=wave.planned_by, at=timezone.now())
    assert hand_in(seated, at=closed.closed_at + timedelta(minutes=5)).code


def test_a_consent_withdrawn_in_between_keeps_nothing(seated, world):
    agree(world.student, State.WITHDRAWN)
    hand_in(seated)
    response = Response.objects.get()
    assert (response.answers, response.band, response.basis) == (None, None, None)
    assert not Basis.objects.exists()
    assert not Case.objects.exists()


def test_a_no_between_counting_and_keeping_keeps_nothing(seated, world):
    """The answers are counted before the lock is taken; under it the slip is looked at once more."""
    came = []

    def no_comes_first(execute, sql, params, many, context):
        alone = sql.startswith('SELECT "surveys_invitation"') and "JOIN" not in sql
        if alone and connection.in_atomic_block and not came:
            came.append(sql)
            consent = agree(world.student, State.WITHDRAWN)
            carry_out(consent=consent, by=consent.recorded_by, at=timezone.now())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(no_comes_first):
        response = hand_in(seated).response
    assert len(came) == 1
    assert (response.path, response.answers, response.basis) == (Path.ALTERNATIVE, None, None)
    assert not Case.objects.exists()
    assert not Flag.objects.exists()


def test_the_database_refuses_answers_without_a_basis(seated):
    hand_in(seated)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.update(basis=None)


def test_the_database_refuses_the_basis_of_another_child(seated, world):
    hand_in(seated)
    Basis.objects.update(student=world.classmate)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.update(score=1)


def test_the_database_refuses_one_basis_for_two_sheets(seated, slips):
    hand_in(seated)
    kept = Response.objects.get()
    twin = Response(
        district_id=kept.district_id, invitation=slips.classmate.slip, wave=kept.wave,
        student=kept.student, path=kept.path, basis=kept.basis, band=kept.band,
        key_hash="x", receipt="x", submitted_at=kept.submitted_at,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


test_postgresql_refuses_the_basis_of_another_child = pytest.mark.pg(
    test_the_database_refuses_the_basis_of_another_child
)


def test_a_foreign_seat_opens_nothing(seated, slips):
    slip, _ = seated
    with pytest.raises(Absent):
        submit(invitation_id=slip.pk, seat="x" * 32, key=KEY, at=timezone.now(), answers=ALL_YES)
    with pytest.raises(Absent):
        hand_in((slips.classmate.slip, seated[1]))
    assert not Response.objects.exists()


@pytest.mark.parametrize("answers", ["", "1", "1111111190", "9" * 9, "1111111 0"])
def test_answers_that_do_not_fit_are_refused_whole(seated, answers):
    with pytest.raises(Invalid):
        hand_in(seated, answers=answers)
    assert not Response.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "x" * 65])
def test_a_key_must_be_a_key(seated, key):
    with pytest.raises(Invalid):
        hand_in(seated, key=key)


def test_a_lost_draft_is_never_handed_in_as_if_it_were_answers(seated):
    drafting.forget(seated[0])
    with pytest.raises(NotNow, match="nothing_yet"):
        hand_in(seated, answers=None)


def test_a_fault_on_the_way_leaves_nothing_behind(seated, monkeypatch):
    def broken(**facts):
        raise RuntimeError("power")

    before = AuditEvent.objects.count()
    monkeypatch.setattr("surveys.actions.handing.open_case", broken)
    with pytest.raises(RuntimeError):
        hand_in(seated)
    assert not Response.objects.exists()
    row = Invitation.objects.get(pk=seated[0].pk)
    assert (row.state, row.path, row.started_at) == (InvitationState.ISSUED, "", None)
    assert AuditEvent.objects.count() == before
    monkeypatch.undo()
    assert earlier(KEY) is None
    kept = answering.sit_at(seated[0].pk, seated[1], timezone.now()).draft
    assert kept.choices == [int(mark) for mark in ALL_YES]  # the page may be gone by now
    assert hand_in(seated, answers=None).response.answers["a"] == ALL_YES


def test_an_older_page_never_overwrites_a_newer_one(seated):
    slip, seat = seated
    desk = answering.sit_at(slip.pk, seat, timezone.now())
    newer = {"answers": "11-------", "seconds": [1.0], "talk": False, "revision": 7}
    assert answering.put_all(desk, **newer)
    assert not answering.put_all(desk, **{**newer, "answers": "00-------", "revision": 6})
    again = answering.sit_at(slip.pk, seat, timezone.now())
    assert again.draft.choices[:2] == [1, 1]
    assert again.next_open == 2


def test_drafts_are_sealed(seated):
    from school_safety.volatile import store

    slip, seat = seated
    desk = answering.sit_at(slip.pk, seat, timezone.now())
    answering.put_all(desk, answers=ALL_YES, seconds=[], talk=True, revision=1)
    kept = store.get(drafting.KIND, str(slip.pk))
    assert b'"c"' not in kept
    hand_in(seated)
    assert store.get(drafting.KIND, str(slip.pk)) is None

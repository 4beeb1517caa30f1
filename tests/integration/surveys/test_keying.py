"""Paper typed in by two people: blind, exactly once, nothing kept without consent."""

import threading
from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import close_old_connections
from django.utils import timezone

from interventions.models import Case, SafetyEvent
from school_safety.audit import queries as audit
from school_safety.consents.choices import State
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from surveys.actions import inviting, keying, responding, sheets
from surveys.actions.leaving import void_slips
from surveys.actions.planning import close_wave, open_wave
from surveys.actions.withdrawing import carry_out
from surveys.choices import Band, InvitationState, Path, SheetState, Validity
from surveys.jobs import empty_paper
from surveys.models import Flag, Instrument, InstrumentVersion, Invitation, PaperSheet, Response
from surveys.policies import paper_until
from surveys.queries import results, rooms

from .conftest import agree, draft, read_by_both, sit

pytestmark = pytest.mark.django_db(transaction=True)
YES, NO = "111111110", "000000000"


def printed(wave, by, at=None):
    slips = rooms.invitations_of(wave)
    return sheets.print_sheets(
        wave=wave, invitations=slips, by=by, at=at or timezone.now()
    )  # fmt: skip


def sheet_of(wave, student):
    return PaperSheet.objects.get(invitation__wave=wave, invitation__student=student)


def key(sheet, by, marks=NO, *, talk=False, again=False, at=None):
    given = dict(enumerate(marks)) if isinstance(marks, str) else marks
    return keying.key_sheet(
        sheet=sheet, marks=given, talk=talk, by=by, again=again, at=at or timezone.now()
    )


@pytest.fixture
def paper(wave, world):
    """The sheet of the child who takes part."""
    printed(wave, world.co)
    return sheet_of(wave, world.student)


@pytest.fixture
def quiet(wave, world, paper):
    """The sheet of the one who does not."""
    return sheet_of(wave, world.classmate)


def agree_by_carrying_out(student, state):
    consent = agree(student, state)
    carry_out(consent=consent, by=consent.recorded_by, at=timezone.now())


def test_two_equal_readings_are_handed_in_like_any_answer(paper, world, wave):
    assert key(paper, world.co, YES).state == SheetState.KEYED
    assert not Response.objects.exists()
    assert key(paper, world.ld, YES).state == SheetState.DONE
    response = Response.objects.get()
    assert (response.score, response.band) == (8, Band.FLAGGED)
    assert response.seconds == 0
    assert response.answers == {"a": YES, "t": [], "paper": True, "two": []}
    assert response.validity == Validity.OK  # nobody timed it, so nothing was too fast
    assert response.basis.field == "screening.response"
    assert Flag.objects.get().case_id == Case.objects.get().pk
    paper.refresh_from_db()
    assert (paper.first, paper.second, paper.third) == (None, None, None)
    assert response.invitation.state == InvitationState.SUBMITTED
    told = [e.event for e in audit.of_schools([world.school.pk]).filter(event__contains="sheet.")]
    assert told.count("surveys.sheet.keyed") == 2


def test_what_differs_is_looked_at_again_and_two_equal_readings_decide(paper, world):
    key(paper, world.co, "111111110")
    second = key(paper, world.ld, "101111*10")
    assert (second.state, second.differing) == (SheetState.DIFFERING, (1, 6))
    still = key(paper, world.ld, {1: "0", 6: "-"}, again=True)
    assert still.state == SheetState.DONE
    answers = Response.objects.get().answers
    assert (answers["a"], answers["two"]) == ("101111-10", [6])


def test_three_readings_that_all_differ_wait_for_a_fourth(paper, world):
    key(paper, world.co, "0" * 9)
    key(paper, world.ld, "1" + "0" * 8)
    assert key(paper, world.ld, {0: "-"}, again=True).differing == (0,)
    assert key(paper, world.co2, {0: "1"}, again=True).state == SheetState.DONE
    assert Response.objects.get().answers["a"] == "1" + "0" * 8


def test_one_person_is_never_both(paper, world):
    key(paper, world.co, YES)
    for marks in (YES, NO):
        with pytest.raises(NotNow, match="own_keying"):
            key(paper, world.co, marks)
    key(paper, world.ld, NO)
    with pytest.raises(NotNow, match="own_keying"):
        key(paper, world.co, dict.fromkeys(range(8), "1"), again=True)
    assert PaperSheet.objects.get(pk=paper.pk).state == SheetState.DIFFERING


def test_the_same_page_sent_twice_is_no_second_look(paper, world):
    key(paper, world.co, NO)
    key(paper, world.ld, YES)
    with pytest.raises(NotNow, match="sheet_moved"):
        key(paper, world.ld, YES)
    with pytest.raises(NotNow, match="sheet_moved"):
        key(paper, world.ld, {0: "1"}, again=True)  # not all that is open
    paper.refresh_from_db()
    assert paper.third is None


def test_two_tabs_at_once_leave_one_reading(paper, world):
    faults, gate = [], threading.Barrier(2)

    def press():
        try:
            gate.wait()
            key(paper, world.co, YES)
        except NotNow as refusal:
            faults.append(refusal.code)
        finally:
            close_old_connections()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == ["own_keying"]
    paper.refresh_from_db()
    assert (paper.state, paper.second) == (SheetState.KEYED, None)


@pytest.mark.parametrize("marks", ["x" * 9, "2" * 9, "0" * 8 + "9"])
def test_marks_that_no_question_has_are_refused(paper, world, marks):
    with pytest.raises(Invalid):
        key(paper, world.co, marks)


def test_a_page_for_another_task_is_told_to_open_again(paper, world):
    with pytest.raises(NotNow, match="sheet_moved"):
        key(paper, world.co, "0" * 8)


def test_who_answered_on_a_screen_meanwhile(paper, world, slips):
    key(paper, world.co, YES)
    slip, seat = sit(slips.student.slip)
    with pytest.raises(NotNow, match="answering_now"):
        key(paper, world.ld, YES)
    responding.submit(
        invitation_id=slip.pk, seat=seat, key="k" * 20, at=timezone.now(), answers=NO, seconds=[5.0] * 9
    )  # fmt: skip
    with pytest.raises(NotNow, match="sheet_handed_in"):
        key(paper, world.ld, YES)
    paper.refresh_from_db()
    assert (paper.first, paper.state) == (None, SheetState.VOID)
    assert Response.objects.get().answers["a"] == NO


def test_begun_on_a_screen_and_left_there_goes_on_paper(paper, world, slips, wave):
    sit(slips.student.slip)
    later = timezone.now() + timedelta(hours=5)
    key(paper, world.co, NO, at=later)
    key(paper, world.ld, NO, at=later)
    assert Response.objects.get().answers["paper"]


def test_a_consent_taken_back_in_between_keeps_nothing(paper, quiet, world, wave):
    key(paper, world.co, YES)
    key(quiet, world.co, {})
    agree_by_carrying_out(world.student, State.WITHDRAWN)
    paper.refresh_from_db()
    assert paper.first == {"m": "", "w": False}
    sitting = wave.sittings.get()
    seen = {seat.done for seat in rooms.room(sitting, timezone.now()).seats}
    assert seen == {False}  # it waits for its second person, like every other sheet
    key(paper, world.ld, {})
    key(quiet, world.ld, {})
    one, other = Response.objects.order_by("student__name")
    for name in ("path", "basis", "answers", "score", "band", "validity", "seconds"):
        assert getattr(one, name) == getattr(other, name), name
    assert not Case.objects.exists()


def test_a_consent_taken_back_while_two_readings_differ(paper, world):
    key(paper, world.co, YES)
    key(paper, world.ld, NO)
    agree_by_carrying_out(world.student, State.WITHDRAWN)
    assert key(paper, world.ld, {}).state == SheetState.DONE
    assert Response.objects.get().path == Path.ALTERNATIVE


def test_without_a_consent_a_printed_questionnaire_is_never_kept(paper, world):
    agree(world.student, State.WITHDRAWN)  # nobody has carried it out yet
    key(paper, world.co, YES)
    paper.refresh_from_db()
    assert paper.first["m"] == ""
    assert paper.path == Path.ALTERNATIVE


def test_whoever_asks_for_a_talk_gets_one_at_the_first_reading(quiet, world):
    key(quiet, world.co, {}, talk=True)
    case = Case.objects.get(student=world.classmate)
    key(quiet, world.ld, {})  # the tick that one of two saw counts
    assert Flag.objects.get().case_id == case.pk
    assert case.evidence.count() == 1


# ---- safety


@pytest.fixture
def safety(world):
    """An open wave of the same questions, the third of which is a safety question."""
    at = timezone.now()
    agree(world.student)
    old = InstrumentVersion.objects.get(instrument__code="iu8c")
    questions = deepcopy(old.questions)
    questions[2]["safety_at"] = 1
    version = InstrumentVersion.objects.create(
        pk=uuid4(), instrument=Instrument.objects.create(code="safe"), number=1,
        content_hash="0" * 64, texts=old.texts, questions=questions, scoring=old.scoring,
        facts=old.facts, made_at=at,
    )  # fmt: skip
    made = draft(world, at, instrument_version=version)
    read_by_both(made, world, at)
    open_wave(wave=made, by=world.co, at=at)
    printed(made, world.co)
    return sheet_of(made, world.student)


def test_a_safety_question_alarms_at_the_first_reading_and_never_twice(safety, world):
    key(safety, world.co, "001000000")
    case, event = Case.objects.get(), SafetyEvent.objects.get()
    assert event.case_id == case.pk
    assert "还没有第二个人核对" in str(case.evidence.get().body)
    key(safety, world.ld, "001100000")
    key(safety, world.ld, {3: "1"}, again=True)
    assert SafetyEvent.objects.get().pk == event.pk
    assert Case.objects.get().evidence.count() == 2  # and now the way to the answers
    flag = Flag.objects.get(kind="safety")
    assert flag.case_id == case.pk


def test_a_safety_question_that_only_the_second_reader_saw_alarms_too(safety, world):
    key(safety, world.co, NO)
    assert not SafetyEvent.objects.exists()
    key(safety, world.ld, "001000000")
    assert SafetyEvent.objects.count() == 1
    key(safety, world.ld, {2: "0"}, again=True)  # it was a smudge: the alarm stays, no flag does
    assert SafetyEvent.objects.count() == 1
    assert not Flag.objects.exists()


def test_without_consent_a_safety_question_is_not_even_read(safety, world):
    agree(world.student, State.WITHDRAWN)
    key(safety, world.co, "001000000")
    assert not Case.objects.exists()


def test_what_a_first_reading_told_is_shut_when_the_consent_ends(safety, world):
    key(safety, world.co, "001000000")
    agree_by_carrying_out(world.student, State.WITHDRAWN)
    assert Case.objects.get().evidence.get().frozen_at


# ---- time, and sheets that are over


def test_paper_has_ten_school_days_after_the_end(paper, world, wave):
    closed = close_wave(wave=wave, by=world.co, at=timezone.now())
    key(paper, world.co, NO, at=paper_until(closed) - timedelta(minutes=1))
    with pytest.raises(NotNow, match="paper_too_late"):
        key(paper, world.ld, NO, at=paper_until(closed))
    paper.refresh_from_db()
    assert (paper.first, paper.state) == (None, SheetState.VOID)


def test_nothing_is_typed_in_before_the_wave_opens(world):
    at = timezone.now()
    made = draft(world, at)
    read_by_both(made, world, at)
    printed(made, world.co)
    with pytest.raises(NotNow, match="paper_too_early"):
        key(sheet_of(made, world.student), world.co, NO)


def test_the_clock_empties_what_nobody_finished(paper, world, wave):
    key(paper, world.co, YES)
    empty_paper(at=timezone.now())
    assert PaperSheet.objects.get(pk=paper.pk).first
    empty_paper(at=paper_until(wave) + timedelta(days=1))
    assert PaperSheet.objects.get(pk=paper.pk).first is None


def test_who_leaves_school_leaves_no_draft(paper, world):
    key(paper, world.co, YES)
    void_slips(students=[world.student], by=world.ck, at=timezone.now())
    paper.refresh_from_db()
    assert (paper.first, paper.state) == (None, SheetState.VOID)
    with pytest.raises(Absent):
        key(paper, world.ld, YES)


def test_a_slip_whose_paper_is_in_is_not_replaced(paper, world, slips):
    key(paper, world.co, YES)
    with pytest.raises(NotNow, match="already_handed_in"):
        inviting.reissue(invitation=slips.student.slip, by=world.co, at=timezone.now())


def test_a_replaced_slip_takes_its_paper_along(paper, world, slips):
    inviting.reissue(invitation=slips.student.slip, by=world.co, at=timezone.now())
    with pytest.raises(Absent):
        key(paper, world.co, YES)


# ---- printing


def test_the_same_sheet_is_printed_again_with_the_same_code(wave, world):
    one = {p.slip.pk: p.code for p in printed(wave, world.co)}
    assert {p.slip.pk: p.code for p in printed(wave, world.co)} == one
    assert len(set(one.values())) == len(one) == Invitation.objects.filter(wave=wave).count()
    assert {p.quiet for p in printed(wave, world.co)} == {True, False}


def test_another_task_gets_another_code(wave, world):
    first = {p.slip.student_id: p for p in printed(wave, world.co)}
    agree(world.student, State.WITHDRAWN)
    again = {p.slip.student_id: p for p in printed(wave, world.co)}
    assert again[world.student.pk].quiet
    assert again[world.student.pk].code != first[world.student.pk].code
    assert again[world.classmate.pk].code == first[world.classmate.pk].code


def test_what_is_in_is_not_printed_again(paper, quiet, wave, world):
    key(paper, world.co, NO)
    assert world.student not in {p.slip.student for p in printed(wave, world.co)}


def test_the_counselor_reads_that_it_was_paper(paper, world, client_of):
    key(paper, world.co, YES)
    key(paper, world.ld, YES)
    owner = Case.objects.get().owner
    response = Response.objects.get()
    found = results.result(results.sensitive(owner, response.pk, at=timezone.now()), "zh-hans")
    assert found.paper
    assert found.state == Validity.OK
    page = client_of(owner).get(f"/staff/responses/{response.pk}/")
    assert "在纸上答的，没有计时" in page.text

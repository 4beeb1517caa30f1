"""G29: families, students and a class at random, and a second opinion on what may be kept and read."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from interventions.models import Evidence
from school_safety.access.actions import grant
from school_safety.access.choices import GrantKind
from school_safety.access.policy import forget
from school_safety.consents.models import Consent
from school_safety.consents.queries import stands
from school_safety.consents.wording import current
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from school_safety.office.agreeing.actions import decide
from school_safety.schools.actions.families import set_authority, set_hold
from school_safety.schools.models import Guardian, Guardianship, Student
from surveys.actions.answering import put_all, sit_at
from surveys.actions.responding import submit
from surveys.actions.seating import take_seat
from surveys.actions.withdrawing import carry_out
from surveys.choices import Path
from surveys.models import InstrumentVersion, Invitation, Response
from surveys.queries import begun, results, rooms
from tests.drafts import read
from tests.readying import opened, ready

CHILDREN, GUARDIANS, WAVES = 2, 2, 3
CHILD, WHO = st.integers(0, CHILDREN - 1), st.integers(0, GUARDIANS)
YES, NO = "111111111", "000000000"


@dataclass
class Family:
    """What the walk itself remembers of one child: nothing here is asked of the product."""

    age: int = 10
    authority: list[str] = field(default_factory=lambda: ["full"] * GUARDIANS)
    held: list[bool] = field(default_factory=lambda: [False] * GUARDIANS)
    said: dict[int, str] = field(default_factory=dict)  # guardian 0, 1; the child herself is 2

    def decides(self, who: int) -> bool:
        """Whose word is asked for and weighs today."""
        if who == GUARDIANS:
            return self.age >= 14
        return self.age < 18 and self.authority[who] == "full"

    def stands(self) -> bool:
        """TRUST 2b and DECISIONS 12 in other words than the product's."""
        own = self.said.get(GUARDIANS)
        if own in {"refused", "withdrawn"} or (self.age >= 14 and own != "given"):
            return False
        if self.age >= 18:
            return True
        words = [(w, self.said.get(w)) for w in range(GUARDIANS) if self.authority[w] == "full"]
        if any(said in {"refused", "withdrawn"} for _, said in words):
            return False
        return any(said == "given" and not self.held[w] for w, said in words)


@dataclass
class Slip:
    """One child in one wave: where she is, and whether what she wrote may still be read."""

    pk: Any
    seat: str = ""
    state: str = "issued"
    asked: bool = False  # sat down before the questionnaire, and nobody has said no since
    kept: bool = False


class Agreeing(RuleBasedStateMachine):
    """One walk; `world` is given by the test, and everything done in it is taken back at its end."""

    world: SimpleNamespace
    finished = 0

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block._from_testcase = True  # so that verbs of their own transaction may run inside
        self.block.__enter__()
        self.at = timezone.now()
        self.students = [self.world.student.pk, self.world.classmate.pk]
        Guardianship.objects.filter(student__in=self.students).delete()
        self.guardians = [[self._guardian(pk) for _ in range(GUARDIANS)] for pk in self.students]
        self.families = [Family() for _ in self.students]
        self.slips: list[dict[int, Slip]] = []
        self.reader = self.world.co
        for pk in self.students:
            self._grant(pk)
        forget(self.reader)
        # A walk begins where things can go wrong: both families agreed, one child's sheet has led to
        # a case and the other's to none, and a second wave is open.
        for child in range(CHILDREN):
            self.says(child, 0, "given")
        self.wave()
        self.hands_in(0, last=True, words=YES)
        self.hands_in(1, last=True, words=NO)
        self.wave()

    def teardown(self) -> None:
        type(self).finished += 1
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            forget(self.reader)

    def _guardian(self, pk: Any) -> Any:
        student = Student.objects.get(pk=pk)
        made = Guardian.objects.create(district_id=student.district_id, name="家长")
        Guardianship.objects.create(student=student, guardian=made)
        return made.pk

    def _grant(self, pk: Any) -> None:
        grant(
            user=self.reader, student=Student.objects.get(pk=pk), kind=GrantKind.CASELOAD,
            basis="case:g29", approver=self.world.ld, by=self.world.ld,
            at=self.at - timedelta(hours=1),
        )  # fmt: skip

    def _now(self) -> Any:
        self.at += timedelta(seconds=1)
        return self.at

    def _tie(self, child: int, who: int) -> Guardianship:
        rows = Guardianship.objects.select_related("student", "guardian")
        return rows.get(student=self.students[child], guardian=self.guardians[child][who])

    # ---- what people do ----------------------------------------------------------------------
    @rule(child=CHILD, who=WHO, state=st.sampled_from(["given", "refused", "withdrawn"]))
    def says(self, child: int, who: int, state: str) -> None:
        """Somebody answers; refused where it is not hers to answer, and then nothing has changed."""
        family, student = self.families[child], Student.objects.get(pk=self.students[child])
        before = family.said.get(who)
        guardian = None
        if who < GUARDIANS:
            guardian = Guardian.objects.get(pk=self.guardians[child][who])
        fits = family.decides(who) and not (state == "withdrawn" and before is None)
        heard = False
        with suppress(NotNow, Invalid), TestCase.captureOnCommitCallbacks(execute=True):
            decide(
                student=student, purpose="screening", state=state, guardian=guardian,
                text_hash=current("screening", "zh-hans").hash, by=None, at=self._now(),
            )  # fmt: skip
            heard = True
        assert heard == fits
        if (heard and (before == "given") != (state == "given")) or (heard and before is None):
            family.said[who] = state
        if heard and state != "given":
            self._stopped(child)

    @rule(child=CHILD, state=st.sampled_from(["given", "withdrawn"]))
    def first_guardian_thinks_again(self, child: int, state: str) -> None:
        self.says(child, 0, state)

    def _stopped(self, child: int) -> None:
        for wave in self.slips:
            wave[child].asked = wave[child].kept = False

    @rule(child=CHILD)
    def carried_out_again(self, child: int) -> None:
        """Doing a withdrawal twice changes nothing."""
        row = Consent.objects.filter(student=self.students[child]).first()
        if row is None or row.state == "given" or self.families[child].stands():
            return
        if not self.families[child].decides(self._whose(child, row)):
            return
        rows = list(Response.objects.order_by("pk").values())
        carry_out(consent=row, by=None, at=row.answered_at)
        assert list(Response.objects.order_by("pk").values()) == rows

    def _whose(self, child: int, row: Consent) -> int:
        return (
            GUARDIANS if row.guardian_id is None else self.guardians[child].index(row.guardian_id)
        )

    @rule(child=CHILD, age=st.sampled_from([10, 13, 14, 17, 18]))
    def birthday(self, child: int, age: int) -> None:
        """She is that old today, to the day."""
        today = timezone.localdate(self.at)
        born = date(today.year - age, today.month, min(today.day, 28))
        Student.objects.filter(pk=self.students[child]).update(born_on=born)
        self.families[child].age = age

    @rule(child=CHILD, who=st.integers(0, GUARDIANS - 1), held=st.booleans())
    def hold(self, child: int, who: int, held: bool) -> None:
        set_hold(link=self._tie(child, who), held=held, by=self.world.ld, at=self._now())
        self.families[child].held[who] = held

    @rule(child=CHILD, who=st.integers(0, GUARDIANS - 1),
          authority=st.sampled_from(["full", "full", "limited", "none", "court"]))  # fmt: skip
    def authority(self, child: int, who: int, authority: str) -> None:
        tie = self._tie(child, who)
        set_authority(link=tie, authority=authority, by=self.world.ck, at=self._now())
        self.families[child].authority[who] = authority

    # ---- what the class does -----------------------------------------------------------------
    @precondition(lambda self: len(getattr(self, "slips", [])) < WAVES)
    @rule()
    def wave(self) -> None:
        now = self._now()
        if not self.slips:
            ready(self.world, now, "iu8c")
        wave = opened(
            self.world, now, title="秋季小问卷", classrooms=[self.world.classroom],
            instrument_version=InstrumentVersion.objects.get(instrument__code="iu8c"),
            opens_at=self.at - timedelta(minutes=5), closes_at=self.at + timedelta(hours=2),
        )  # fmt: skip
        rows = {slip.student_id: slip.pk for slip in Invitation.objects.filter(wave=wave)}
        self.slips.append({n: Slip(rows[pk]) for n, pk in enumerate(self.students)})

    @precondition(lambda self: getattr(self, "slips", []))
    @rule(child=CHILD, last=st.booleans())
    def sits(self, child: int, last: bool) -> None:
        slip = self.slips[-1 if last else 0][child]
        if slip.state != "issued":
            return
        slip.seat = take_seat(slip=rooms.by_id(slip.pk), seat="", at=self._now())
        slip.state, slip.asked = "started", self.families[child].stands()

    @precondition(lambda self: getattr(self, "slips", []))
    @rule(child=CHILD, last=st.booleans(), words=st.sampled_from([YES, NO]))
    def saves(self, child: int, last: bool, words: str) -> None:
        slip = self.slips[-1 if last else 0][child]
        if slip.state != "started":
            return
        desk = sit_at(slip.pk, slip.seat, self._now())
        revision = desk.draft.revision + 1
        put_all(desk, answers=words, seconds=[3.0] * 9, talk=False, revision=revision)

    @precondition(lambda self: getattr(self, "slips", []))
    @rule(child=CHILD, last=st.booleans(), words=st.sampled_from([YES, NO]))
    def hands_in(self, child: int, last: bool, words: str) -> None:
        slip = self.slips[-1 if last else 0][child]
        if slip.state == "issued":
            self.sits(child, last)
        if slip.state == "submitted":
            return
        made = submit(
            invitation_id=slip.pk, seat=slip.seat, key=secrets.token_urlsafe(24), at=self._now(),
            answers=words, seconds=[3.0] * 9,
        ).response  # fmt: skip
        slip.state = "submitted"
        slip.kept = slip.asked and self.families[child].stands()
        assert (made.path == Path.SCREENING) == slip.kept  # kept only on a live consent
        if slip.kept:
            basis = made.basis
            assert basis.student_id == made.student_id == basis.consent.student_id
            assert basis.consent.state == "given"

    # ---- what must hold after every step -----------------------------------------------------
    @invariant()
    def nothing_is_read_that_was_taken_back(self) -> None:
        for child, slip in self._all():
            row = Response.objects.filter(invitation=slip.pk).first()
            if row is None:
                continue
            try:
                results.sensitive(self.reader, row.pk, at=self.at)
                opened = True
            except Absent:
                opened = False
            assert opened == slip.kept, (child, slip)
            if not slip.kept:
                self._shut(row)

    def _shut(self, row: Response) -> None:
        if row.path == Path.SCREENING:  # sealed because a case rests on it
            assert row.withdrawn_at
            assert not Evidence.objects.filter(
                origin=f"surveys.response:{row.pk}", frozen_at=None
            ).exists()
        else:
            assert (row.answers, row.score, row.band, row.basis) == (None, None, None, None)

    @invariant()
    def the_product_stands_where_the_walk_says_so(self) -> None:
        for child, family in enumerate(getattr(self, "families", [])):
            student = Student.objects.get(pk=self.students[child])
            found = stands(student, "screening", on=timezone.localdate(self.at))
            assert (found is not None) == family.stands(), family

    @invariant()
    def no_draft_outlives_a_no(self) -> None:
        for _, slip in self._all():
            row = Invitation.objects.get(pk=slip.pk)
            start = begun.of(row)
            if start is not None and start.switched(row):
                assert read(row, 9).choices == [None] * 9

    @invariant()
    def the_room_shows_who_sat_and_who_handed_in_and_nothing_else(self) -> None:
        for wave in getattr(self, "slips", []):
            sitting = Invitation.objects.get(pk=wave[0].pk).sitting
            seen = {seat.slip.pk: seat for seat in rooms.room(sitting, self.at).seats}
            for slip in wave.values():
                seat = seen[slip.pk]
                assert (seat.slip.state == "submitted") == seat.done
                assert seat.done == (slip.state == "submitted")
                assert seat.locked == (slip.state == "started")

    def _all(self) -> Any:
        for wave in getattr(self, "slips", []):
            yield from wave.items()

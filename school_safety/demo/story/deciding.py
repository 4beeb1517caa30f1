"""Last chapter: what families and older students decided, changed their mind about, sent on paper."""

from collections.abc import Iterator
from typing import Any

from school_safety.consents.choices import Purpose, State
from school_safety.consents.queries import own_answer
from school_safety.consents.wording import current
from school_safety.kernel.terms import age_on
from school_safety.office.agreeing.actions import decide, enter_paper

from .told import Story

ROOMS = ("S1:5.2", "S1:7.1", "S2:5.1", "S3:8.1")
OTHERS = (Purpose.COUNSELLING, Purpose.REFERRAL)


def tell(story: Story) -> None:
    """Only about children nobody works with, so that the chapters before stay as they were told."""
    for order, key in enumerate(ROOMS):
        families = list(_families(story, key))
        for place, (student, tie) in enumerate(families[1:6]):
            for purpose in OTHERS:
                state = State.REFUSED if (place + order) % 4 == 1 else State.GIVEN
                _decide(story, student, tie.guardian, purpose, state, 0.6 + 0.01 * place)
                _own(story, student, purpose, 0.62 + 0.01 * place)
    _mind_changed(story)
    _paper(story)


def _families(story: Story, key: str) -> Iterator[tuple[Any, Any]]:
    for student in story.students(key):
        ties = student.guardianships.filter(authority="full", held_at=None)
        tie = ties.select_related("guardian__user").order_by("order").first()
        if tie is not None and tie.guardian.user and not student.cases.exists():
            yield student, tie


def _decide(
    story: Story, student: Any, guardian: Any, purpose: str, state: str, part: float
) -> None:
    decide(
        student=student,
        purpose=purpose,
        state=state,
        guardian=guardian,
        text_hash=current(purpose, "zh-hans").hash,
        by=guardian.user if guardian is not None else student.user,
        at=story.at(part),
    )


def _own(story: Story, student: Any, purpose: str, part: float) -> None:
    born = student.born_on
    if born is not None and student.user and age_on(born, story.at(part).date()) >= 14:
        _decide(story, student, None, purpose, State.GIVEN, part)


def _mind_changed(story: Story) -> None:
    """One family takes the questionnaires back after a wave, as easily as it agreed."""
    for student, tie in _families(story, "S1:5.2"):
        before = own_answer(student, Purpose.SCREENING, tie.guardian_id)
        if before is not None and before.state == State.GIVEN:
            _decide(story, student, tie.guardian, Purpose.SCREENING, State.WITHDRAWN, 0.9)
            return


def _paper(story: Story) -> None:
    """One sheet came back folded; the clerk has written it over."""
    for student, tie in _families(story, "S1:7.1"):
        if own_answer(student, Purpose.SCREENING, tie.guardian_id) is None:
            at = story.at(0.8)
            enter_paper(
                student=student,
                guardian=tie.guardian,
                purpose=Purpose.SCREENING,
                state=State.GIVEN,
                paper_on=at.date(),
                sheet="A-017",
                by=story.users["clerk_s1"],
                at=at,
            )
            return

"""When: may this letter go out now, may it be answered now. Who is asked elsewhere."""

from lessons.choices import Answer, LetterKind
from lessons.models import LetterPage, PersonalLetter, SectionPage
from lessons.rules import answering
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.schools.choices import Authority
from school_safety.schools.models import Classroom, Guardianship


def check_can_send(letter: LetterPage, classroom: Classroom) -> None:
    """Only a published version, and only within the school that wrote it."""
    section = SectionPage.objects.ancestor_of(letter).first()
    if section is None or section.school_id != classroom.school_id:
        raise Absent
    if not letter.live or not letter.live_revision_id:
        raise NotNow("letter_not_published")


def check_can_answer(letter: PersonalLetter, answer: str, text_hash: str, language: str) -> None:
    """The words must be those that were sent, and the answer one that is open now."""
    dispatch = letter.dispatch
    if dispatch.hashes.get(language) != text_hash:
        raise NotNow("letter_text_changed")
    if answer not in Answer.values or answer not in answering.answers(dispatch.kind, letter.state):
        raise NotNow("letter_already_answered")
    may_decide = Guardianship.objects.filter(
        student_id=letter.student_id,
        guardian_id=letter.guardian_id,
        authority=Authority.FULL,
        held_at=None,
    )
    if dispatch.kind != LetterKind.INFORMATION and not may_decide.exists():
        raise Absent

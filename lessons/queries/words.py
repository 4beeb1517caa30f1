"""The words of a letter, taken out of the page: what is shown, hashed, printed and signed."""

from typing import Any

from lessons.choices import LetterKind
from lessons.models import LetterPage
from lessons.rules import reading


def words(letter: LetterPage) -> dict[str, Any]:
    """Everything a family reads, as plain text."""
    points, body = reading.lines(letter.points), reading.paragraphs(letter.body)
    return {
        "kind": letter.kind,
        "title": letter.title,
        "points": points,
        "paragraphs": body,
        "ask": letter.ask,
        "options": reading.lines(letter.options),
        "refuse_note": letter.refuse_note,
        "signed_by": letter.signed_by,
        "questions": [
            [block.value["question"], block.value["answer"]] for block in letter.questions
        ],
        "minutes": reading.minutes("".join(points)) + (letter.kind != LetterKind.INFORMATION),
        "full_minutes": reading.minutes("".join(body)),
    }


def versions(letter: LetterPage) -> list[LetterPage]:
    """The letter and its published translations; an untranslated twin is no translation."""
    twins = (
        LetterPage.objects.filter(translation_key=letter.translation_key, live=True, alias_of=None)
        .exclude(pk=letter.pk)
        .select_related("locale")
    )
    return [letter, *twins]


def frozen(letter: LetterPage) -> dict[str, dict[str, Any]]:
    """{language: words} of every published version."""
    return {page.locale.language_code: words(page) for page in versions(letter)}

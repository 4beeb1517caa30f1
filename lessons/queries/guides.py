"""The families' shelf."""

from django.db.models import QuerySet

from lessons.models import GuideIndexPage, GuidePage
from lessons.rules import finding
from lessons.rules.reading import leaves


def guides(language: str) -> QuerySet[GuidePage]:
    """Live guides of one language that belong to no school alone, kind by kind."""
    shelf = GuideIndexPage.objects.live().filter(locale__language_code=language).first()
    if shelf is None:
        return GuidePage.objects.none()
    return GuidePage.objects.child_of(shelf).live().public().order_by("kind", "path")


def guides_for(language: str, words: str) -> list[GuidePage]:
    """Those that answer a question of the library; they are few, so each is looked at."""
    wanted = finding.pieces(words)
    if not wanted:
        return []
    found = []
    for guide in guides(language):
        text = _to_search(guide)
        there = sum(any(form in text for form in piece.forms) for piece in wanted)
        if there >= finding.enough(len(wanted)):
            found.append((-there, guide))
    return [guide for _, guide in sorted(found, key=lambda pair: pair[0])]


def _to_search(guide: GuidePage) -> str:
    """By sound the title and its line are found, by its characters all of it."""
    body = " ".join(leaves([block["value"] for block in guide.body.get_prep_value()]))
    return f"{finding.index(guide.title, guide.lead, initials=guide.title)} {finding.plain(body)}"

"""The families' shelf."""

from django.db.models import QuerySet

from lessons.models import GuideIndexPage, GuidePage


def guides(language: str) -> QuerySet[GuidePage]:
    """Live guides of one language that belong to no school alone, kind by kind."""
    shelf = GuideIndexPage.objects.live().filter(locale__language_code=language).first()
    if shelf is None:
        return GuidePage.objects.none()
    return GuidePage.objects.child_of(shelf).live().public().order_by("kind", "path")

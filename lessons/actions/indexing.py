"""Lessons that were published before they could be searched get their words by night."""

from django.db import transaction

from lessons.models import LessonPage

AT_ONCE = 50
INDEX = ("found_title", "found_text", "short_total")


def index_missing() -> int:
    """As if each had been saved once more, without a new version of it."""
    done = 0
    while some := list(LessonPage.objects.filter(found_text="").order_by("pk")[:AT_ONCE]):
        with transaction.atomic():
            for page in some:
                page.set_index()
                values = {name: getattr(page, name) for name in INDEX}
                LessonPage.objects.filter(pk=page.pk, found_text="").update(**values)
        done += len(some)
    return done

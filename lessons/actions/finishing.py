"""The end of the review. Wagtail loads this while its own models load, so nothing here imports it."""

from typing import Any

from django.utils import timezone

from school_safety.audit.events import lessons as events
from school_safety.audit.record import record


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """What Wagtail calls when both readers have approved: their approval is the permission."""
    page = workflow_state.content_object
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    _prepare(page)
    record(
        events.PAGE_PUBLISHED,
        by=user,
        object_kind=page._meta.label_lower,
        object_id=str(page.pk),
        facts={"workflow": workflow_state.pk},
        at=timezone.now(),
    )


def _prepare(page: Any) -> None:
    """Its pictures are there in their sizes before the first reader comes."""
    from lessons.queries import pictures  # models load this module, and pictures load models

    for each in pictures.of_page(page):
        pictures.on_page(each["picture"])

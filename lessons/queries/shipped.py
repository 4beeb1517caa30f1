"""Pages that came with the product: the mark in their history, and whether anybody has worked on them."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageLogEntry

MARK = "lessons.shipped"  # an entry of Wagtail's page history; it outlives the page


def mark_of(page: Page) -> PageLogEntry | None:
    """The last shipped version that this page took."""
    marks: Any = PageLogEntry.objects.filter(page=page.pk, action=MARK)
    return marks.order_by("-pk").first()


def was_here(model: type[Page], slug: str, title: str) -> bool:
    """Whether it was published here once; what came before there were marks is known by its title."""
    marked = Q(action=MARK, data__slug=slug)
    named = Q(action="wagtail.publish", label=title)
    kind = ContentType.objects.get_for_model(model)
    return PageLogEntry.objects.filter(marked | named, content_type=kind).exists()


def touched(page: Page, mark: PageLogEntry | None) -> bool:
    """Whether there is a version by somebody here, a draft included, or somebody has locked it.

    Without a mark: founded by an earlier version, which published in nobody's name.
    """
    latest = page.latest_revision
    if page.locked or latest is None:
        return True
    if mark is not None:
        return bool(latest.pk != mark.revision_id)
    if page.owner_id or page.first_published_at is None:
        return True
    named = page.revisions.exclude(user=None).exists()
    return bool(named or latest.created_at > page.first_published_at)


def differs(page: Page, words: Mapping[str, Any]) -> bool:
    """Whether these words say or show something else than its last version."""
    draft = page.get_latest_revision_as_object()
    before = {name: _plain(getattr(draft, name)) for name in words}
    for name, value in words.items():
        setattr(draft, name, value)
    return before != {name: _plain(getattr(draft, name)) for name in words}


def _plain(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return [(each.block_type, _bare(each.block.get_prep_value(each.value))) for each in value]
    return value


def _bare(value: Any) -> Any:
    """Without the ids that every block is given anew, and what is empty on one side, not there on
    the other."""
    if isinstance(value, dict):
        bare = {name: _bare(each) for name, each in value.items() if name != "id"}
        return {name: each for name, each in bare.items() if each}
    return [_bare(each) for each in value] if isinstance(value, list) else value

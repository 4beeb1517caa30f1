"""Pictures of a lesson: on its page, on the wall, on paper."""

from typing import Any

from django import template

from lessons.queries import pictures

register = template.Library()


@register.inclusion_tag("components/picture/picture.html")
def picture(value: Any) -> dict[str, Any]:
    """One picture with what stands under it."""
    image = value["picture"]
    return {**_said(value), "shown": pictures.on_page(image) if image else None}


@register.inclusion_tag("lessons/wall/picture.html")
def wall_picture(value: Any, offline: bool = False) -> dict[str, Any]:
    """As large as the wall; in a pack the file lies beside the page."""
    image = value["picture"]
    shown = pictures.on_wall(image) if image else None
    return {**_said(value), "shown": shown, "offline": offline}


@register.inclusion_tag("print/parts/picture.html")
def printed_picture(value: Any) -> dict[str, Any]:
    """Inside the paper itself."""
    image = value["picture"]
    return {**_said(value), "source": pictures.inline(image) if image else ""}


@register.filter
def pictured(step: Any) -> list[Any]:
    """The pictures of a step that are there."""
    return [each for each in step.get("pictures") or () if each["picture"]]


def _said(value: Any) -> dict[str, Any]:
    image = value["picture"]
    alt = "" if image is None or image.decorative else image.contextual_alt_text
    return {"image": image, "alt": alt, "caption": value["caption"], "credit": value["credit"]}

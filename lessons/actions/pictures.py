"""Pictures that come with the product, and the shelf of pictures that every school may use."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission

DRAWN = Path(__file__).parent.parent / "content" / "pictures"
SHARED = "共用图库"


def shipped(name: str) -> Any:
    """The picture of that name as every lesson uses it; nobody's own, so that nobody deletes it."""
    content = _content(name)
    place = f"original_images/{hashlib.sha256(content).hexdigest()[:20]}.png"
    images = get_image_model()
    found = images.objects.filter(file=place).first()
    if found is not None:
        return found
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(content))
    image = images(title=name, file=place, collection=shared(), file_size=len(content))
    image.save()
    return image


def shared() -> Collection:
    """Made once; then whoever has files of a school may choose from it too."""
    found = Collection.objects.filter(name=SHARED, depth=2).first()
    if found is None:
        root = Collection.get_first_root_node()
        found = root.add_child(instance=Collection(name=SHARED))
        rows = GroupCollectionPermission.objects.filter(permission__codename="choose_image")
        for group in Group.objects.filter(pk__in=rows.values("group")):
            lend(group, found)
    return found


def lend(group: Group, shelf: Collection) -> None:
    """To choose from it, not to change it."""
    permission = Permission.objects.get(
        codename="choose_image", content_type__app_label="wagtailimages"
    )
    GroupCollectionPermission.objects.get_or_create(
        group=group, collection=shelf, permission=permission
    )


@cache
def _content(name: str) -> bytes:
    return (DRAWN / f"{name}.png").read_bytes()

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
    found = there(name)
    if found is not None:
        return found
    place, data = _place(name), content(name)
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(data))
    image = get_image_model()(title=name, file=place, collection=shared(), file_size=len(data))
    image.save()
    return image


def there(name: str) -> Any:
    """The same, or None where no lesson has used it yet."""
    return get_image_model().objects.filter(file=_place(name)).first()


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
def content(name: str) -> bytes:
    """As it was drawn."""
    return (DRAWN / f"{name}.png").read_bytes()


def _place(name: str) -> str:
    return f"original_images/{hashlib.sha256(content(name)).hexdigest()[:20]}.png"

"""The last part of a page's address, when the title is Chinese: nobody should have to invent one."""

import secrets

from django.utils.text import slugify

from .locks import SeldomLocked


class ChineseTitled(SeldomLocked):
    """A page whose address is made from the title where that gives letters, else from chance.

    Wagtail would ask the writer for a slug in a tab she has no reason to open.
    """

    promote_panels: list[object] = []

    class Meta:
        abstract = True

    def _set_core_field_defaults(self) -> None:
        if not self.slug and not slugify(self.title):  # type: ignore[has-type]  # set by Wagtail
            self.slug = f"p-{secrets.token_hex(4)}"
        super()._set_core_field_defaults()

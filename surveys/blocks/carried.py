"""What came with a version and has no field of its own: carried along as it was written."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CarriedBlock(blocks.TextBlock):
    """A table in JSON; empty in nearly every block."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            required=False,
            rows=2,
            label=_("原样带着的内容"),
            help_text=_("从导入的问卷带来的、这里没有格子的内容。一般不用动。"),
            **more,
        )

    def clean(self, value: str) -> str:
        """A table or nothing."""
        value = super().clean(value)
        try:
            fine = isinstance(json.loads(value or "{}"), dict)
        except ValueError:
            fine = False
        if not fine:
            raise ValidationError(_("这不是一张完整的 JSON 表。请改回原样，或者清空。"))
        return value


class WrittenBlock(blocks.TextBlock):
    """A condition deeper than the editor shows."""

    def __init__(self, **more: Any) -> None:
        more = {"rows": 3, "label": _("写好的条件"), "icon": "code", **more}
        super().__init__(help_text=_("层数太多、这里画不出来的条件，按原样带着。"), **more)

    def clean(self, value: str) -> str:
        """A condition is a table or the code of a question."""
        value = super().clean(value)
        try:
            json.loads(value or '""')
        except ValueError as error:
            raise ValidationError(_("这不是完整的 JSON。请改回原样，或者删掉这一块。")) from error
        return value

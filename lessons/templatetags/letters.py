"""Words for what happens to letters."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()
PARTS = {
    "points": gettext_lazy("一分钟版"),
    "paragraphs": gettext_lazy("全文"),
    "ask": gettext_lazy("请您决定的事"),
    "options": gettext_lazy("可以选的"),
    "refuse_note": gettext_lazy("不同意会怎样"),
    "kind": gettext_lazy("信的种类"),
}


@register.filter
def parts(codes: Iterable[str]) -> str:
    """The changed parts of a letter, in words."""
    return _("、").join(str(PARTS[code]) for code in codes if code in PARTS)

"""Words for what happens to letters."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

register = template.Library()
PARTS = {
    "points": gettext_lazy("一分钟版"),
    "paragraphs": gettext_lazy("全文"),
    "ask": gettext_lazy("请您决定的事"),
    "options": gettext_lazy("可以选的"),
    "refuse_note": gettext_lazy("不同意会怎样"),
    "kind": gettext_lazy("信的种类"),
}
TROUBLES = {
    "wrong_type": gettext_lazy("不是 PDF、JPG、PNG 或 TIFF，没有读"),
    "broken": gettext_lazy("文件坏了，打不开；请重新扫一遍"),
    "locked": gettext_lazy("加了密码，打不开；请存成没有密码的再传"),
    "too_many_pages": gettext_lazy("超过 300 页，没有读；请拆成几份"),
    "too_large": gettext_lazy("图太大，没有读；用 200 dpi 扫就够"),
    "too_heavy": gettext_lazy("读得太久，跳过了；请把这一页单独重扫"),
    "lost": gettext_lazy("没来得及读就丢了，请再传一次"),
}


@register.filter
def scan_trouble(code: str) -> str:
    """Why a scanned page or file could not be read."""
    return str(TROUBLES.get(code, TROUBLES["broken"]))


@register.filter
def title_of(texts: dict[str, Any]) -> str:
    """The title of a sent letter in the reader's language, if it was sent in it."""
    language = get_language() or "zh-hans"
    return str(texts[language if language in texts else "zh-hans"]["title"])


@register.filter
def parts(codes: Iterable[str]) -> str:
    """The changed parts of a letter, in words."""
    return _("、").join(str(PARTS[code]) for code in codes if code in PARTS)

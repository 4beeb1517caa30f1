"""Text of strangers to plain text: no markup, no invisible marks, no endless lines."""

import html
import re
import unicodedata

HIDDEN = re.compile(r"<(script|style)\b.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
BREAK = re.compile(r"<(?:br|p|div|li|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
MARKS = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
CHINESE = re.compile(r"[一-鿿]")


def plain(text: object, limit: int, *, markdown: bool = False) -> str:
    """One line without tags, entities, control and direction marks; cut at `limit` characters."""
    if not isinstance(text, str):
        return ""
    found = text[:50_000]
    for _ in range(2):  # an entity may hide a tag
        found = TAG.sub("", BREAK.sub(" ", HIDDEN.sub(" ", found)))
        found = html.unescape(found)
    found = TAG.sub("", found)
    if markdown:
        found = HEADING.sub("", MARKS.sub(r"\2", found))
    kept = "".join(
        sign if not unicodedata.category(sign).startswith("C") else " " for sign in found
    )
    return " ".join(kept.split())[:limit]


def locale_of(tag: str) -> str:
    """ "zh-CN", "Chinese (zh)", "en-US" -> one of ours, or nothing."""
    lower = tag.strip().lower()
    code = re.search(r"\(([a-z-]{2,12})\)", lower)
    name = code[1] if code else lower
    if name.startswith(("zh", "cmn", "chinese", "中文", "汉语", "简体")):
        return "" if re.search(r"hant|-tw|-hk|-mo|traditional|繁", lower) else "zh-hans"
    return "en" if re.match(r"en($|[-_g])", name) or name.startswith("英") else ""


def guess_locale(text: str) -> str:
    """Chinese where there is a Chinese sign; else it goes as English."""
    return "zh-hans" if CHINESE.search(text) else "en"

"""Both languages, always: whole, with the same placeholders, and nothing left over."""

import re

import polib
import pytest
from django.conf import settings
from django.utils import translation

from school_safety.web import catalogues, spoken
from tests.architecture import source

LOCALE = source.ROOT / "school_safety" / "locale"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
PARTS = sorted(LOCALE.glob("*/parts/*.po"))


def english() -> dict[tuple[str | None, str], polib.POEntry]:
    return {
        (entry.msgctxt, entry.msgid): entry
        for catalogue in catalogues.catalogues(LOCALE)
        if catalogue.locale == "en" and catalogue.target.name == "django.mo"
        for entry in catalogues.merge(catalogue)
    }


def messages() -> list[spoken.Message]:
    return list(spoken.everywhere(source.ROOT, (*source.PRODUCT, "templates")))


def test_every_sentence_has_its_english():
    known = english()
    lacking = [
        f"{source.short(m.path)}:{m.line} {m.text}"
        for m in messages()
        if not ((entry := known.get((m.context, m.text))) and entry.translated())
    ]
    assert lacking == []


@pytest.mark.parametrize("path", PARTS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_part_is_whole(path):
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    assert [e.msgid for e in entries if e.fuzzy or not e.translated()] == []


@pytest.mark.parametrize("path", PARTS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_placeholders_are_the_same(path):
    different = [
        entry.msgid
        for entry in polib.pofile(str(path))
        for form, text in ({0: entry.msgstr} if entry.msgstr else entry.msgstr_plural).items()
        if not _holes(text) <= _holes(entry.msgid) | _holes(entry.msgid_plural)
        or not (_one(entry, form) or _holes(entry.msgid) <= _holes(text))
    ]
    assert different == []


def test_parts_do_not_contradict_each_other():
    merged = [len(catalogues.merge(catalogue)) for catalogue in catalogues.catalogues(LOCALE)]
    assert all(merged)


def test_chinese_says_the_message_itself_and_english_the_catalogue():
    entry = next(e for e in english().values() if e.msgid != e.msgstr and e.msgstr)
    with translation.override("zh-hans"):
        assert translation.gettext(entry.msgid) == entry.msgid
    with translation.override("en"):
        assert translation.gettext(entry.msgid) == entry.msgstr


def test_framework_speaks_chinese_where_we_do():
    assert settings.LANGUAGE_CODE == "zh-hans"
    with translation.override("zh-hans"):
        assert translation.gettext("Password") == "密码"


def _one(entry: polib.POEntry, form: int) -> bool:
    """English says "one family", not "1 family"."""
    return bool(entry.msgstr_plural) and form == 0


def _holes(text: str) -> set[str]:
    return {one or other for one, other in PLACEHOLDER.findall(text)}

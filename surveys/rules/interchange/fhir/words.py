"""Texts of a FHIR element in our languages."""

from collections.abc import Mapping
from typing import Any

from surveys.rules.interchange import limits
from surveys.rules.interchange.parsed import Words
from surveys.rules.interchange.plain import guess_locale, locale_of, plain

from .weights import BASE, rows

TRANSLATION = BASE + "translation"


def words(element: Mapping[str, Any], name: str, language: str, limit: int = limits.TEXT) -> Words:
    """`element[name]` with its translation extensions, by locale."""
    own = plain(element.get(name), limit)
    found: Words = {}
    extras = element.get(f"_{name}")
    for extension in rows(extras.get("extension")) if isinstance(extras, dict) else []:
        if extension.get("url") != TRANSLATION:
            continue
        said = {str(row.get("url")): row for row in rows(extension.get("extension"))}
        tag = said.get("lang", {}).get("valueCode", "")
        content = said.get("content", {})
        text = content.get("valueString", content.get("valueMarkdown", ""))
        locale = locale_of(str(tag))
        if locale and plain(text, limit):
            found[locale] = plain(text, limit)
    if own:
        found[locale_of(language) or guess_locale(own)] = own
    return found


def label(coding: Mapping[str, Any], language: str) -> Words:
    """A Coding's display with translations and designations."""
    found = words(coding, "display", language, limits.LABEL)
    for row in rows(coding.get("designation")):
        locale = locale_of(str(row.get("language", "")))
        text = plain(row.get("value"), limits.LABEL)
        if locale and text:
            found.setdefault(locale, text)
    if not found:
        code = plain(str(coding.get("code", "")), limits.LABEL)
        found = {locale_of(language) or guess_locale(code): code}
    return found

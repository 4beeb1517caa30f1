"""Catalogues: each room writes its own part; the parts are merged and compiled at set-up.

A message id is its Simplified Chinese text: `zh_Hans/parts` only fills what other packages left
untranslated, and our own words are compiled to themselves, so that a page finds each at once and
does not ask a dozen other packages first. A part named `*.js.po` is for scripts.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
}
CHINESE = "zh_Hans"
HAN = re.compile(r"[\u4e00-\u9fff]")
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hans": "nplurals=1; plural=0;"}


class ClashError(Exception):
    """Two parts translate one message differently."""


@dataclass(frozen=True)
class Catalogue:
    """One language and domain: the parts it is made of and the file it becomes."""

    locale: str
    parts: tuple[Path, ...]
    target: Path

    @property
    def is_fresh(self) -> bool:
        if not self.target.exists():
            return False
        made = self.target.stat().st_mtime
        asked = self.parts if self.locale != CHINESE else (*self.parts, *_parts_beside(self.parts))
        return all(part.stat().st_mtime <= made for part in (*asked, self.parts[0].parent))


def _parts_beside(parts: tuple[Path, ...]) -> list[Path]:
    """What the other languages say: their messages are ours too."""
    return sorted(parts[0].parent.parent.parent.glob("*/parts/*.po"))


def catalogues(root: Path) -> Iterator[Catalogue]:
    """Every catalogue under a locale folder that has parts."""
    for folder in sorted(root.glob("*/parts")):
        locale = folder.parent.name
        parts = sorted(folder.glob("*.po"))
        scripts = [part for part in parts if part.name.endswith(".js.po")]
        pages = [part for part in parts if part not in scripts]
        for domain, chosen in (("django", pages), ("djangojs", scripts)):
            if chosen:
                target = folder.parent / "LC_MESSAGES" / f"{domain}.mo"
                yield Catalogue(locale, tuple(chosen), target)


def merge(catalogue: Catalogue, *, strict: bool = True) -> polib.POFile:
    """All parts in one; the same message twice must say the same, or else the first one counts."""
    whole = polib.POFile()
    whole.metadata = {
        **HEADER,
        "Language": catalogue.locale,
        "Plural-Forms": PLURALS[catalogue.locale],
    }
    seen: dict[tuple[str | None, str], tuple[polib.POEntry, Path]] = {}
    for part in catalogue.parts:
        for entry in polib.pofile(str(part), encoding="utf-8"):
            if entry.obsolete or entry.fuzzy:
                continue
            key = (entry.msgctxt, entry.msgid)
            if key not in seen:
                seen[key] = (entry, part)
                whole.append(entry)
            elif strict and not _say_the_same(entry, seen[key][0]):
                message = f"{part.name} and {seen[key][1].name} differ on: {entry.msgid}"
                raise ClashError(message)
    return whole


def compile_all(root: Path, *, force: bool = False) -> list[Path]:
    """Writes what is older than its parts; each file appears whole or not at all."""
    written = []
    for catalogue in catalogues(root):
        if catalogue.is_fresh and not force:
            continue
        catalogue.target.parent.mkdir(parents=True, exist_ok=True)
        half = catalogue.target.with_suffix(f".{os.getpid()}")
        whole = merge(catalogue, strict=False)
        if catalogue.locale == CHINESE:
            add_ourselves(whole, root, catalogue.target.stem)
        whole.save_as_mofile(str(half))
        half.replace(catalogue.target)
        written.append(catalogue.target)
    return written


def add_ourselves(whole: polib.POFile, root: Path, domain: str) -> None:
    """Every Chinese message that another language translates, as itself."""
    known = {(entry.msgctxt, entry.msgid) for entry in whole}
    for other in catalogues(root):
        if other.locale == CHINESE or other.target.stem != domain:
            continue
        for entry in merge(other, strict=False):
            ours = HAN.search(entry.msgid) and not entry.msgid_plural
            if ours and (entry.msgctxt, entry.msgid) not in known:
                text = entry.msgid
                whole.append(polib.POEntry(msgid=text, msgstr=text, msgctxt=entry.msgctxt))


def _say_the_same(one: polib.POEntry, other: polib.POEntry) -> bool:
    return one.msgstr == other.msgstr and one.msgstr_plural == other.msgstr_plural

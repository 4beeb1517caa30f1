"""The words families answer to: versioned, in both languages, known by their hash for ever."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from school_safety.kernel.refusals import Absent

FOLDER = Path(__file__).resolve().parent / "texts"
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Wording:
    """One version of one purpose in one language; a file once answered to is never edited."""

    purpose: str
    version: int
    language: str
    words: dict[str, Any]
    hash: str

    @property
    def effects(self) -> dict[str, list[str]]:
        """What taking it back stops, what it erases, what stays and on which ground."""
        found: dict[str, list[str]] = self.words["effects"]
        return found


@cache
def all_wordings() -> tuple[Wording, ...]:
    """Every version there has been."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> Wording:
    purpose, version, language = path.name.removesuffix(".toml").split(".")
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    exact = json.dumps([purpose, version, language, words], ensure_ascii=False, sort_keys=True)
    digest = sha256(exact.encode()).hexdigest()
    return Wording(purpose, int(version), language, words, digest)


def current(purpose: str, language: str) -> Wording:
    """The newest version, in Chinese where there is none in that language."""
    wanted = language if language in LANGUAGES else LANGUAGES[0]
    found = [w for w in all_wordings() if (w.purpose, w.language) == (purpose, wanted)]
    if not found:
        raise Absent
    return max(found, key=lambda wording: wording.version)


def by_hash(text_hash: str) -> Wording | None:
    """The exact words of an old answer; letters keep theirs themselves."""
    return next((w for w in all_wordings() if w.hash == text_hash), None)

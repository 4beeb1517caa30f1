"""A questionnaire file -> the JSON that a version freezes, and the hash that proves it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .form import BadForm, parse, unchecked
from .form import faults as faults_in_form

LOCALES = ("zh-hans", "en")
TEXTS = ("title", "about", "lead", "label")
MORE_TEXTS = ("after",)  # kind words on the last page, where the subject asks for them
EXTRAS = (
    "reverse", "required", "met_at", "safety_at", "skip_when", "grades", "risk", "instructed",
)  # fmt: skip


@dataclass(frozen=True)
class Definition:
    """One version of one questionnaire, ready to be stored."""

    code: str
    number: int
    kind: str
    texts: dict[str, dict[str, str]]
    questions: list[dict[str, Any]]
    scoring: dict[str, Any]
    facts: dict[str, Any]

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything a student reads and everything that scores the answers."""
        content = [self.code, self.texts, self.questions, self.scoring, self.facts]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()


def _words(row: Mapping[str, Any], where: str) -> dict[str, str]:
    words = {locale: str(row.get(locale, "")).strip() for locale in LOCALES}
    missing = [locale for locale, text in words.items() if not text]
    if missing:
        message = f"{where}: no text in {', '.join(missing)}"
        raise BadForm(message, code="no_text", place=("texts", where))
    return words


def _question(row: Mapping[str, Any], sets: Mapping[str, Any], recall: str) -> dict[str, Any]:
    name = row["id"]
    if row["options"] not in sets:
        raise BadForm(
            f"{name}: no options called {row['options']}",
            code="no_set",
            place=("questions", name),
            name=row["options"],
        )
    question: dict[str, Any] = {
        "id": name,
        "criterion": row.get("criterion", ""),
        "recall": row.get("recall", recall),
        "scored": row.get("scored", True),
        "text": _words(row, name),
        "options": [
            {
                "code": option["code"],
                "value": option["value"],
                "label": _words(option, f"{name}.{option['code']}"),
            }
            for option in sets[row["options"]]
        ],
    }
    for extra in ("hint", "lead"):
        if extra in row:
            question[extra] = _words(row[extra], f"{name}.{extra}")
    for extra in EXTRAS:
        if extra in row:
            question[extra] = row[extra]
    return question


def read(data: Mapping[str, Any]) -> Definition:
    """Turn a parsed file into a definition, or raise BadForm with the place that is wrong."""
    found = _unchecked(data)
    parse(found.questions, found.scoring)
    return found


def faults(data: Mapping[str, Any]) -> list[BadForm]:
    """Everything for which `read` would refuse; what is not there at all is named alone."""
    try:
        found = _unchecked(data)
    except BadForm as fault:
        return [fault]
    return list(faults_in_form(unchecked(found.questions, found.scoring)))


def _unchecked(data: Mapping[str, Any]) -> Definition:
    questions = [
        _question(row, data["options"], data.get("recall", "")) for row in data["questions"]
    ]
    scoring = dict(data["scoring"])
    for rule in scoring.get("rules", []):
        _words(rule.get("name", {}), f"rule {rule['code']}")
        _words(rule.get("population", {}), f"population of rule {rule['code']}")
    return Definition(
        code=data["code"],
        number=data["number"],
        kind=data.get("kind", "screening"),
        texts={
            name: _words(data[name], name)
            for name in (*TEXTS, *(more for more in MORE_TEXTS if more in data))
        },
        questions=questions,
        scoring=scoring,
        facts={
            key: data[key]
            for key in ("grades", "minutes", "recall", "rights", "sources", "expected")
            if key in data
        },
    )

"""A parsed questionnaire -> the definition that a version stores, with what a person must know."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from surveys.rules.definition import LOCALES, MORE_TEXTS, TEXTS, Definition
from surveys.rules.form import parse

from . import limits
from .keying import mark_reversed
from .outline import reach
from .parsed import Parsed, Question, Refused, Remark, Scale, Words
from .safety import suspects
from .strict import check

DEFAULTS: dict[str, Words] = {
    "about": {"zh-hans": "导入的问卷", "en": "Imported questionnaire"},
    "lead": {
        "zh-hans": "请看每一句，选最合适的一个",
        "en": "Read each line and pick what fits best",
    },
    "label": {
        "zh-hans": "导入的筛查问卷。不是诊断。界值和常模以权利人的资料为准；本区校准：还没有做。",
        "en": "Imported screening form. Not a diagnosis. Cut-offs and norms are those of its "
        "publisher; local calibration: not yet calibrated.",
    },
}
GRADES = (7, 12)


def build(parsed: Parsed) -> Definition:
    """Everything in both languages, whole scores, and a scoring table that the engine accepts."""
    problems = _check(parsed)
    if problems:
        raise Refused(*problems)
    lacking: set[str] = set()
    one_language(parsed)
    mark_reversed(parsed)
    names = (*TEXTS, *(name for name in MORE_TEXTS if parsed.texts.get(name)))
    texts = {name: _words(_default(parsed, name), set()) for name in names}
    questions = [_question(each, lacking) for each in parsed.questions]
    scoring = _scoring(parsed)
    facts = dict(parsed.facts)
    for name, value in _usual(len(questions)).items() if not parsed.scoring else ():
        facts.setdefault(name, value)
    if lacking:
        facts["untranslated"] = sorted(lacking)
        for locale in sorted(lacking):
            parsed.warn("untranslated", language=locale)
    _compare(parsed)
    if parsed.declared and not parsed.scoring:
        high = reach(parse(questions, scoring), "total")[1]
        if high is not None and high != parsed.declared[1]:
            declared = f"{parsed.declared[0]} – {parsed.declared[1]}"
            parsed.warn("range_differs", found=str(high), declared=declared)
    parsed.suspects = suspects(parsed.questions)
    made = Definition(
        code=slug(parsed.code), number=parsed.number, kind=parsed.kind, texts=texts,
        questions=questions, scoring=scoring, facts=facts,
    )  # fmt: skip
    check(made)
    return made


def _usual(count: int) -> dict[str, Any]:
    """Facts that a foreign file does not tell; a person corrects them before it is used."""
    return {
        "grades": list(GRADES),
        "minutes": max(1, round(count / 3)),
        "recall": "",
        "rights": "",
        "sources": [],
        "expected": {"rates": [0.05, 0.1, 0.2], "source": ""},
    }


def slug(code: str) -> str:
    """A short code for the address bar: letters, digits, hyphen."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in code.lower())
    return "-".join(part for part in kept.split("-") if part)[:40] or "imported"


def one_language(parsed: Parsed) -> None:
    """A file in one language: what was guessed to be in the other belongs to it as well."""
    said = [set(question.text) for question in parsed.questions]
    if any(len(locales) > 1 for locales in said):
        return
    chinese = sum("zh-hans" in locales for locales in said)
    main, other = ("zh-hans", "en") if 2 * chinese > len(said) else ("en", "zh-hans")
    rows = [*parsed.texts.values(), *(question.text for question in parsed.questions)]
    rows += [option.label for question in parsed.questions for option in question.options]
    for words in rows:
        if main not in words and other in words:
            words[main] = words.pop(other)


def _default(parsed: Parsed, name: str) -> Words:
    found = {key: text for key, text in parsed.texts.get(name, {}).items() if text}
    if name == "title" and not found:
        found = {"zh-hans": parsed.code or "问卷", "en": parsed.code or "Questionnaire"}
    return found or dict(DEFAULTS.get(name, {}))


def _words(words: Words, lacking: set[str]) -> Words:
    """Both languages; a missing one borrows the other and is named as lacking."""
    found = {locale: words.get(locale, "") for locale in LOCALES}
    some = next(text for text in found.values() if text)
    lacking.update(locale for locale, text in found.items() if not text)
    return {locale: text or some for locale, text in found.items()}


def _check(parsed: Parsed) -> list[Remark]:
    found = []
    if not parsed.questions:
        found.append(Remark("no_question"))
    if len(parsed.questions) > limits.QUESTIONS:
        found.append(Remark("questions_many", facts={"limit": str(limits.QUESTIONS)}))
    if len(parsed.scales) > limits.SCALES:
        found.append(Remark("scales_many", facts={"limit": str(limits.SCALES)}))
    counted = set(parsed.total.items if parsed.total else ()).union(
        *(scale.items for scale in parsed.scales)
    )
    for question in parsed.questions:
        if question.id not in counted:
            continue
        for option in question.options:
            weight = option.weight
            if weight is None:
                facts = {"item": question.id}
                found.append(Remark("weight_partial", question.place, facts))
                break
            if weight.denominator != 1 or abs(weight) > limits.WEIGHT:
                facts = {"item": question.id, "weight": _decimal(weight)}
                found.append(Remark("weight_fraction", question.place, facts))
                break
    return found


def _decimal(weight: Fraction) -> str:
    return f"{float(weight):g}"


def _question(question: Question, lacking: set[str]) -> dict[str, Any]:
    """The stored row. A reversed item keeps its scores turned, since the engine turns them back."""
    weights = [option.weight for option in question.options]
    whole = all(weight is not None and weight.denominator == 1 for weight in weights)
    values = [int(weight or 0) for weight in weights] if whole else [*range(len(weights))]
    if question.reverse:
        ends = max(values) + min(values)
        values = [ends - value for value in values]
    row: dict[str, Any] = {
        "id": question.id,
        "criterion": "",
        "recall": "",
        "scored": question.scored,
        "text": _words(question.text, lacking),
        "options": [
            {"code": option.code, "value": value, "label": _words(option.label, lacking)}
            for option, value in zip(question.options, values, strict=True)
        ],
    }
    if question.reverse:
        row["reverse"] = True
    if question.required:
        row["required"] = True
    if question.skip_when:
        row["skip_when"] = list(question.skip_when)
    return row | question.extra


def _scoring(parsed: Parsed) -> dict[str, Any]:
    """The scoring table; our own, where the file carried one, keeps its keys."""
    if parsed.scoring:
        return parsed.scoring
    total = parsed.total or Scale("total", ())
    scoring: dict[str, Any] = {"total": total.method, "missing": total.missing}
    if parsed.scales:
        scoring["subscales"] = {scale.code: _subscale(scale, total) for scale in parsed.scales}
    return scoring


def _subscale(scale: Scale, total: Scale) -> dict[str, Any]:
    row: dict[str, Any] = {"items": list(scale.items)}
    if scale.method != total.method:
        row["method"] = scale.method
    if scale.missing != total.missing:
        row["missing"] = scale.missing
    if scale.label:
        row["name"] = _words(scale.label, set())
    return row


def _compare(parsed: Parsed) -> None:
    """Warn where scores leave a gap: HL7 once published 0, 1, 2, 4."""
    gaps: dict[tuple[int, ...], list[Question]] = {}
    for question in parsed.questions:
        weights = sorted({int(o.weight) for o in question.options if o.weight is not None})
        counted = question.scored and len(weights) > 1
        if counted and weights != list(range(weights[0], weights[0] + len(weights))):
            gaps.setdefault(tuple(weights), []).append(question)
    for row, questions in gaps.items():
        names = ", ".join(question.id for question in questions[:12])
        parsed.warn("weights_gap", questions[0].place, items=names, weights=_list(row))


def _list(weights: Sequence[int]) -> str:
    return ", ".join(str(weight) for weight in weights)

"""Questionnaires as officials and readers see them: the list, one with its scores, a sample total."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import District
from surveys.choices import Risk, VersionState
from surveys.models import InstrumentVersion
from surveys.rules.form import Form, parse
from surveys.rules.interchange.outline import missing_code, reach
from surveys.rules.interchange.parsed import Place, Remark
from surveys.rules.linting.greed import greedy
from surveys.rules.scoring import Score, score

from . import forms, plans
from .import_words import MISSING, sentence, where
from .lacking import publication_problems


def rows() -> QuerySet[InstrumentVersion]:
    """Versions with what their pages show."""
    return InstrumentVersion.objects.select_related(
        "instrument", "instrument__district", "made_by", "licence_by", "safety_by", "asked_by",
        "published_by",
    )  # fmt: skip


def readable(user: Any) -> QuerySet[InstrumentVersion]:
    """The shipped ones and those of one's own district."""
    own = policy.visible(user, Permission.INSTRUMENT_READ, InstrumentVersion.objects.all())
    return rows().filter(Q(instrument__district=None) | Q(pk__in=own.values("pk")))


def instrument_list(user: Any, *, state: str = "", words: str = "") -> QuerySet[InstrumentVersion]:
    """Newest versions first within each code."""
    found = readable(user)
    if state in VersionState.values:
        found = found.filter(state=state)
    if words:
        found = found.filter(
            Q(instrument__code__icontains=words) | Q(texts__title__icontains=words)
        )
    return found.order_by("instrument__district", "instrument__code", "-number")


def readable_version(user: Any, pk: UUID) -> InstrumentVersion:
    """One that this person may read, or Absent."""
    try:
        return readable(user).get(pk=pk)
    except InstrumentVersion.DoesNotExist as error:
        raise Absent from error


def own_version(user: Any, pk: UUID, verb: Permission) -> InstrumentVersion:
    """One of the district's own, or Absent."""
    return policy.get(user, verb, rows(), pk=pk)


def district_of(user: Any) -> District:
    """Where this official brings questionnaires in."""
    held = policy.units(user, Permission.INSTRUMENT_CHANGE).districts
    found = District.objects.filter(pk__in=held).order_by("code").first()
    if found is None:
        raise Absent
    return found


@dataclass(frozen=True)
class Line:
    """One question on the page: its options with their scores, and the answer of the sample."""

    number: int
    id: str
    text: str
    options: list[dict[str, Any]]
    scored: bool
    reverse: bool
    required: bool
    safety: bool
    why: str
    risk: str
    choice: int
    adds: int | None
    running: int | None


def lines(version: InstrumentVersion, form: Form, choices: list[int], language: str) -> list[Line]:
    """Every question, with the sample total as it grows."""
    found, running = [], 0
    marks: Mapping[str, Any] = version.safety or {}
    counting = form.scoring["total"] == "count"
    for place, (row, item) in enumerate(zip(version.questions, form.items, strict=True)):
        adds: int | None = None
        if item.scored:
            value = item.value(choices[place])
            met = value >= item.met_at if item.met_at is not None else value > 0
            adds = int(met) if counting else value
            running += adds
        options = [
            {
                "label": forms.words(option["label"], language),
                "weight": item.value(number),
                "chosen": number == choices[place],
            }
            for number, option in enumerate(row["options"])
        ]
        text = forms.words(row["text"], language)
        found.append(
            Line(
                place + 1, item.id, text, options, item.scored, item.reverse, item.required,
                item.safety_at is not None, marks.get(item.id, {}).get("why", ""),
                dict(Risk.choices).get(row.get("risk", ""), ""),
                choices[place], adds, running if item.scored else None,
            )
        )  # fmt: skip
    return found


def sample(form: Form, asked: Mapping[str, str]) -> list[int]:
    """The answers that somebody tries out; else a spread that touches every option."""
    found = []
    for place, item in enumerate(form.items):
        given = asked.get(f"q{place}", "")
        size = len(item.codes)
        choice = (
            int(given) if given.isascii() and given.isdigit() and len(given) < 3 else place % size
        )
        found.append(choice if choice < size else 0)
    if form.filter_place is not None:
        gate = form.items[form.filter_place]
        skipping = {n for n, code in enumerate(gate.codes) if code in gate.skip_when}
        if f"q{form.filter_place}" not in asked and found[form.filter_place] in skipping:
            going = (n for n in range(len(gate.codes)) if n not in skipping)
            found[form.filter_place] = next(going)
    return found


def page(version: InstrumentVersion, user: Any, language: str, asked: Mapping[str, str]) -> dict:
    """Everything that the page of one questionnaire shows."""
    form = parse(version.questions, version.scoring)
    choices = sample(form, asked)
    own = version.instrument.district_id is not None

    def may(verb: Permission) -> bool:
        mine = InstrumentVersion.objects.filter(pk=version.pk)
        return own and policy.visible(user, verb, mine).exists()

    shown = lines(version, form, choices, language)
    low, high = reach(form, "total")
    return {
        "title": forms.words(version.texts["title"], language),
        "label": forms.words(version.texts["label"], language),
        "lines": shown,
        "greedy": [
            str(place)
            for place, row in enumerate(version.questions, 1)
            if greedy(plans.words_of(row))
        ],
        "reversed": [line.number for line in shown if line.reverse],
        "low": low,
        "high": high,
        "method": version.scoring["total"],
        "missing": MISSING[missing_code(version.scoring)],
        "scales": _scales(version, form, language),
        "cuts": _cuts(version, language),
        "score": score(form, choices),
        "total": _total(score(form, choices)),
        "warnings": [_remark(told) for told in version.remarks or []],
        "lacking": publication_problems(version) if own else [],
        "may_change": may(Permission.INSTRUMENT_CHANGE),
        "may_publish": may(Permission.INSTRUMENT_PUBLISH)
        and user.pk not in {version.asked_by_id, version.made_by_id},
    }


def _total(found: Score) -> str:
    if found.bounds is None:
        return "—"
    return f"{float(found.bounds.low):g}"


def _remark(told: Mapping[str, Any]) -> dict[str, str]:
    remark = Remark(told["code"], Place(**told["place"]), told["facts"])
    return {"where": where(remark.place), "text": sentence(remark)}


def _scales(version: InstrumentVersion, form: Form, language: str) -> list[dict[str, Any]]:
    found = []
    for code, scale in version.scoring.get("subscales", {}).items():
        low, high = reach(form, code)
        name = scale.get("name", {}).get(language, code)
        found.append({"name": name, "items": len(scale["items"]), "low": low, "high": high})
    return found


def _cuts(version: InstrumentVersion, language: str) -> list[dict[str, str]]:
    """Each cut-off with the people it was found on, the criterion and the source beside it."""
    return [
        {
            "name": forms.words(rule["name"], language),
            "population": forms.words(rule["population"], language),
            "criterion": rule.get("criterion", ""),
            "source": rule.get("source", ""),
        }
        for rule in version.scoring.get("rules", [])
    ]

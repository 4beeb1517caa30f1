"""One response, read by somebody who works on the child."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import Band, Check, Criterion, Path
from surveys.models import Response
from surveys.rules import validity
from surveys.rules.packing import unpack
from surveys.rules.scoring import Score, score

from . import forms, labels, paces


@dataclass(frozen=True)
class Line:
    """One question with what was answered."""

    text: str
    answer: str
    criterion: str
    met: bool


@dataclass(frozen=True)
class Result:
    """Everything the result page shows."""

    response: Response
    title: str
    label: str
    score: Score
    band: str
    met: int
    of: int
    open: int
    lines: list[Line]
    rules: list[dict[str, Any]]
    checks: list[str]
    state: int
    minutes: int
    paper: bool


def sensitive(user: Any, response_id: UUID, *, at: datetime) -> Response:
    """The response, with the read written down; Absent without a grant on this child."""
    rows = Response.objects.filter(path=Path.SCREENING, withdrawn_at=None).select_related(
        "student__classroom", "wave", "invitation__sitting__classroom"
    )
    return policy.get_sensitive(user, Permission.RESPONSE_READ, rows, at=at, pk=response_id)


def result(response: Response, language: str) -> Result:
    """Recompute from the sealed answers and the frozen version: the trace is the proof."""
    version = forms.version(response.wave.instrument_version_id)
    form = forms.form(version.pk)
    body: dict[str, Any] = response.answers or {}
    choices = unpack(body["a"], [len(item.values) for item in form.items])
    scored = score(
        form,
        choices,
        sex=response.student.sex,
        grade=response.invitation.sitting.classroom.grade,
        routing=response.wave.routing,
    )
    paper = "paper" in body
    elapsed = None if paper else float(response.seconds)
    checked = validity.check(
        form,
        choices,
        elapsed=elapsed,
        reported=body.get("t"),
        typical=paces.typical(response.wave, response.invitation.sitting.classroom.grade),
    )
    return Result(
        response=response,
        title=forms.words(version.texts["title"], language),
        label=forms.words(labels.label(version, response.district_id), language),
        score=scored,
        band=_band(response),
        met=len(scored.met),
        of=len(form.scored),
        open=len(scored.open),
        lines=_lines(version, choices, scored, language),
        rules=_rules(version, scored, language),
        checks=[str(Check(reason).label) for reason in checked.reasons],
        state=int(checked.state),
        minutes=max(1, round(response.seconds / 60)),
        paper=paper,
    )


def _band(response: Response) -> str:
    """A form without cuts puts nobody anywhere, below a cut neither."""
    if response.band is None:
        return str(_("没有界值，只看前后的变化"))
    return str(Band(response.band).label)


def _lines(version: Any, choices: Any, scored: Score, language: str) -> list[Line]:
    lines = []
    for question, choice in zip(version.questions, choices, strict=True):
        criterion = question["criterion"]
        chosen = {} if choice is None else question["options"][choice]["label"]
        lines.append(
            Line(
                text=forms.words(question["text"], language),
                answer=forms.words(chosen, language) if chosen else "",
                criterion=str(Criterion(criterion).label) if criterion else "",
                met=question["id"] in scored.met,
            )
        )
    return lines


def _rules(version: Any, scored: Score, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": forms.words(rule["name"], language),
            "population": forms.words(rule["population"], language),
            "criterion": rule.get("criterion", ""),
            "source": rule.get("source", ""),
            "truth": scored.rules[rule["code"]],
            "decided": rule["code"] in scored.decided,
        }
        for rule in version.scoring.get("rules", [])
        if rule["code"] in scored.rules
    ]

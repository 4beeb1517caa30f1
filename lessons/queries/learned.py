"""Many classes together: what each gained, with the class as the unit; no name of class or teacher."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import Any
from uuid import UUID

from lessons.choices import GradeBand, QuizPhase
from lessons.models import QuizRun
from lessons.rules import growth, quizzing
from lessons.rules.growth import Interval

from . import quizzes


@dataclass(frozen=True)
class Gained:
    """One class; what leaves this floor is put together from several."""

    theme: str
    band: str
    before: float
    after: float
    children: int


@dataclass(frozen=True)
class Together:
    """Some classes: `change` over classes; None where they are too few for an interval."""

    classes: int
    children: int
    before: float
    after: float
    change: Interval | None


@dataclass(frozen=True)
class Wording:
    """Two wordings of one thing, as classes answered them before their lesson."""

    quiz: int
    code: str
    first: str
    second: str
    questions: tuple[dict[str, str], dict[str, str]]
    classes: tuple[int, int]
    children: tuple[int, int]
    shares: tuple[float, float]
    change: Interval | None


def asked_in(district_id: UUID, since: Any) -> list[QuizRun]:
    """Every run of a district since that day, with its rounds; two queries."""
    found = QuizRun.objects.filter(district=district_id, started_on__gte=since)
    return list(found.prefetch_related("rounds").order_by("started_on", "pk"))


def gained(runs: Iterable[QuizRun]) -> list[Gained]:
    """The classes that were asked twice, by enough children to say anything."""
    found = []
    for run in runs:
        whole = quizzes.result(run, run.rounds.all()).whole
        if whole is None or whole.says == growth.TOO_FEW:
            continue
        children = min(whole.n_before, whole.n_after)
        found.append(
            Gained(run.competency, band_of(run.grade), whole.before, whole.after, children)
        )
    return found


def together(classes: Iterable[Gained]) -> Together:
    """Their mean, and Student's t over their differences."""
    rows = list(classes)
    return Together(
        classes=len(rows),
        children=sum(row.children for row in rows),
        before=fmean(row.before for row in rows),
        after=fmean(row.after for row in rows),
        change=growth.over_classes([row.after - row.before for row in rows]),
    )


def band_of(grade: int) -> str:
    """The band a grade belongs to."""
    return next(band.value for band in GradeBand if band.grades[0] <= grade <= band.grades[1])


def wordings(runs: Iterable[QuizRun]) -> list[Wording]:
    """Each thing that was asked before a lesson in more than one wording: form or version."""
    heard: dict[tuple[int, str], dict[str, list[tuple[float, int]]]] = {}
    texts: dict[tuple[int, str, str], dict[str, str]] = {}
    for run in runs:
        row = next((r for r in run.rounds.all() if r.phase == QuizPhase.BEFORE), None)
        if row is None or not row.counts:
            continue
        for place in quizzing.asked(run.items, run.first_form):
            item, counts = run.items[place], row.counts[place]
            right, n = quizzing.knew(item, counts)
            if not n:
                continue
            key, name = (run.quiz_page, item["code"]), f"{item['form']}{item['version']}"
            heard.setdefault(key, {}).setdefault(name, []).append((right / n, n))
            texts[*key, name] = {
                language: words["question"] for language, words in item["texts"].items()
            }
    return [_compared(key, heard[key], texts) for key in sorted(heard) if len(heard[key]) > 1]


def _compared(
    key: tuple[int, str],
    heard: dict[str, list[tuple[float, int]]],
    texts: dict[tuple[int, str, str], dict[str, str]],
) -> Wording:
    """The two that most classes have answered."""
    first, second = sorted(sorted(heard, key=lambda name: (-len(heard[name]), name))[:2])
    sides = [[share for share, _n in heard[name]] for name in (first, second)]
    return Wording(
        quiz=key[0],
        code=key[1],
        first=first,
        second=second,
        questions=(texts[*key, first], texts[*key, second]),
        classes=(len(sides[0]), len(sides[1])),
        children=(sum(n for _s, n in heard[first]), sum(n for _s, n in heard[second])),
        shares=(fmean(sides[0]), fmean(sides[1])),
        change=growth.welch(sides[0], sides[1]),
    )

"""Sets of questions, classes that were asked, and what their totals say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from lessons.choices import QuizPhase, QuizWay
from lessons.models import LessonIndexPage, LessonPage, QuizPage, QuizRound, QuizRun, SectionPage
from lessons.rules import growth, quizzing
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom

from .pages import published_lessons

CHINESE = "zh-hans"


def sets_for(classroom: Classroom, language: str, theme: str = "") -> QuerySet[QuizPage]:
    """Published sets for this grade: everybody's, and those of the class's own school."""
    shelves = LessonIndexPage.objects.values_list("path", flat=True)
    own = SectionPage.objects.filter(school=classroom.school_id).values_list("path", flat=True)
    under = Q(pk__in=[])
    for path in (*shelves, *own):
        under |= Q(path__startswith=path)
    found = (
        QuizPage.objects.live()
        .public()
        .filter(
            under,
            locale__language_code=language,
            alias_of=None,
            grade_from__lte=classroom.grade,
            grade_to__gte=classroom.grade,
        )
    )
    if theme:
        found = found.filter(competency=theme)
    return found.order_by("competency", "title")


def lesson(pk: str, language: str) -> LessonPage | None:
    """The lesson from whose page somebody came."""
    return published_lessons(language).filter(pk=pk).first() if pk.isdecimal() else None


def fitting(rooms: list[Classroom], page: LessonPage | None) -> Classroom | None:
    """The first class, one that is old enough for this lesson and not too old, if there is one."""
    right = (each for each in rooms if page and page.grade_from <= each.grade <= page.grade_to)
    return next(right, next(iter(rooms), None))


def titles(page: QuizPage) -> dict[str, str]:
    """Its name in every published language."""
    return {each.locale.language_code: each.title for each in _spoken(page)}


def items(page: QuizPage) -> list[dict[str, Any]]:
    """Its questions as a run keeps them; a translation of another shape is left out."""
    spoken = [
        (each.locale.language_code, [block.value for block in each.body]) for each in _spoken(page)
    ]
    first = spoken[0][1]
    same = [(language, said) for language, said in spoken if _shape(said) == _shape(first)]
    return [
        {
            "code": value["code"],
            "form": value["form"] or "",
            "version": value["version"],
            "key": value["key"],
            "texts": {
                language: {
                    "question": said[place]["question"],
                    "options": [str(each) for each in said[place]["options"]],
                    "why": said[place]["why"],
                }
                for language, said in same
            },
        }
        for place, value in enumerate(first)
    ]


def _shape(said: list[Any]) -> list[tuple[Any, ...]]:
    return [(v["code"], v["form"] or "", v["version"], v["key"], len(v["options"])) for v in said]


def _spoken(page: QuizPage) -> list[QuizPage]:
    others = page.get_translations().live().specific().select_related("locale")
    return [page, *others.order_by("locale__language_code")]


def seats(classroom: Classroom) -> int:
    """How many children sit in the class now."""
    return classroom.students.filter(status=StudentStatus.ACTIVE).count()


def runs(user: Any) -> QuerySet[QuizRun]:
    """Quizzes of the classes this person teaches, newest first."""
    rows = QuizRun.objects.select_related("classroom").prefetch_related(
        Prefetch("rounds", QuizRound.objects.order_by("-phase"))
    )
    return policy.visible(user, Permission.QUIZ_RUN, rows)


def run_for(user: Any, pk: UUID) -> QuizRun:
    """One of them, or Absent."""
    rows = QuizRun.objects.select_related("classroom__school")
    return policy.get(user, Permission.QUIZ_RUN, rows, pk=pk)


def asked_classes(user: Any) -> QuerySet[Classroom]:
    """Classes that this person may ask."""
    return policy.visible(user, Permission.QUIZ_RUN, Classroom.objects.all())


def form_of(run: QuizRun, phase: str) -> str:
    """Before comes the form that was drawn, after comes the other."""
    return run.first_form if phase == QuizPhase.BEFORE else quizzing.other(run.first_form)


def pairs(run: QuizRun) -> list[tuple[int, int]]:
    """Where each thing stands before and after."""
    return quizzing.pairs(run.items, run.first_form)


def questions(run: QuizRun, phase: str, language: str) -> list[dict[str, Any]]:
    """What this round asks, in the reader's language, with its place in the run."""
    found = []
    for place in quizzing.asked(run.items, form_of(run, phase)):
        item = run.items[place]
        found.append({"place": place, "key": item["key"], **said(item, language)})
    return found


def said(item: dict[str, Any], language: str) -> dict[str, Any]:
    """The words of a question, in another language where this one is missing."""
    texts: dict[str, dict[str, Any]] = item["texts"]
    return texts.get(language) or next(iter(texts.values()))


def title_of(run: QuizRun, language: str) -> str:
    """The set's name as it was called."""
    names: dict[str, str] = run.titles
    return names.get(language) or next(iter(names.values()))


@dataclass(frozen=True)
class Line:
    """One question before and after; None where it was not asked or nothing may be shown."""

    place: int
    later: int
    before: growth.Interval | None
    after: growth.Interval | None
    growth: growth.ItemGrowth | None


@dataclass(frozen=True)
class Result:
    """Question by question, and all of it once both rounds are closed."""

    lines: list[Line]
    whole: growth.Growth | None


def result(run: QuizRun, rounds: Iterable[QuizRound]) -> Result:
    """What the totals of one class say; a round that is still open says nothing."""
    closed = {row.phase: row for row in rounds if row.closed_at is not None and row.counts}
    first, second = closed.get(QuizPhase.BEFORE), closed.get(QuizPhase.AFTER)
    lines = []
    for place, later in quizzing.pairs(run.items, run.first_form):
        before, after = _asked(run, first, place), _asked(run, second, later)
        both = growth.item(before, after) if before and after else None
        lines.append(
            Line(
                place,
                later,
                growth.share(before) if before else None,
                growth.share(after) if after else None,
                both,
            )
        )
    return Result(lines, _whole(lines, first, second))


def _whole(
    lines: list[Line], first: QuizRound | None, second: QuizRound | None
) -> growth.Growth | None:
    if first is None or second is None:
        return None
    sheets = first.way == second.way == QuizWay.DEVICE
    if sheets and len(first.marks) == len(second.marks):
        return growth.by_sheets(first.marks, second.marks, len(first.marks) - 1)
    return growth.by_hands([line.growth for line in lines if line.growth])


def _asked(run: QuizRun, row: QuizRound | None, place: int) -> growth.Asked | None:
    counts = row.counts[place] if row is not None else None
    return growth.Asked(*quizzing.knew(run.items[place], counts)) if counts else None


def own_result(
    round_id: UUID | str, answers: list[int | None], language: str
) -> list[dict[str, Any]] | None:
    """What one child chose, what holds and why; None where the round was taken back."""
    row = QuizRound.objects.select_related("run").filter(pk=round_id).first()
    if row is None:
        return None
    asked = questions(row.run, row.phase, language)
    return [
        {
            **question,
            "own": None if answer is None else question["options"][answer],
            "holds": question["options"][question["key"] - 1],
            "right": answer == question["key"] - 1,
        }
        for question, answer in zip(asked, answers, strict=True)
    ]

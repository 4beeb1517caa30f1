"""When families were told of a wave: from the letters that went out, or as somebody wrote it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from school_safety.schools.models import School
from school_safety.web import dates
from surveys.models import FamilyLetter, Wave

from . import forms

RECENT = timedelta(days=150)  # a letter of last term speaks of last term's questionnaire


@dataclass(frozen=True)
class Told:
    """`on`: the day by which every class had been told; `untold`: the classes that were not."""

    on: date | None
    untold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sent:
    """A consent letter, the classes it went to, and since when."""

    letter: int
    titles: dict[str, str]
    schools: frozenset[Any]
    classes: int
    on: date


def told(wave: Wave) -> Told:
    """The facts of one wave."""
    if wave.letter is None:
        return Told(wave.notice_on)
    rooms = {
        row.classroom_id: row.classroom.name for row in wave.sittings.select_related("classroom")
    }
    days = dict(
        _recent(wave.opens_at)
        .filter(letter=wave.letter, classroom_id__in=rooms)
        .order_by()
        .values_list("classroom_id")
        .annotate(last=Max("sent_at"))
    )
    untold = tuple(name for room, name in rooms.items() if room not in days)
    last = max(days.values(), default=None)
    return Told(timezone.localdate(last) if last else None, untold)


def _recent(before: datetime) -> QuerySet[FamilyLetter]:
    return FamilyLetter.objects.filter(sent_at__gte=before - RECENT)


def sent(schools: Iterable[School], at: datetime) -> list[Sent]:
    """The letters to choose from, newest first."""
    rows: dict[int, list[FamilyLetter]] = {}
    for row in _recent(at).filter(school__in=schools).order_by("-sent_at"):
        rows.setdefault(row.letter, []).append(row)
    return [
        Sent(
            letter,
            some[0].titles,
            frozenset(row.school_id for row in some),
            len({row.classroom_id for row in some}),
            timezone.localdate(some[-1].sent_at),
        )
        for letter, some in rows.items()
    ]


def sentence(found: Sent, language: str) -> str:
    """One letter in the planner's list."""
    facts = {
        "title": forms.words(found.titles, language),
        "n": found.classes,
        "day": dates.day(found.on),
    }
    return _("《%(title)s》，%(day)s起发给了 %(n)d 个班") % facts


def said(wave: Wave, language: str) -> str:
    """How families were told, on the page of the wave; empty where they were not."""
    if wave.letter is not None:
        row = FamilyLetter.objects.filter(letter=wave.letter).first()
        day = told(wave).on
        title = forms.words(row.titles, language) if row else ""
        facts = {"title": title, "day": dates.day(day) if day else "—"}
        return _("《%(title)s》，%(day)s") % facts
    if wave.notice_on is None:
        return ""
    who = wave.notice_by.name if wave.notice_by else "—"
    facts = {"day": dates.day(wave.notice_on), "who": who}
    return _("纸质同意书，%(day)s，%(who)s 记下") % facts


def reaching(classrooms: Any, on: date) -> Q:
    """Waves of which these classes' families have been told by this day."""
    letters = FamilyLetter.objects.filter(classroom_id__in=classrooms, sent_at__date__lte=on)
    return Q(letter=None, notice_on__lte=on) | Q(letter__in=letters.values("letter"))

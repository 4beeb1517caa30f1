"""Two programmes, who missed a lesson and was told later."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lessons.actions import programmes
from lessons.actions.teaching import Details, catch_up, fill_in
from lessons.queries.taught import children

from .told import Story

# key -> (who, school or the whole district, kind, names, grades, part of the term it spans)
PLANS: tuple[tuple[Any, ...], ...] = (
    ("da_d1", "", "week", "网络安全周", "Online safety week", (1, 9), (0.9, 1.0)),
    ("ed_s1", "S1", "first", "开学第一课", "First lesson of term", (1, 9), (0.1, 0.5)),
)
STILL = 14  # days that the district's week goes on from now
EACH = 4  # lessons in a row


def planned(story: Story) -> None:
    """Before anything is taught."""
    shelf = sorted(story.kept["lessons"], key=lambda page: (page.grade_from, page.title))
    for n, (who, code, kind, title, title_en, grades, span) in enumerate(PLANS):
        by, at = story.users[who], story.at(span[0] - 0.05)
        school = story.schools[code] if code else None
        district = school.district if school else story.districts["D1"]
        first, last = (timezone.localdate(story.at(part)) for part in span)
        last += timedelta(days=0 if code else STILL)
        row = programmes.make(
            district=district,
            school=school,
            facts={
                "kind": kind,
                "title": title,
                "title_en": title_en,
                "grade_from": grades[0],
                "grade_to": grades[1],
                "starts_on": first,
                "ends_on": last,
            },
            by=by,
            at=at,
        )
        for order, lesson in enumerate(shelf[n :: len(PLANS)][:EACH]):
            days = {"from_on": first + timedelta(days=order), "until_on": last}
            programmes.add_lesson(programme=row, lesson=lesson, **days, by=by, at=at)
        programmes.assign(programme=row, by=by, at=at)
        story.note("programme", row)


def missed(story: Story, row: Any, moment: Any, order: int) -> None:
    """One or two were away; of every second record somebody told them later."""
    away = list(children(row.classroom)[order : order + 1 + order % 2])
    details = Details(
        minutes=row.minutes,
        absent=frozenset(child.pk for child in away),
        tally=(31 - order, 9, 3),
        speaker="legal" if order == 1 else "",
        speaker_minutes=20,
    )
    fill_in(delivery=row, details=details, by=row.taught_by, at=moment)
    if order % 2:
        catch_up(absences=list(row.absences.all()), by=row.taught_by, at=moment)

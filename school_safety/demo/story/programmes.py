"""Two programmes, who missed a lesson and was told later."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lessons.actions import outreach, programmes
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


# (who, school, kind, part of the term, topic, people, brochures, speaker, office, minutes)
EVENTS: tuple[tuple[Any, ...], ...] = (
    ("ed_s1", "S1", "lecture", 0.2, "陌生人发来的好处", 190, 200, "police", "河湾派出所", 45),
    ("ed_s1", "S1", "activity", 0.6, "和爸妈定手机约定", 120, 0, "", "", 0),
    ("ed_s1", "S1", "lecture", 1.1, "刷单是怎么骗人的", 0, 0, "legal", "区检察院", 0),
    ("da_d1", "", "brochure", 0.5, "网络安全小册子", 0, 400, "", "", 0),
    ("da_d1", "S2", "lecture", 0.7, "睡觉和手机", 90, 90, "health", "区中心医院", 40),
)


def held(story: Story) -> None:
    """What was done beside lessons; one is still to come."""
    for who, code, kind, part, topic, people, brochures, speaker, office, minutes in EVENTS:
        school = story.schools[code] if code else None
        come = part > 1
        on = timezone.localdate(story.now if come else story.at(part))
        row = outreach.write(
            district=school.district if school else story.districts["D1"],
            school=school,
            facts={
                "kind": kind,
                "state": "planned" if come else "held",
                "topic": topic,
                "held_on": on + timedelta(days=STILL) if come else on,
                "audience": "both",
                "reached": people,
                "brochures": brochures,
                "speaker": speaker,
                "organisation": office,
                "speaker_minutes": minutes,
            },
            by=story.users[who],
            at=story.at(min(part, 1)),
        )
        story.note("outreach", row)

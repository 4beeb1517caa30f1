"""Parents' evenings: one that was, one today, one to come; who has read the teachers' course."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from lessons.actions import course, forking, parents
from lessons.queries.guides import guides
from school_safety.schools.models import Guardian

from .told import Story

# (part of the term or days from now, guide by its place on the shelf, where)
EVENINGS: tuple[tuple[float, int, str], ...] = ((0.5, 2, "阶梯教室"), (1, 0, "五楼会议室"))
NEXT = 9  # days
READERS = ("ht_s1b", "co_s1", "lead_s1")  # of the course for teachers


def told(story: Story) -> None:
    """All at one school."""
    by, shelf = story.users["ed_s1"], list(guides("zh-hans"))
    rooms = sorted(key for key in story.told_rooms if key.startswith("S1:"))
    for part, guide, place in EVENINGS:
        at = story.at(part) if part < 1 else story.now
        row = _plan(story, shelf[guide], timezone.localdate(at), place, by, at)
        for key in rooms[:2]:
            _sign(story, row, key, at)
        if part < 1:
            parents.close(session=row, held=True, by=by, at=at)
        story.note("parent_session", row)
    first = story.kept["lessons"][0]
    forking.fork(lesson=first, school=story.schools["S1"], by=by, at=story.at(0.6))
    for who in READERS:
        course.finish(by=story.users[who], at=story.at(0.4))
    day = timezone.localdate(story.now) + timedelta(days=NEXT)
    story.note("parent_session", _plan(story, shelf[1], day, "图书馆", by, story.now))


def _plan(story: Story, guide: Any, day: Any, place: str, by: Any, at: Any) -> Any:
    facts = {
        "begins_at": time(18, 30),
        "minutes": 30,
        "place": place,
        "grade_from": 1,
        "grade_to": 9,
    }
    return parents.plan(
        school=story.schools["S1"], guide=guide, held_on=day, facts=facts, by=by, at=at
    )


def _sign(story: Story, row: Any, key: str, at: Any) -> None:
    """Two by phone, the next nine on the teacher's list."""
    children = story.students(key)
    known = Guardian.objects.filter(
        guardianships__student__in=children[4:6],
        guardianships__held_at=None,
        user__isnull=False,
    )
    for guardian in known.exclude(user=story.users["gu_a"])[:2]:
        mine = [c for c in children if c.guardianships.filter(guardian=guardian).exists()]
        parents.sign_in(session=row, children=mine, by=guardian.user, at=at)
    here = frozenset(child.pk for child in children[6:15])
    room = story.rooms[key]
    parents.tick(session=row, room=room, here=here, by=story.homerooms[key], at=at)

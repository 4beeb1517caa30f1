"""What some classes knew before and after a lesson: hands in one, sheets on devices in the others."""

import random
from typing import Any
from uuid import UUID

from lessons.actions import quizzing
from lessons.queries import quizzes
from school_safety.reports.actions.growing import freeze_growth

from .told import Story

ROOMS = 6  # classes that are asked
DEVICES = (0, 2)  # which of them answer on devices
WAITS = 3  # this one is still to be asked after its lesson
SURE = {"before": 0.42, "after": 0.68}  # share right on an average question
SHEETS = 34
DRAWN = "quizzes"  # a lot of its own: nobody else's chapter comes out differently


def asked(story: Story) -> None:
    """Class by class one set that fits its grade; the last class is still to be asked after."""
    drawn = random.Random(DRAWN)  # noqa: S311  (demo answers, not secrets)
    rooms = sorted(story.told_rooms)[:ROOMS]
    for order, key in enumerate(rooms):
        room, by = story.rooms[key], story.homerooms[key]
        fitting = list(quizzes.sets_for(room, quizzes.CHINESE))
        if not fitting:
            continue
        at = story.at(0.55 + 0.02 * order)
        run = quizzing.start(classroom=room, quiz=fitting[0], by=by, at=at)
        story.note("quiz", run)
        _round(drawn, run, "before", order, at)
        if order != WAITS:
            _round(drawn, run, "after", order, at)
        if order == 0:  # a second set that is still to be asked after the lesson
            later = story.at(0.9)
            open_run = quizzing.start(classroom=room, quiz=fitting[-1], by=by, at=later)
            _round(drawn, open_run, "before", 1, later)
    if "D1" in story.districts:
        freeze_growth(district=story.districts["D1"], by=story.users["da_d1"], at=story.at(0.97))


def _round(drawn: random.Random, run: Any, phase: str, order: int, at: Any) -> None:
    asked = quizzes.questions(run, phase, quizzes.CHINESE)
    if order not in DEVICES:
        counts: list[list[int] | None] = [None] * len(run.items)
        for question in asked:
            hands = [drawn.randint(1, 6) for _option in question["options"]]
            hands[question["key"] - 1] = round(SHEETS * SURE[phase]) + drawn.randint(-3, 3)
            counts[question["place"]] = [*hands, drawn.randint(0, 5)]
        quizzing.count_hands(run=run, phase=phase, counts=counts, by=run.started_by, at=at)
        return
    row = quizzing.open_round(run=run, phase=phase, by=run.started_by, at=at)
    for _child in range(min(SHEETS - order, quizzes.seats(run.classroom))):
        answers = [_answer(drawn, question, SURE[phase]) for question in asked]
        seat = UUID(int=drawn.getrandbits(128), version=4)
        quizzing.hand_in(round_id=row.pk, seat=seat, answers=answers, at=at)
    quizzing.close_round(round_id=row.pk, by=run.started_by, at=at)


def _answer(drawn: random.Random, question: dict[str, Any], sure: float) -> int | None:
    key = question["key"] - 1
    if drawn.random() < sure:
        return int(key)
    others = [n for n in range(len(question["options"])) if n != key]
    return drawn.choice([*others, None])

"""Finished waves of the neighbouring schools: their answers are written IN BULK.

For performance work only, so that lists and reports have as much to count as a district has. The
waves are planned, approved, opened and closed by the actions, with slips and events; consents and
answers are written many at a time (`surveys.actions.filling` says what is left out). School by
school, so that memory does not grow with the district.
"""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from school_safety.consents.choices import Giver, Purpose, State
from school_safety.consents.models import Consent
from school_safety.consents.wording import current
from school_safety.kernel.terms import age_on
from school_safety.schools.models import Guardianship
from surveys.actions import filling, planning
from surveys.queries import forms
from surveys.queries import rooms as desks

from . import asking
from .told import Story

WAVES = (  # title, questionnaire, from which grade, when
    ("秋季第一次：上网习惯", "iu8c", 5, (0.2, 0.3)),
    ("秋季第二次：游戏和生活", "igd9c", 7, (0.42, 0.52)),
    ("秋季第三次：游戏、网络和睡眠", "gd3c", 5, (0.64, 0.74)),
)
AGREED, ANSWERED = 0.92, 0.94
PATTERNS = 240  # sets of answers that come again and again: drawing them is the slow part
WORRIES = (0.15,) * 10 + (0.55, 0.9)
CHUNK = 500
Pattern = tuple[tuple[int | None, ...], tuple[float, ...]]


def tell(story: Story) -> None:
    """Nothing where there are no neighbours."""
    patterns: dict[str, list[Pattern]] = {}
    for code in story.schools:
        if code in story.told_schools:
            continue
        agreed = _consents(story, code)
        for title, instrument, grade, (opens, closes) in WAVES:
            keys = [key for key in sorted(story.rooms) if key.startswith(f"{code}:")]
            rooms = [key for key in keys if story.rooms[key].grade >= grade]
            if not rooms:
                continue
            begins = story.at(opens)
            ends = max(story.at(closes), begins + timedelta(days=2))
            wave = asking.planned(story, code, instrument, title, rooms, begins, ends)
            if instrument not in patterns:
                patterns[instrument] = _patterns(story, wave)
            filling.fill(wave=wave, rows=_rows(story, wave, patterns[instrument], agreed))
            planning.close_wave(wave=wave, by=wave.planned_by, at=min(ends, story.now))
            story.note("wave", wave)


def _patterns(story: Story, wave: Any) -> list[Pattern]:
    questions = forms.version(wave.instrument_version_id).questions
    chance = story.random
    return [
        (
            tuple(asking.choices(story, questions, chance.choice(WORRIES))),
            tuple(chance.uniform(4, 15) for _ in questions),
        )
        for _ in range(PATTERNS)
    ]


@transaction.atomic
def _consents(story: Story, code: str) -> dict[UUID, Consent]:
    """Most families agreed before the first wave, and so did whoever was asked herself."""
    at = story.at(WAVES[0][3][0] - 0.1)
    words = current(Purpose.SCREENING, "zh-hans").hash
    links = Guardianship.objects.filter(
        student__school=story.schools[code],
        student__classroom__grade__gte=min(grade for _t, _i, grade, _at in WAVES),
        order=1,
        authority="full",
    ).order_by("student__number")
    found: dict[UUID, Consent] = {}
    own = []
    for student, guardian, born in links.values_list(
        "student_id", "guardian_id", "student__born_on"
    ):
        given = State.GIVEN if story.random.random() < AGREED else State.REFUSED
        facts = {
            "district_id": story.schools[code].district_id, "student_id": student, "state": given,
            "purpose": Purpose.SCREENING, "text_hash": words, "answered_at": at,
        }  # fmt: skip
        found[student] = Consent(giver=Giver.GUARDIAN, guardian_id=guardian, **facts)
        if born and age_on(born, timezone.localdate(at)) >= 14:
            own.append(Consent(giver=Giver.STUDENT, **facts))
    Consent.objects.bulk_create([*found.values(), *own], batch_size=CHUNK)
    return {pk: consent for pk, consent in found.items() if consent.state == State.GIVEN}


def _rows(
    story: Story, wave: Any, patterns: list[Pattern], agreed: dict[UUID, Consent]
) -> Iterator[filling.Filled]:
    slips = desks.invitations_of(wave).order_by("student__number")
    for slip, student, sex, grade in slips.values_list(
        "pk", "student_id", "student__sex", "sitting__classroom__grade"
    ):
        if story.random.random() > ANSWERED:
            continue
        choices, seconds = story.random.choice(patterns)
        yield filling.Filled(
            invitation_id=slip,
            student_id=student,
            sex=sex,
            grade=grade,
            key=secrets.token_urlsafe(24),
            choices=choices,
            seconds=seconds,
            consent=agreed.get(student),
        )

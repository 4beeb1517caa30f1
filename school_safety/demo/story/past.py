"""Finished waves of the neighbouring schools: their answers are written IN BULK.

For performance work only, so that lists and reports have as much to count as a district has. The
waves are planned, approved, opened and closed by the actions, with slips and events; the answers
are scored by the rules of the door and sealed like any others, but no hand handed them in: there
is no event for each of them, and what is flagged opens no case. School by school, so that memory
does not grow with the district.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from school_safety.accounts.codes import ALPHABET
from school_safety.consents.choices import BasisKind, Giver, Purpose, State
from school_safety.consents.models import Basis, Consent
from school_safety.consents.wording import current
from school_safety.kernel.terms import age_on
from school_safety.schools.models import Guardianship
from surveys.actions import planning
from surveys.actions.responding import RECEIPT_LENGTH, hash_of
from surveys.choices import InvitationState, Path
from surveys.models import Invitation, Response
from surveys.queries import forms
from surveys.rules import validity
from surveys.rules.packing import pack
from surveys.rules.scoring import Score, applicable, score

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


def tell(story: Story) -> None:
    """Nothing where there are no neighbours."""
    patterns: dict[str, Patterns] = {}
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
            pool = patterns.setdefault(instrument, Patterns(story, wave))
            _hand_in(story, wave, pool, agreed)
            planning.close_wave(wave=wave, by=wave.planned_by, at=min(ends, story.now))
            story.note("wave", wave)


@dataclass
class Patterns:
    """Answers to one questionnaire, drawn once, scored once for each sex and grade."""

    story: Story
    wave: Any
    drawn: list[tuple[tuple[int | None, ...], list[float]]] = field(default_factory=list)
    scored: dict[tuple[int, str, int], Score] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.form = forms.form(self.wave.instrument_version_id)
        questions = forms.version(self.wave.instrument_version_id).questions
        chance = self.story.random
        for _ in range(PATTERNS):
            choices = asking.choices(self.story, questions, chance.choice(WORRIES))
            self.drawn.append((tuple(choices), [chance.uniform(4, 15) for _ in questions]))

    def fill(self, response: Response, sex: str, grade: int, chance: Random) -> None:
        """One set of answers with all that the door would have made of it."""
        place = chance.randrange(PATTERNS)
        choices, seconds = self.drawn[place]
        found = self.scored.get((place, sex, grade))
        if found is None:
            routing = self.wave.routing
            found = score(self.form, choices, sex=sex, grade=grade, routing=routing)
            self.scored[place, sex, grade] = found
        response.seconds = int(sum(seconds)) + 1
        checks = validity.check(self.form, choices, elapsed=response.seconds, reported=seconds)
        response.answers = {"a": pack(choices, applicable(self.form, choices)), "t": seconds}
        response.score, response.band = found.value, int(found.band)
        response.validity = int(checks.state)


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


@transaction.atomic
def _hand_in(story: Story, wave: Any, pool: Patterns, agreed: dict[UUID, Consent]) -> None:
    slips = Invitation.objects.filter(wave=wave).order_by("student__number")
    made = [
        _response(story, wave, pool, slip, agreed.get(slip[1]))
        for slip in slips.values_list(
            "pk", "student_id", "student__sex", "sitting__classroom__grade"
        ).iterator()
        if story.random.random() < ANSWERED
    ]
    Basis.objects.bulk_create((row.basis for row in made if row.basis), batch_size=CHUNK)
    Response.objects.bulk_create(made, batch_size=CHUNK)
    for path in Path.SCREENING, Path.ALTERNATIVE:
        _sat(wave, path, [row.invitation_id for row in made if row.path == path])


def _response(
    story: Story,
    wave: Any,
    pool: Patterns,
    slip: tuple[UUID, UUID, str, int],
    consent: Consent | None,
) -> Response:
    invitation, student, sex, grade = slip
    row = Response(
        district_id=wave.district_id,
        invitation_id=invitation,
        wave_id=wave.pk,
        student_id=student,
        path=Path.SCREENING if consent else Path.ALTERNATIVE,
        seconds=story.random.randrange(90, 300),
        key_hash=hash_of(secrets.token_urlsafe(24)),
        receipt="".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_LENGTH)),
        submitted_at=min(wave.opens_at + timedelta(minutes=25), story.now),
    )
    if consent is not None:
        row.basis = Basis(
            district_id=wave.district_id,
            student_id=student,
            field="screening.response",
            about=f"response:{row.pk}",
            kind=BasisKind.CONSENT,
            consent=consent,
            at=row.submitted_at,
        )
        pool.fill(row, sex, grade, story.random)
    return row


def _sat(wave: Any, path: str, ids: Iterable[UUID]) -> None:
    waiting = list(ids)
    for at in range(0, len(waiting), CHUNK):
        Invitation.objects.filter(pk__in=waiting[at : at + CHUNK]).update(
            state=InvitationState.SUBMITTED, path=path, started_at=wave.opens_at
        )

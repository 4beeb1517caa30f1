"""A letter to many classes: ordered at once, sent class by class in the background.

Each class is one transaction with the row that says it is done: a worker that is killed leaves whole
classes behind, and whoever takes the round up again begins with the next one.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from lessons import queries
from lessons.models import LetterPage, Mailing, MailingRoom
from lessons.queries import mailings
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, Refusal
from school_safety.notices import rounds
from school_safety.schools.models import Classroom

from . import sending
from .sending import Terms

KIND = "lessons.mailing"
TRIES = mailings.TRIES
SAME = timedelta(minutes=10)  # a second click within this time is the same order
LEFT = timedelta(minutes=3)  # without a step for so long: somebody else takes it up
LOOK_BACK = timedelta(days=7)
log = logging.getLogger(__name__)


@transaction.atomic
def order(
    *, letter: LetterPage, classrooms: list[Classroom], by: Any, at: datetime, **terms: Any
) -> Mailing:
    """What can be refused for all is refused now; what only concerns one class, when its turn comes."""
    given = Terms(**terms)
    texts = sending.checked_texts(letter, given, at=at)
    wanted = {room.pk for room in classrooms}
    same = _same(letter, given, wanted, by, at)
    if same is not None:
        return same
    made = Mailing.objects.create(
        district_id=classrooms[0].district_id,
        letter_page=letter.pk,
        letter_revision=letter.live_revision_id,
        titles={language: words["title"] for language, words in texts.items()},
        rule=given.rule,
        due_on=given.due_on,
        slots=list(given.slots),
        sent_by=by,
        ordered_at=at,
    )
    MailingRoom.objects.bulk_create(
        MailingRoom(district_id=room.district_id, mailing=made, classroom=room)
        for room in classrooms
    )
    record(
        events.MAILING_ORDERED,
        by=by,
        district_id=made.district_id,
        object_kind="lessons.mailing",
        object_id=str(made.pk),
        facts={"page": letter.pk, "classes": len(classrooms)},
        at=at,
    )
    rounds.begin(KIND, made.pk)
    return made


def _same(
    letter: LetterPage, given: Terms, wanted: set[UUID], by: Any, at: datetime
) -> Mailing | None:
    rows = Mailing.objects.filter(
        sent_by=by, letter_page=letter.pk, letter_revision=letter.live_revision_id,
        rule=given.rule, due_on=given.due_on, ordered_at__gt=at - SAME,
    )  # fmt: skip
    for row in rows:
        rooms = set(row.rooms.values_list("classroom_id", flat=True))
        if rooms == wanted and row.slots == list(given.slots):
            return row
    return None


def walk(mailing_id: str, *, clock: Callable[[], datetime] = timezone.now) -> None:
    """Class by class until none is left; safe to run twice, and beside another."""
    mailing = Mailing.objects.select_related("sent_by").get(pk=mailing_id)
    while (room := _next(mailing, clock())) is not None:
        try:
            _send(mailing, room, clock())
        except Exception:  # one class that fails must not hold up the others
            log.exception("a class of mailing %s failed", mailing.pk)


def take_up(*, at: datetime) -> int:
    """What was left lying, from the clock; how many rounds were begun again."""
    left = MailingRoom.objects.filter(
        Q(tried_at=None, mailing__ordered_at__lt=at - LEFT) | Q(tried_at__lt=at - LEFT),
        done_at=None, tries__lt=TRIES, mailing__ordered_at__gt=at - LOOK_BACK,
    )  # fmt: skip
    busy = MailingRoom.objects.filter(tried_at__gte=at - LEFT).values("mailing")
    ids = set(left.exclude(mailing__in=busy).values_list("mailing_id", flat=True))
    for mailing_id in ids:
        rounds.begin(KIND, mailing_id)
    return len(ids)


def _next(mailing: Mailing, at: datetime) -> MailingRoom | None:
    rows = MailingRoom.objects.filter(mailing=mailing, done_at=None, tries__lt=TRIES)
    room = rows.order_by("tries", "classroom__school__code", "classroom__name", "pk").first()
    if room is not None:
        MailingRoom.objects.filter(pk=room.pk).update(tries=F("tries") + 1, tried_at=at)
    return room


@transaction.atomic
def _send(mailing: Mailing, room: MailingRoom, at: datetime) -> None:
    """The class's letters and the word that it is done, together or not at all."""
    held = MailingRoom.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if held.done_at is not None:
        return
    try:
        with transaction.atomic():
            held.dispatch = _dispatch(mailing, held, at)
    except Refusal as refusal:
        held.refused = _code(refusal)
    held.done_at = at
    held.save(update_fields=["dispatch", "refused", "done_at"])


def _dispatch(mailing: Mailing, room: MailingRoom, at: datetime) -> Any:
    """Asks the policy again, as the person who ordered it, about the words that she saw."""
    by = mailing.sent_by
    letter = queries.sendable_letters(by).filter(pk=mailing.letter_page).first()
    if letter is None or letter.live_revision_id != mailing.letter_revision or not by.is_active:
        raise Invalid(fields={"letter": "letter_changed"})
    classroom = queries.send_classes(by, letter).filter(pk=room.classroom_id).first()
    if classroom is None:
        raise Invalid(fields={"classrooms": "not_hers"})
    return sending.send(
        letter=letter, classroom=classroom, by=by, at=at, rule=mailing.rule,
        due_on=mailing.due_on, slots=tuple(mailing.slots),
    )  # fmt: skip


def _code(refusal: Refusal) -> str:
    fields = getattr(refusal, "fields", None) or {}
    return next(iter(fields.values()), getattr(refusal, "code", "") or "refused")[:40]

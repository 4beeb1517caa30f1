"""Sitting down with a family: offer times, hear the choice, write down what each of them thinks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import Attitude, ContactHow, TalkStatus
from interventions.models import Case, FamilyTalk
from interventions.policies import (
    check_can_move_talk,
    check_not_waived,
    check_open,
    check_version,
)
from interventions.queries import people
from interventions.rules import talk_lifecycle
from school_safety.audit.events.meetings import BY_CODE
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import Guardian

from .contacting import keep_contact
from .memory import remember, tell, tell_case
from .moving import locked

SCRIPT = "family_meeting_1"  # the wording in templates/interventions/parts/


@dataclass(frozen=True)
class Times:
    """Which guardian is asked, where, about what, and when it could be."""

    guardian: Guardian
    place: str
    words: str
    slots: Sequence[datetime]


@dataclass(frozen=True)
class Voice:
    """What one of them thinks; a guardian, or somebody else by name."""

    who: str
    attitude: str
    words: str = ""
    guardian: Guardian | None = None


def locked_talk(talk: FamilyTalk) -> FamilyTalk:
    """The meeting as it is now, held until the transaction ends."""
    rows = FamilyTalk.objects.select_for_update(of=("self",))
    return rows.select_related("case__student", "case__owner", "guardian__user").get(pk=talk.pk)


@transaction.atomic(durable=True)
def offer_times(*, case: Case, times: Times, by: Any, at: datetime) -> FamilyTalk:
    """Ask one guardian which of some times suits her."""
    case = locked(case)
    check_open(case)
    _check(case, times, at)
    talk = FamilyTalk.objects.create(
        district_id=case.district_id,
        case=case,
        guardian=times.guardian,
        place=times.place.strip(),
        words=times.words.strip(),
        slots=[slot.isoformat() for slot in sorted(times.slots)],
        last_slot_at=max(times.slots),
        made_by=by,
        made_at=at,
        changed_by=by,
        changed_at=at,
    )
    _remember(talk, by=by, at=at)
    _tell_family(talk, at=at)
    return talk


@transaction.atomic(durable=True)
def change_times(
    *, talk: FamilyTalk, version: int, times: Times, by: Any, at: datetime
) -> FamilyTalk:
    """Other times; an older version is refused and shown beside the newer one (409)."""
    case = locked(talk.case)
    check_open(case)
    talk = locked_talk(talk)
    check_can_move_talk(talk, TalkStatus.OFFERED)
    check_version(version, talk.version)
    _check(case, times, at)
    talk.guardian, talk.place, talk.words = times.guardian, times.place.strip(), times.words.strip()
    talk.slots = [slot.isoformat() for slot in sorted(times.slots)]
    talk.last_slot_at, talk.starts_at, talk.wish = max(times.slots), None, ""
    talk.changed_by, talk.changed_at = by, at
    _move(talk, TalkStatus.OFFERED, by=by, at=at)
    _tell_family(talk, at=at)
    return talk


@transaction.atomic(durable=True)
def choose_time(
    *, talk: FamilyTalk, slot: datetime | None, wish: str, by: Any, at: datetime
) -> FamilyTalk:
    """One of the offered times, or none of them."""
    talk = locked_talk(talk)
    check_open(talk.case)
    check_not_waived(talk.case.student)
    offered = {datetime.fromisoformat(text) for text in talk.slots}
    if slot is not None and (slot not in offered or slot <= at):
        raise Invalid(fields={"slot": "unknown"})
    to = TalkStatus.NO_FIT if slot is None else TalkStatus.CHOSEN
    check_can_move_talk(talk, to)
    talk.starts_at, talk.wish, talk.answered_at = slot, wish.strip(), at
    _move(talk, to, by=by, at=at)
    if talk.case.owner is not None and talk.case.owner_id != by.pk:
        tell_case("family_answered", [talk.case.owner], talk.case, at=at)
    return talk


@transaction.atomic(durable=True)
def cancel_talk(*, talk: FamilyTalk, by: Any, at: datetime) -> FamilyTalk:
    """Not this time."""
    talk = locked_talk(talk)
    check_can_move_talk(talk, TalkStatus.CANCELLED)
    _move(talk, TalkStatus.CANCELLED, by=by, at=at)
    _tell_family(talk, at=at)
    return talk


@transaction.atomic(durable=True)
def record_talk_with_family(
    *,
    talk: FamilyTalk,
    version: int,
    came: str,
    voices: Sequence[Voice],
    next_on: date | None,
    by: Any,
    at: datetime,
) -> FamilyTalk:
    """Who was there and what each thinks. Yes, later and no go the same way; no stops nothing."""
    case = locked(talk.case)
    check_open(case)
    talk = locked_talk(talk)
    check_can_move_talk(talk, TalkStatus.HELD)
    check_version(version, talk.version)
    _check_voices(voices, next_on, at)
    talk.came, talk.next_on, talk.held_at = came.strip(), next_on, at
    talk.voices = [
        {"who": each.who, "attitude": each.attitude, "words": each.words.strip()} for each in voices
    ]
    talk.changed_by, talk.changed_at = by, at
    _move(talk, TalkStatus.HELD, by=by, at=at)
    for each in voices:
        if each.guardian is not None:
            keep_contact(
                case=case,
                guardian=each.guardian,
                how=ContactHow.MEETING,
                attitude=each.attitude,
                script=SCRIPT,
                proof=each.words.strip() or came.strip(),
                next_on=next_on,
                by=by,
                at=at,
            )
    return talk


def _check(case: Case, times: Times, at: datetime) -> None:
    check_not_waived(case.student)
    wrong = {name: "required" for name in ("place", "words") if not getattr(times, name).strip()}
    if times.guardian.pk not in {row.pk for row in people.guardians_to_tell(case.student)}:
        wrong["guardian"] = "not_to_be_told"
    if not times.slots:
        wrong["slot_1"] = "required"
    elif min(times.slots) <= at:
        wrong["slot_1"] = "in_the_past"
    if wrong:
        raise Invalid(fields=wrong)


def _check_voices(voices: Sequence[Voice], next_on: date | None, at: datetime) -> None:
    wrong = {}
    if not any(each.guardian for each in voices):
        wrong["attitude_1"] = "required"
    if any(each.attitude not in Attitude.values for each in voices):
        wrong["attitude_1"] = "unknown"
    if any(each.attitude == Attitude.THINKING for each in voices) and next_on is None:
        wrong["next_on"] = "when_again"
    elif next_on is not None and next_on <= timezone.localdate(at):
        wrong["next_on"] = "in_the_past"
    if wrong:
        raise Invalid(fields=wrong)


def _move(talk: FamilyTalk, to: str, *, by: Any, at: datetime) -> None:
    talk.status = to
    talk.version += 1
    talk.save()
    _remember(talk, by=by, at=at)


def _remember(talk: FamilyTalk, *, by: Any, at: datetime) -> None:
    event = BY_CODE[talk_lifecycle.LIFECYCLE[talk.status].event]
    remember(event, talk.case, row=talk, by=by, at=at, facts={"status": talk.status})


def _tell_family(talk: FamilyTalk, *, at: datetime) -> None:
    if talk.guardian.user is not None:
        url_name = "interventions:family_support"
        tell("support_news", [talk.guardian.user], talk.case, url_name=url_name, at=at)

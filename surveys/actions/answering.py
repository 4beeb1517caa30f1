"""Autosave: what a student has answered so far goes into the draft, never into the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from school_safety.kernel.refusals import Absent, Invalid
from school_safety.volatile import store
from surveys import policies
from surveys.choices import Path
from surveys.models import InstrumentVersion, Invitation
from surveys.queries import begun, forms, rooms
from surveys.queries.begun import Begun
from surveys.rules.packing import MISSING, BadAnswers, pack, unpack

from . import drafting
from .drafting import Draft
from .seating import seat_hash

LONGEST = 600.0  # seconds that one question may count


@dataclass
class Desk:
    """One live session: the slip, its start, the questions shown, and what was answered so far."""

    invitation: Invitation
    begun: Begun
    version: InstrumentVersion
    draft: Draft

    @property
    def switched(self) -> bool:
        """The consent ended while she was writing."""
        return self.begun.switched(self.invitation)

    @property
    def length(self) -> int:
        """Both paths have as many questions as the wave's questionnaire."""
        return len(self.draft.choices)

    def question(self, place: int) -> dict:
        """The question at this place; the quiet task goes round if it is the shorter one."""
        return self.version.questions[place % len(self.version.questions)]

    @property
    def sizes(self) -> list[int]:
        """How many options each question has."""
        return [len(self.question(place)["options"]) for place in range(self.length)]

    @property
    def stops_after(self) -> int | None:
        """The place of the filter question, once its answer makes the rest not apply."""
        for place, choice in enumerate(self.draft.choices):
            skip = self.question(place).get("skip_when", ())
            if choice is not None and self.question(place)["options"][choice]["code"] in skip:
                return place
        return None

    @property
    def next_open(self) -> int:
        """Where to go on."""
        if self.stops_after is not None:
            return self.length
        return self.draft.first_open


def sit_at(invitation_id: UUID | str, seat: str, at: datetime) -> Desk:
    """The desk of this live session, or a refusal by name."""
    invitation = rooms.by_id(invitation_id)
    if invitation is None:
        raise Absent
    return desk_of(invitation, seat, at)


def desk_of(invitation: Invitation, seat: str, at: datetime) -> Desk:
    """The same for a slip that was read already."""
    place = begun.kind(invitation.sitting_id)
    found = store.get_each((place, drafting.KIND), str(invitation.pk))
    if place not in found:
        raise Absent
    start = begun.read(found[place])
    policies.check_can_answer(invitation, start, seat_hash(seat), at)
    own = forms.version(invitation.wave.instrument_version_id)
    shown = own if start.path_of(invitation) == Path.SCREENING else forms.quiet(own.pk)
    draft = drafting.opened(found.get(drafting.KIND), invitation, len(own.questions))
    return Desk(invitation, start, shown, draft)


def put_answer(desk: Desk, *, place: int, choice: int | None, talk: bool, at: datetime) -> None:
    """One question answered, or passed over; the time it took is what the server saw."""
    if not 0 <= place < desk.length:
        raise Invalid(fields={"place": "unknown"})
    if desk.switched:
        choice = None  # answered on a page that was shown before the consent ended
        desk.draft.seen.update(range(place))  # the draft was erased, the way she came was not
    if choice is not None and not 0 <= choice < len(desk.question(place)["options"]):
        raise Invalid(fields={"choice": "unknown"})
    draft, now = desk.draft, at.timestamp()
    began = draft.touched or desk.begun.started_at.timestamp()
    draft.choices[place] = choice
    draft.seen.add(place)
    draft.seconds[place] = round(min(draft.seconds[place] + max(now - began, 0.0), LONGEST), 1)
    draft.touched = now
    draft.talk = talk
    draft.revision += 1
    drafting.write(desk.invitation, draft)


def put_page(desk: Desk, *, chosen: Sequence[int | None], talk: bool) -> None:
    """All questions of a page that was sent at once: what was left open is passed over."""
    marks = pack(chosen, [choice is not None for choice in chosen])
    put_all(desk, answers=marks, seconds=[], talk=talk, revision=desk.draft.revision + 1)


def put_all(desk: Desk, *, answers: str, seconds: list[float], talk: bool, revision: int) -> bool:
    """The whole state of a page at once; an older state never overwrites a newer one."""
    if revision <= desk.draft.revision:
        return False
    lay_out(desk, answers=answers, seconds=seconds, talk=talk, revision=revision)
    drafting.write(desk.invitation, desk.draft)
    return True


def lay_out(
    desk: Desk, *, answers: str, seconds: Sequence[float], talk: bool, revision: int
) -> None:
    """The whole state of a page on this desk, and not yet kept anywhere."""
    length = desk.length
    if desk.switched:
        # The consent ended while she wrote: how far she has come, a wish to talk, and no answer.
        seen = {place for place, mark in enumerate(answers[:length]) if mark != MISSING}
        desk.draft = Draft([None] * length, [0.0] * length, talk, revision, 0.0, seen)
        return
    try:
        choices = list(unpack(answers, desk.sizes))
    except BadAnswers as error:
        raise Invalid(fields={"answers": str(error)}) from error
    times = [round(min(max(t, 0.0), LONGEST), 1) for t in seconds][:length]
    times += [0.0] * (length - len(times))
    seen = {place for place, mark in enumerate(answers) if mark == "x"}
    seen |= {place for place, choice in enumerate(choices) if choice is not None}
    desk.draft = Draft(choices, times, talk, revision, desk.draft.touched, seen)

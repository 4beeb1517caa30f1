"""Invitations to a talk that do not say why: the lot, the invitation, and what was found."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from interventions.actions.opening import open_case
from interventions.choices import Finding, Level, Source
from interventions.queries import people
from interventions.queries.deadlines import due_at
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from surveys.models import Flag, Invitation, Response, TalkInvite, Wave, WaveLot
from surveys.queries import talks
from surveys.rules import blind

from .memory import remember_talk, remember_wave
from .planning import draft_of

DRAWN = {
    "zh": "这位同学是抽签请来谈话的，问卷没有提示什么。",
    "en": "This student was invited by lot; the questionnaire had suggested nothing.",
}


@transaction.atomic
def set_lot(*, wave: Wave, share: int, by: Any, at: datetime) -> Wave:
    """How many per cent of the others are invited as well; 0 for none. Who had read it reads again."""
    wave = draft_of(wave)
    if share not in {0, *blind.SHARES}:
        raise NotNow("unknown_share")
    WaveLot.objects.filter(wave=wave).delete()
    if share:
        WaveLot.objects.create(wave=wave, share=share, seed=uuid4().hex, set_by=by, set_at=at)
    wave.approvals.all().delete()
    remember_wave(events.LOT_SET, wave, by=by, at=at, facts={"share": share})
    return wave


def is_invited(response: Response, slip: Invitation, kinds: frozenset[str], paper: bool) -> bool:
    """Whether this child gets an invitation that does not say why, instead of a case or of nothing.

    Not where she is looked after already: those who know her would know.
    """
    if response.band not in talks.READABLE or not blind.can_be_sealed(kinds, on_paper=paper):
        return False
    lot = talks.lot_of(slip.wave_id)
    if lot is None or not (kinds or blind.drawn(lot.seed, str(slip.pk), lot.share)):
        return False
    return not talks.has_case(response.student, response.submitted_at)


def invite(response: Response, evidence: dict[str, Any], *, at: datetime) -> TalkInvite:
    """In the transaction of handing in. The clock is that of a flag, for both kinds."""
    made = TalkInvite.objects.create(
        district_id=response.district_id,
        wave=response.wave,
        student=response.student,
        response=response,
        evidence=evidence,
        asked_at=at,
        due_at=due_at(response.district_id, Level.WEEK, at),
        lapses_at=due_at(response.district_id, Level.WATCH, at),
    )
    remember_talk(events.TALK_INVITED, made, by=None, at=at)
    for person in people.counselors_of(response.wave.school_id, at):
        post(
            "talk_invited",
            to=person,
            district_id=response.district_id,
            school_id=response.wave.school_id,
            url_name="surveys:talk_list",
            key=f"{response.wave_id}:{at:%Y%m%d}",
            at=at,
        )
    return made


@transaction.atomic(durable=True)
def write_down(
    *, invite: TalkInvite, finding: str, words: str, wanted: bool, by: Any, at: datetime
) -> TalkInvite:
    """What the talk showed. Only from here on is it said who had been picked and who drawn."""
    row = _waiting(invite, by, at)
    wrong = {}
    if finding not in Finding.values:
        wrong["finding"] = "required"
    if finding != Finding.DECLINED and not words.strip():
        wrong["words"] = "required"
    if wrong:
        raise Invalid(fields=wrong)
    row.finding, row.words, row.ended_by = finding, words.strip(), by
    picked = talks.picked(row)
    follows = blind.opens_case(picked=picked, finding=finding, wanted=wanted)
    _end(row, follows=follows, by=by, at=at)
    remember_talk(events.TALK_WRITTEN, row, by=by, at=at)
    return row


@transaction.atomic(durable=True)
def unseal(*, invite: TalkInvite, by: Any, at: datetime) -> TalkInvite:
    """Look first: there may be a reason. This talk is not blind any more and counts in no estimate."""
    row = _waiting(invite, by, at)
    row.ended_by = row.unsealed_by = by
    _end(row, follows=talks.picked(row), by=by, at=at)
    remember_talk(events.TALK_UNSEALED, row, by=by, at=at)
    return row


def lapse_due(*, at: datetime) -> int:
    """What nobody came to: a picked child becomes a case like any other; a drawn one is left in peace."""
    due = TalkInvite.objects.filter(ended_at=None, lapses_at__lte=at).order_by("lapses_at")
    return sum(_lapse(row, at) for row in due)


@transaction.atomic(durable=True)
def _lapse(invite: TalkInvite, at: datetime) -> bool:
    row = talks.locked(invite.pk)
    if row.ended_at is not None:
        return False
    _end(row, follows=talks.picked(row), by=None, at=at)
    remember_talk(events.TALK_LAPSED, row, by=None, at=at)
    return True


@transaction.atomic
def take_back(*, response: Response) -> None:
    """A no after all: where no case rests on it, the invitation is gone, and why it came too."""
    if TalkInvite.objects.filter(response=response, case_id=None).delete()[0]:
        Flag.objects.filter(response=response, case_id=None).delete()


def _waiting(invite: TalkInvite, by: Any, at: datetime) -> TalkInvite:
    row = talks.locked(invite.pk)
    if row.ended_at is not None:
        raise NotNow("talk_over")
    if not people.counselors_of(row.wave.school_id, at).filter(pk=by.pk).exists():
        raise NotNow("talk_by_counselor")
    return row


def _end(row: TalkInvite, *, follows: bool, by: Any, at: datetime) -> None:
    row.ended_at = at
    if follows:
        row.case_id = _open(row, by=by, at=at)
        Flag.objects.filter(response=row.response, case_id=None).update(case_id=row.case_id)
    row.save()


def _open(row: TalkInvite, *, by: Any, at: datetime) -> Any:
    """The case is given to a counselor by the rule, as always: nobody gives herself a child to read."""
    picked = talks.picked(row)
    told = (
        dict(row.evidence)
        if picked
        else {"origin": f"{row._meta.label_lower}:{row.pk}", "lines": [DRAWN]}
    )
    told["lines"] = [*told["lines"], *_said(row)]
    source = Source.SCREENING if picked else Source.INVITED
    return open_case(
        student=row.student, level=Level.WEEK, source=source, evidence=told, by=by, at=at
    ).pk


def _said(row: TalkInvite) -> list[dict[str, str]]:
    """What she wrote down after the talk travels along."""
    if not row.words:
        return []
    label = {"zh": "谈过一次，写下的是：", "en": "Written down after a talk: "}
    return [{language: f"{start}{row.words}" for language, start in label.items()}]

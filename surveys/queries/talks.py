"""Invitations to a talk, in one list of equal look; who was picked is asked here and nowhere else."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.choices import TALKED
from interventions.queries import care
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import Student
from school_safety.web import dates
from surveys.choices import Band
from surveys.models import TalkInvite, Wave, WaveLot

NEGATIVE = (Band.BELOW.value, Band.WATCH.value, Band.RECHECK.value)
READABLE = frozenset({*NEGATIVE, Band.FLAGGED.value})
LATELY = timedelta(days=14)


@lru_cache(maxsize=512)
def lot_of(wave_id: UUID) -> WaveLot | None:
    """The lot of a wave that was opened, if it has one: set in the draft, it stays the same now."""
    return WaveLot.objects.filter(wave=wave_id).first()


def share_of(wave: Wave) -> int:
    """Per cent of the others who are invited too; 0 where nobody is."""
    found = WaveLot.objects.filter(wave=wave).first()
    return found.share if found else 0


def has_case(student: Student, at: datetime) -> bool:
    """Whether her school looks after her already."""
    return care.is_open(student, at)


def picked(invite: TalkInvite) -> bool:
    """By the questionnaire, not by lot. Never shown before the talk is over."""
    return invite.response.band == Band.FLAGGED


def locked(pk: UUID) -> TalkInvite:
    """As it is now, for this transaction alone."""
    rows = TalkInvite.objects.select_for_update(of=("self",))
    return rows.select_related("wave", "student", "response").get(pk=pk)


def due(value: datetime, at: datetime) -> dict[str, str]:
    """A deadline as a badge; only late ones are marked."""
    text = dates.day(timezone.localtime(value).date())
    if value < at:
        return {"text": _("已过 %(when)s") % {"when": dates.moment(value)}, "state": "waiting"}
    return {"text": text, "state": ""}


def waiting(user: Any) -> QuerySet[TalkInvite]:
    """Who is still to be invited, the nearest deadline first; their ids, and so chance, after that."""
    rows = TalkInvite.objects.filter(ended_at=None).select_related("student__classroom", "wave")
    return policy.visible(user, Permission.SIGNAL_READ, rows).order_by("due_at", "pk")


def lately(user: Any, at: datetime) -> QuerySet[TalkInvite]:
    """Her own talks that are over, newest first."""
    rows = TalkInvite.objects.filter(ended_at__gt=at - LATELY, ended_by=user)
    rows = rows.select_related("student__classroom", "wave")
    return policy.visible(user, Permission.SIGNAL_READ, rows).order_by("-ended_at", "pk")[:25]


def may_listen(row: TalkInvite, user: Any, at: datetime) -> bool:
    """Somebody else talked, not long ago, and nobody has said yet that she sat in."""
    fresh = row.ended_at is not None and row.ended_at > at - LATELY
    return fresh and row.finding in TALKED and row.second_by_id is None and row.ended_by != user


def beside(user: Any, at: datetime) -> QuerySet[TalkInvite]:
    """Talks of colleagues on which she may have sat in, newest first."""
    rows = TalkInvite.objects.filter(ended_at__gt=at - LATELY, finding__in=TALKED, second_by=None)
    rows = rows.exclude(ended_by=user).select_related("student__classroom", "wave", "ended_by")
    return policy.visible(user, Permission.SIGNAL_READ, rows).order_by("-ended_at", "pk")[:25]


def invite(user: Any, pk: UUID, at: datetime) -> TalkInvite:
    """One of them, with the read written down; Absent for anybody else."""
    rows = TalkInvite.objects.select_related(
        "student__classroom", "wave", "response", "ended_by", "second_by"
    )
    return policy.get_sensitive(user, Permission.SIGNAL_READ, rows, pk=pk, at=at, reason="talk")

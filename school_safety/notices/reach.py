"""Where a guardian can be reached, what she wished for, and what follows for one message."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from . import rules
from .channels import addresses, sms, wecom
from .choices import Channel, Quiet, Rhythm, State, Way
from .kinds import KINDS
from .models import Delivery, Notice, Wish

DAY = timedelta(days=1)
NOT_COUNTED = (Channel.INBOX, Channel.PAPER)


@dataclass(frozen=True, slots=True)
class Plan:
    """By which ways one message goes out, not before when, or that it waits for the digest."""

    ways: tuple[str, ...] = ()
    not_before: datetime | None = None
    digest: bool = False


def plan(notice: Notice, to: Any, at: datetime) -> Plan:
    """For a guardian, by her wishes; for everybody else by mail, and by telephone what rings."""
    if not to.is_active:
        return Plan()
    if not at_home(notice, to):
        return Plan(ways=tuple(_at_work(notice, at)), not_before=at)
    wish = wish_of(to)
    urgent = is_urgent(notice)
    if notice.kind != "daily_digest" and rules.in_digest(
        rhythm=wish.rhythm, urgent=urgent, today=0 if urgent else _today(to, at)
    ):
        return Plan(digest=True)
    ways = rules.ways(chosen=wish.way, reachable=reachable(notice, to, wish), urgent=urgent)
    return Plan(ways=tuple(ways), not_before=later(wish, at, urgent=urgent))


def at_home(notice: Notice, to: Any) -> bool:
    """A message to a guardian; a one-time code is nobody's wish, it is asked for."""
    return not KINDS[notice.kind].one_time and getattr(to, "guardian", None) is not None


def is_urgent(notice: Notice) -> bool:
    """Neither a STOP nor quiet hours nor a digest keeps it back."""
    return notice.safety or KINDS[notice.kind].rings


def wish_of(user: Any) -> Wish:
    """Hers, or what holds for everybody who has not said anything (not saved)."""
    found = Wish.objects.filter(user=user).first()
    return found or Wish(user=user, way=Way.AUTO, rhythm=Rhythm.AT_ONCE, quiet=Quiet.NIGHT)


def reachable(notice: Notice, to: Any, wish: Wish) -> set[str]:
    """The electronic ways that lead to her now. STOP closes text messages for what is not urgent."""
    stopped = wish.sms_stopped_at is not None and not is_urgent(notice)
    found = {
        Channel.EMAIL: bool(to.email),
        Channel.SMS: bool(to.guardian.phone_tail) and not stopped and sms.carries(notice),
        Channel.WECOM: bool(wecom.account_of(to)),
    }
    return {way.value for way, is_open in found.items() if is_open}


def open_ways(user: Any) -> set[str]:
    """What a guardian may choose from: the ways by which an ordinary message could reach her."""
    ordinary = Notice(user=user, kind="letter_arrived")
    asked = wish_of(user)
    asked.sms_stopped_at = None  # she may want text messages again
    return reachable(ordinary, user, asked)


def later(wish: Wish, at: datetime, *, urgent: bool) -> datetime:
    """That moment, or the end of her quiet hours."""
    if urgent:
        return at
    local = timezone.localtime(at)
    moved = rules.not_before(local, wish.quiet)
    return at if moved == local else moved


def _at_work(notice: Notice, at: datetime) -> list[str]:
    ways = [Channel.EMAIL] if addresses.mailbox(notice, at) else []
    kind = KINDS[notice.kind]
    if (kind.one_time or kind.rings) and sms.carries(notice) and addresses.phone(notice, at):
        ways.append(Channel.SMS)
    return [way.value for way in ways]


def _today(to: Any, at: datetime) -> int:
    """How many messages went out to her lately, or are about to."""
    rows = Delivery.objects.filter(notice__user=to, notice__created_at__gt=at - DAY)
    rows = rows.filter(notice__safety=False).exclude(channel__in=NOT_COUNTED)
    return rows.exclude(state=State.FAILED).count()

"""What needs somebody today, for the first screen of each role."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interventions.queries import people
from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import InvitationState, WaveStatus
from surveys.models import Wave

from . import talks
from .rooms import sittings_of


def today(user: Any, at: datetime) -> list[dict[str, Any]]:
    """Rows of title, url_name, args, due: most pressing first, none where nothing waits."""
    rows = [*_to_approve(user), *_to_open(user, at), *_rooms(user, at), *_to_close(user, at)]
    rows += _talks(user, at)
    return sorted(rows, key=lambda row: row["due"])


def _talks(user: Any, at: datetime) -> list[dict[str, Any]]:
    """For counselors: invitations to a talk as one row; nothing tells why any of them was sent."""
    waiting = list(talks.waiting(user).values_list("due_at", flat=True))
    schools = policy.units(user, Permission.SIGNAL_READ).schools if waiting else ()
    if not any(people.counselors_of(each, at).filter(pk=user.pk).exists() for each in schools):
        return []
    title = ngettext("%(n)d 位同学等着您请来聊一聊", "%(n)d 位同学等着您请来聊一聊", len(waiting))
    return [
        {
            "title": title % {"n": len(waiting)},
            "url_name": "surveys:talk_list",
            "args": [],
            "due": waiting[0],
        }
    ]


def _row(title: str, wave: Wave, due: datetime) -> dict[str, Any]:
    return {"title": title, "url_name": "surveys:wave_show", "args": [wave.pk], "due": due}


def _to_approve(user: Any) -> list[dict[str, Any]]:
    waves = policy.visible(user, Permission.WAVE_APPROVE, Wave.objects.all())
    waiting = waves.filter(status=WaveStatus.DRAFT).exclude(planned_by=user)
    return [
        _row(_("请看一看「%(title)s」，等您审核") % {"title": wave.title}, wave, wave.opens_at)
        for wave in waiting
    ]


def _to_open(user: Any, at: datetime) -> list[dict[str, Any]]:
    waves = policy.visible(user, Permission.WAVE_PLAN, Wave.objects.all())
    ready = waves.filter(status=WaveStatus.APPROVED, closes_at__gt=at)
    return [
        _row(_("「%(title)s」已审核，可以开始") % {"title": wave.title}, wave, wave.opens_at)
        for wave in ready
    ]


def _to_close(user: Any, at: datetime) -> list[dict[str, Any]]:
    waves = policy.visible(user, Permission.WAVE_PLAN, Wave.objects.all())
    over = waves.filter(status=WaveStatus.OPEN, closes_at__lte=at)
    return [
        _row(_("「%(title)s」时间到了，请结束它") % {"title": wave.title}, wave, wave.closes_at)
        for wave in over
    ]


def _rooms(user: Any, at: datetime) -> list[dict[str, Any]]:
    """For the teacher in the room: how many slips of her class are still out."""
    out = Q(invitations__state=InvitationState.ISSUED)
    running = (
        sittings_of(user)
        .filter(wave__status=WaveStatus.OPEN, opens_at__lte=at, closes_at__gt=at)
        .annotate(out=Count("invitations", filter=out))
    )
    rows = []
    for sitting in running:
        open_ = sitting.out
        if open_:
            title = ngettext(
                "%(room)s 还有 %(n)d 人没有交", "%(room)s 还有 %(n)d 人没有交", open_
            ) % {"room": sitting.classroom.name, "n": open_}
            rows.append(
                {
                    "title": title,
                    "url_name": "surveys:proctor_show",
                    "args": [sitting.wave_id, sitting.classroom_id],
                    "due": sitting.closes_at,
                }
            )
    return rows

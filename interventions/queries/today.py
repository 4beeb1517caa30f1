"""What needs this person today, for her first screen: links and dates, no names."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interventions.choices import OPEN_REFERRALS, ReferralStatus, Status
from interventions.models import Case
from interventions.rules import triage
from school_safety.access import policy
from school_safety.access.permissions import Permission

from . import (
    absences,
    aftercare,
    deciders,
    mandatory,
    meetings,
    orphans,
    referrals,
    safety,
    siblings,
    supervision,
    talks,
    visits,
    worklist,
)

AT_MOST = 5
CASES_AT_MOST = 100  # more than a full caseload: how many wait is never understated
QUIET_DAYS = 5
FIRST_DAYS = 400


def today(user: Any, at: datetime) -> list[dict[str, Any]]:
    """Things to do, the nearest first: {"title", "url_name", "args", "due", "state"}."""
    items = [
        *_safety(user, at),
        *_mandatory(user),
        *_cases(user, at),
        *_aftercare(user, at),
        *_orphans(user, at),
        *_to_oversee(user, at),
        *_slips(user, at),
        *_siblings(user),
        *_meetings(user, at),
        *_quiet_referrals(user, at),
        *_tasks(user, at),
        *_provider(user),
        *_family(user),
    ]
    far = at + timedelta(days=3650)
    return sorted(items, key=lambda item: item["due"] or far)


def _item(
    title: str,
    url_name: str,
    *args: object,
    due: datetime | None = None,
    state: str = "waiting",
    detail: str = "",
) -> dict[str, Any]:
    return {
        "title": title,
        "detail": detail,
        "url_name": f"interventions:{url_name}",
        "args": [str(arg) for arg in args],
        "due": due,
        "state": state,
    }


def _safety(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    if not any(policy.holds(user, verb) for verb in (safety.SHEET, safety.NAMES, safety.TIMES)):
        return
    for event in safety.live_of(user, at):
        title = _("演练（%(code)s）") if event.drill else _("紧急的事（%(code)s）")
        yield _item(
            title % {"code": event.code},
            "safety_show",
            event.pk,
            due=event.contact_by if event.acknowledged_at else event.acknowledge_by,
            state="now",
            detail=str(event.get_status_display()),
        )


def _mandatory(user: Any) -> Iterator[dict[str, Any]]:
    if not policy.holds(user, mandatory.WRITE):
        return
    for report in mandatory.waiting(user)[:AT_MOST]:
        title = _("依法要报告，还没有报告（%(code)s）") % {"code": report.code}
        yield _item(title, "mandatory_show", report.pk, due=report.opened_at, state="now")


def _cases(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    if not policy.holds(user, Permission.CASE_WRITE):
        return
    rows = Case.objects.filter(absences.in_charge_of(user, at))
    mine = policy.visible(user, Permission.CASE_WRITE, rows)
    waiting = {
        Status.ASSIGNED: _("找一位同学聊聊（%(code)s）"),
        Status.TALKING: _("谈过了，请定下来（%(code)s）"),
        Status.CONFIRMED: _("写支持方案（%(code)s）"),
        Status.PLANNED: _("看看方案走得怎样（%(code)s）"),
    }
    rows = mine.filter(status__in=waiting, due_at__lt=at + timedelta(days=1))
    rows = rows.select_related("student__classroom", "owner")
    for case in rows.order_by("due_at")[:CASES_AT_MOST]:
        state = triage.due_state(case.due_at, at)
        urgent = case.status == Status.ASSIGNED and (case.level or case.suggested_level) == 1
        title = waiting[Status(case.status)] % {"code": case.code}
        state = "now" if urgent else state
        detail = _about(case)
        if case.owner_id != user.pk and case.owner is not None:
            detail = _("代%(name)s · %(about)s") % {"name": case.owner.name, "about": detail}
        yield _item(title, "case_show", case.pk, due=case.due_at, state=state, detail=detail)


def _aftercare(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    if not policy.holds(user, Permission.CASE_WRITE):
        return
    for check in aftercare.due(user, at)[:AT_MOST]:
        title = _("结案 %(months)s 个月了，回访一下（%(code)s）") % {
            "months": check.months,
            "code": check.case.code,
        }
        due = timezone.make_aware(datetime.combine(check.due_on, time(17)))
        yield _item(title, "aftercare_done", check.pk, due=due, detail=_about(check.case))


def _about(case: Case) -> str:
    """七年级1班 · 来自问卷提示: enough to know which one, no name."""
    place = _("已转学") if case.moved_away else case.room
    source = case.get_source_display()
    return f"{place} · {source}" if place else source


def _orphans(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    """For the lead, every day until it is mended."""
    if not policy.holds(user, Permission.CASE_OVERSEE):
        return
    for school in supervision.schools(user):
        count = orphans.of_school(school, at).count
        if count:
            title = ngettext("有 %(n)s 件事没有人管", "有 %(n)s 件事没有人管", count) % {"n": count}
            first = at - timedelta(days=FIRST_DAYS)  # before everything that is merely late
            item = _item(title, "supervision_list", due=first, detail=_("先安排人，再做别的"))
            yield {**item, "badge": _("每天提醒")}


def _to_oversee(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    if not policy.holds(user, Permission.CASE_OVERSEE):
        return
    rows = policy.visible(user, Permission.CASE_OVERSEE, Case.objects.all())
    rows = rows.select_related("student__classroom")
    titles = {
        Status.NEW: _("请分派一份个案（%(code)s）"),
        Status.CLOSING: _("请看一份结案申请（%(code)s）"),
    }
    for case in rows.filter(status__in=titles).order_by("due_at")[:AT_MOST]:
        title = titles[Status(case.status)] % {"code": case.code}
        yield _item(title, "case_show", case.pk, due=case.due_at, detail=_about(case))


def _siblings(user: Any) -> Iterator[dict[str, Any]]:
    if policy.holds(user, Permission.CASE_OVERSEE):
        for link in siblings.asked_of(user)[:AT_MOST]:
            title = _("两位同学可能是一家，请您看（%(code)s）") % {"code": link.case.code}
            yield _item(title, "sibling_decide", link.pk)


def _slips(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    deciding = (Permission.ACCESS_SLIP_DECIDE, Permission.ACCESS_SLIP_SECOND)
    if any(policy.holds(user, verb) for verb in deciding):
        for slip in deciders.to_decide(user, at)[:AT_MOST]:
            about = slip.get_kind_display()
            title = _("请决定一张调阅单")
            yield _item(title, "access_slip_show", slip.pk, due=slip.lapses_at, detail=about)


def _meetings(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    """To hold and to sign, to countersign, to come to."""
    if policy.holds(user, Permission.CASE_WRITE):
        for row in meetings.ahead_of(user, at + timedelta(days=1))[:AT_MOST]:
            over = row.starts_at < at
            title = (
                _("研判会开过了，请写记录并签名（%(code)s）") if over else _("研判会（%(code)s）")
            )
            yield _item(title % {"code": row.case.code}, "meeting_show", row.pk, due=row.starts_at)
        for talk in talks.ahead_of(user, at + timedelta(days=1))[:AT_MOST]:
            title = _("和家里面谈（%(code)s）") % {"code": talk.case.code}
            about = str(talk.get_status_display())
            yield _item(title, "case_show", talk.case_id, due=talk.starts_at, detail=about)
        for visit in visits.ahead_of(user, at + timedelta(days=1))[:AT_MOST]:
            title = _("家访（%(code)s）") % {"code": visit.case.code}
            about = str(visit.get_status_display())
            yield _item(title, "visit_show", visit.pk, due=visit.starts_at, detail=about)
    if policy.holds(user, Permission.CASE_OVERSEE):
        for row in meetings.waiting_for(user)[:AT_MOST]:
            title = _("请会签一份研判会记录（%(code)s）") % {"code": row.case.code}
            yield _item(title, "meeting_show", row.pk)
    if policy.holds(user, Permission.TASK_READ):
        for seat in meetings.asked_of(user, at)[:AT_MOST]:
            yield _item(_("有一次会请您参加"), "task_list", due=seat.meeting.starts_at)


def _quiet_referrals(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    if not policy.holds(user, Permission.REFERRAL_WRITE):
        return
    rows = referrals.of_school(user).filter(
        status__in=[s for s in OPEN_REFERRALS if s != ReferralStatus.DRAFT],
        moved_at__lt=at - timedelta(days=QUIET_DAYS),
    )
    for referral in rows[:AT_MOST]:
        days = referrals.quiet_since(referral, at)
        title = _("转介已有 %(days)s 天没有动静（%(code)s）") % {
            "days": days,
            "code": referral.case.code,
        }
        yield _item(title, "case_show", referral.case_id)


def _tasks(user: Any, at: datetime) -> Iterator[dict[str, Any]]:
    if not policy.holds(user, Permission.TASK_READ):
        return
    for task in worklist.own_tasks(user).filter(done_at=None)[:AT_MOST]:
        late = task.due_on < timezone.localdate(at)
        yield _item(_("有一件请您帮忙的事"), "task_list", state="late" if late else "waiting")


def _provider(user: Any) -> Iterator[dict[str, Any]]:
    if policy.holds(user, Permission.REFERRAL_PREVIEW):
        for referral in referrals.addressed(user)[:AT_MOST]:
            yield _item(_("有一份转介等您看"), "provider_referral", referral.pk)


def _family(user: Any) -> Iterator[dict[str, Any]]:
    if policy.holds(user, Permission.REFERRAL_FAMILY):
        waiting = referrals.of_family(user).filter(status=ReferralStatus.DRAFT)
        for referral in waiting[:AT_MOST]:
            yield _item(_("有一件事想听听您的意见"), "family_referral", referral.pk)

"""What happened in a case, as one column of dated sentences."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interventions.choices import DecisionKind
from interventions.models import Evidence
from interventions.queries.casefile import CaseFile
from school_safety.web import languages

from .words import day, moment

KINDS = ("signal", "talk", "decision", "family", "plan", "task", "meeting", "referral")


def chronology(file: CaseFile, *, notes: bool, answers: bool) -> list[dict[str, Any]]:
    """Newest first. Without the right to notes their words stay out, not their dates."""
    entries = [
        *_ahead(file),
        *evidence_entries(file.evidence, answers=answers),
        *(_note(note, notes) for note in file.notes),
        *(_decision(row) for row in file.decisions),
        *(_contact(row) for row in file.contacts),
        *_plan(file),
        *(_task(row) for row in file.tasks),
        *_meetings(file, notes),
        *_referrals(file),
    ]
    entries.reverse()  # of two at the same moment the later step stands above
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)


def _entry(
    kind: str, at: datetime, title: object, text: object = "", *, state: str = "done", **more: Any
) -> dict[str, Any]:
    """`key` names the row of an entry that has happened; what lies ahead has none."""
    return {
        "kind": kind,
        "key": "",
        "at": at,
        "when": moment(at),
        "title": title,
        "text": text,
        "state": state,
        **more,
    }


def evidence_entries(rows: Iterable[Evidence], *, answers: bool) -> list[dict[str, Any]]:
    """What a case rests on, in the reader's language; a way to the sheet for who may read answers."""
    return [
        _entry(
            "signal",
            row.received_at,
            row.get_source_display(),
            evidence_text(row.body),
            key=f"evidence:{row.pk}",
            state="",
            href=_way_back(row) if answers else "",
            sub="" if row.frozen_at is None else _("家里撤回了同意，答卷已封存，不能再打开"),
        )
        for row in rows
    ]


def _way_back(row: Evidence) -> str:
    if not row.url_name or row.frozen_at is not None:
        return ""
    return reverse(row.url_name, args=row.url_args)


def evidence_text(body: dict[str, Any]) -> str:
    """The sentences of a snapshot."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    lines = [
        line.get(language) or line.get("zh", "") if isinstance(line, dict) else str(line)
        for line in body.get("lines", [])
    ]
    parts = (
        ("fact", _("看到的事实：%(text)s")),
        ("words", _("孩子的原话：%(text)s")),
        ("done", _("我做了什么：%(text)s")),
    )
    lines += [words % {"text": body[key]} for key, words in parts if body.get(key)]
    return "\n".join(lines)


def _note(note: Any, readable: bool) -> dict[str, Any]:
    title = note.get_kind_display() if note.held else _("约好了，没有谈成")
    text = note.text if readable else _("内容只有辅导老师能看")
    who = _("%(name)s 记录") % {"name": note.written_by.name}
    return _entry("talk", note.happened_at, title, text, sub=who, key=f"note:{note.pk}")


def _decision(row: Any) -> dict[str, Any]:
    title = row.get_kind_display()
    if row.level:
        title = _("%(decision)s（%(level)s）") % {
            "decision": title,
            "level": row.get_level_display(),
        }
    who = _("%(name)s 决定") % {"name": row.decided_by.name}
    if row.finding:
        who = f"{who} · {row.get_finding_display()}"
    state = "next" if row.kind == DecisionKind.CLOSE_ASKED else "done"
    key = f"decision:{row.pk}"
    return _entry("decision", row.decided_at, title, row.reason, sub=who, state=state, key=key)


def _contact(row: Any) -> dict[str, Any]:
    key = f"contact:{row.pk}"
    if row.protective:
        badge = _("负责人已同意") if row.approved_at else _("等负责人决定")
        state = "done" if row.approved_at else "waiting"
        title = _("暂不联系家里")
        return _entry(
            "family", row.told_at, title, row.proof, badge=badge, badge_state=state, key=key
        )
    title = _("和家长%(how)s：%(answer)s") % {
        "how": row.get_how_display(),
        "answer": row.get_attitude_display(),
    }
    return _entry("family", row.told_at, title, row.proof, key=key)


def _plan(file: CaseFile) -> Iterable[dict[str, Any]]:
    plan = file.plan
    if plan is None:
        return
    text = _("%(weeks)s 周，%(count)s 个目标") % {"weeks": plan.weeks, "count": len(file.goals)}
    yield _entry("plan", plan.made_at, _("支持方案定下来"), text, key=f"plan.made:{plan.pk}")
    if plan.version > 1:
        who = _("%(name)s 改的，第 %(version)s 版") % {
            "name": plan.changed_by.name,
            "version": plan.version,
        }
        key = f"plan.{plan.version}:{plan.pk}"
        yield _entry("plan", plan.changed_at, _("支持方案改过"), who, key=key)
    if plan.family_shared_at:
        key = f"plan.shared:{plan.pk}"
        yield _entry("plan", plan.family_shared_at, _("家庭部分给家长看了"), key=key)


def _task(row: Any) -> dict[str, Any]:
    title = _("请%(name)s帮忙") % {"name": row.assignee.name}
    badge = _("已做完") if row.done_at else _("%(day)s 前") % {"day": day(row.due_on)}
    state = "done" if row.done_at else "waiting"
    key = f"task:{row.pk}"
    return _entry("task", row.made_at, title, row.text, badge=badge, badge_state=state, key=key)


def _meetings(file: CaseFile, readable: bool) -> Iterable[dict[str, Any]]:
    """Those ahead, and what came of the others; a decision of which the lead signed is hers to read."""
    now = timezone.now()
    for row in file.meetings:
        state = "next" if row.is_planned and row.starts_at > now else "done"
        text = row.decided if readable or (row.is_signed and row.decides) else ""
        hidden = row.is_signed and not text
        badge_state = "waiting" if row.is_planned or row.status == "signed" else ""
        yield _entry(
            "meeting",
            row.starts_at,
            _("研判会"),
            _("内容只有辅导老师能看") if hidden else text if row.is_signed else "",
            state=state,
            badge=row.get_status_display(),
            badge_state=badge_state,
            key="" if state == "next" else f"meeting:{row.pk}",
        )


def _referrals(file: CaseFile) -> Iterable[dict[str, Any]]:
    for row in file.referrals:
        name = {"name": languages.name_of(row.provider)}
        yield _referral(
            "made", row, row.made_at, _("起草转介：%(name)s") % name, row.get_status_display()
        )
        if row.sent_at:
            yield _referral("sent", row, row.sent_at, _("转介发出：%(name)s") % name)
        if row.received_at:
            answer = row.get_refusal_reason_display() or _("已接收")
            text = f"{answer}\n{row.alternative}".strip()
            yield _referral("answer", row, row.received_at, _("%(name)s 回复了") % name, text)
        for each in row.appointments.all():
            text = f"{moment(each.starts_at)} · {each.place}"
            yield _referral("appointment", each, each.offered_at, _("约了时间"), text)
        for each in row.replies.all():
            yield _referral("reply", each, each.written_at, _("机构回信"), each.school_part)


def _referral(step: str, row: Any, at: datetime, title: str, text: str = "") -> dict[str, Any]:
    return _entry("referral", at, title, text, key=f"referral.{step}:{row.pk}")


def _ahead(file: CaseFile) -> Iterable[dict[str, Any]]:
    """What is agreed and has not happened yet."""
    now = timezone.now()
    planned = [note.next_at for note in file.notes if note.next_at and note.next_at > now]
    if planned:
        yield _entry(
            "talk",
            min(planned),
            _("下一次谈心"),
            badge=_("已约好"),
            badge_state="waiting",
            state="next",
        )
    for contact in file.contacts:
        if contact.next_on and contact.next_on >= timezone.localdate(now):
            at = datetime.combine(contact.next_on, time(17), timezone.get_current_timezone())
            yield _entry("family", at, _("再和家长联系"), state="next")

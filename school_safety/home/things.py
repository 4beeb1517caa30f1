"""One thing to do today, whatever floor it comes from, in words for the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school_safety.web import dates


@dataclass(frozen=True)
class Thing:
    """`due` orders the list; `state` is a word of the badge component ("now", "waiting" or "")."""

    title: str
    url: str
    detail: str = ""
    button: str = ""
    due: datetime | None = None
    state: str = ""
    badge: str = ""


def from_row(row: Mapping[str, Any], at: datetime) -> Thing:
    """A row of title, url_name, args, due and, where the floor says more, detail, button, state."""
    badge = str(row.get("badge", "")) or _until(row.get("due"), at)
    state = str(row.get("state", ""))
    return Thing(
        title=str(row["title"]),
        url=reverse(row["url_name"], args=row.get("args", ())),
        detail=str(row.get("detail", "")),
        button=str(row.get("button", "") or _("打开")),
        due=row.get("due"),
        state="waiting" if badge and state != "now" else state,
        badge=badge,
    )


def _until(due: datetime | None, at: datetime) -> str:
    """The deadline, where it is today's or over."""
    if due is None or timezone.localdate(due) > timezone.localdate(at):
        return ""
    if due < at:
        return _("已过 %(when)s") % {"when": dates.moment(due)}
    return _("今天 %(when)s 前") % {"when": f"{timezone.localtime(due):%H:%M}"}


def from_errand(errand: Any) -> Thing:
    """An errand of the teaching floor: its code chooses the sentence."""
    return Thing(
        title=_sentence(errand),
        url=reverse(errand.url_name, args=errand.url_args),
        button=_("打开"),
        due=_end_of(errand.due_on) if errand.due_on else None,
        state="waiting" if errand.due_on else "",
        badge=_("今天到期") if errand.due_on == timezone.localdate() else "",
    )


def _sentence(errand: Any) -> str:
    count = {"count": errand.count, "title": errand.title}
    sentences = {
        "letter_waiting": _("回复「%(title)s」"),
        "families_waiting": ngettext(
            "「%(title)s」还有 %(count)s 家没有回复",
            "「%(title)s」还有 %(count)s 家没有回复",
            errand.count,
        ),
        "draft_to_review": ngettext(
            "有 %(count)s 份稿子等您看", "有 %(count)s 份稿子等您看", errand.count
        ),
        "lessons_this_week": ngettext(
            "这周还有 %(count)s 节课要上，先上「%(title)s」",
            "这周还有 %(count)s 节课要上，先上「%(title)s」",
            errand.count,
        ),
        "lessons_late": ngettext(
            "有 %(count)s 节课过了日子，找时间补上",
            "有 %(count)s 节课过了日子，找时间补上",
            errand.count,
        ),
        "children_missed": ngettext(
            "有 %(count)s 个孩子没赶上课，课间说两句",
            "有 %(count)s 个孩子没赶上课，课间说两句",
            errand.count,
        ),
        "course_due": _("二十分钟小课：早一点看见"),
    }
    return sentences[errand.code] % count


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))

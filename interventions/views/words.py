"""From codes to sentences: dates, deadlines, steps, stages."""

from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from interventions.choices import LineOwner
from interventions.models import HomeAgreement
from interventions.rules import triage
from school_safety.web.dates import day, moment

STAGE_NAMES: dict[str, Promise] = {
    "received": lazy("收到线索"),
    "talk": lazy("谈心"),
    "guardian": lazy("家长沟通"),
    "plan": lazy("支持方案"),
    "referral": lazy("转介"),
    "close": lazy("结案"),
}
STEPS: dict[str, Promise] = {
    "assign": lazy("下一步：交给一位辅导老师"),
    "talk": lazy("下一步：见到人，聊一聊"),
    "decide": lazy("下一步：决定要不要支持，并写下理由"),
    "plan": lazy("下一步：写支持方案"),
    "tell_guardian": lazy("下一步：和家长说"),
    "await_consent": lazy("下一步：等家里回复转介的事"),
    "revoke": lazy("家里不同意转介，请收回这份转介"),
    "await_provider": lazy("下一步：等机构回音"),
    "read_reply": lazy("下一步：看机构的回信"),
    "follow_plan": lazy("下一步：按方案走，每周看一次"),
    "approve_close": lazy("下一步：请负责人看结案申请"),
    "none": lazy("这份个案已经结束"),
}
STEPS_SHORT: dict[str, Promise] = {
    "new": lazy("等分派"),
    "assigned": lazy("首次谈心"),
    "talking": lazy("作出决定"),
    "confirmed": lazy("写支持方案"),
    "planned": lazy("按方案走"),
    "closing": lazy("等结案审核"),
    "dismissed": lazy("不跟进"),
    "closed": lazy("已结案"),
}
BLOCKS: dict[str, Promise] = {
    "guardian_untold": lazy("还差一件事：还没有和家长说。"),
    "waiver_waiting": lazy("还差一件事：暂不联系家长的申请，等负责人决定。"),
    "consent_missing": lazy("还差一件事：家里还没有回复，不同意也没关系。"),
    "consent_refused": lazy("家里回复了不同意，没有任何内容离开学校。"),
    "tasks_open": lazy("结案以前：还有请同事帮忙的事没做完。"),
    "referral_open": lazy("结案以前：还有转介没有结束。"),
}

EVIDENCE: dict[str, Promise] = {
    "trial": lazy("有对照研究"),
    "review": lazy("有多项研究的汇总"),
    "practice": lazy("常用做法，研究不多"),
}
ADVICE: dict[str, Promise] = {
    "collect": lazy("再等几周：有四次小结，才看得出方向。"),
    "keep": lazy("走得还好，照这样继续。"),
    "reached": lazy("连续四次到了目标，可以一起商量收尾。"),
    "change": lazy("连续四次在目标线下面，方案该换一换了。"),
}


def due(value: datetime, at: datetime) -> dict[str, str]:
    """A deadline as a badge: only today's and late ones are marked."""
    local, now = timezone.localtime(value), timezone.localtime(at)
    state = triage.due_state(local, now)
    if state == "late":
        return {"text": _("已过 %(when)s") % {"when": moment(value)}, "state": "waiting"}
    if state == "today":
        when = formats.date_format(local, "H:i")
        return {"text": _("今天 %(when)s 前") % {"when": when}, "state": "waiting"}
    return {"text": day(local.date()), "state": ""}


def suggestion(case: Any) -> str:
    """What a rule proposed, as a sentence and never as a choice already made."""
    return _("系统建议：%(level)s。由您来定。") % {"level": case.get_suggested_level_display()}


def consent_chip(consent: Any) -> str:
    """转介 · 监护人同意."""
    return _("%(purpose)s · %(giver)s%(state)s") % {
        "purpose": consent.get_purpose_display(),
        "giver": consent.get_giver_display(),
        "state": consent.get_state_display(),
    }


def agreement_lines(agreement: HomeAgreement) -> list[dict[str, Any]]:
    """The lines of a home agreement, with who does each in words."""
    labels = dict(LineOwner.choices)
    return [
        {
            "label": labels[line["who"]],
            "what": line["what"],
            "since": date.fromisoformat(line["since"]),
        }
        for line in agreement.lines
    ]

"""A dry run as the clerk reads it: the figures, and one list at a time."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school_safety.office.sentences import note, reason
from school_safety.schools.models import ImportBatch
from school_safety.schools.roster.rows import Problem

PER_PAGE = 25
# list -> (what it is called, what to make of it)
LISTS = {
    "problems": (gettext_lazy("要改的"), gettext_lazy("改好以后再传一次。")),
    "new": (gettext_lazy("新增"), gettext_lazy("名册里还没有，会加进来。")),
    "changed": (gettext_lazy("变动"), gettext_lazy("名册里有，表里写得不一样，会按表更新。")),
    "moved": (gettext_lazy("换班"), gettext_lazy("会换到表里的班级，原来的班级留在记录里。")),
    "missing": (gettext_lazy("没有出现"), gettext_lazy("表里没有他们。不会删除，请核对。")),
    "leaving": (
        gettext_lazy("提议离校"),
        gettext_lazy("对方系统说他们已离开。这里只列出来，不会改状态。"),
    ),
    "hints": (
        gettext_lazy("可能重复"),
        gettext_lazy("名字读音或字形相同，又有一处对得上。请看看是不是同一个人。"),
    ),
    "elsewhere": (
        gettext_lazy("可能在别校"),
        gettext_lazy("本区另一所学校可能有同一个学生。请和区里核对，再写入。"),
    ),
    "kept": (
        gettext_lazy("手工改过"),
        gettext_lazy("有人在名册里亲手改过这些，不会被表里的内容盖掉。"),
    ),
}
WORDS = {
    "name": gettext_lazy("姓名"),
    "sex": gettext_lazy("性别"),
    "born_on": gettext_lazy("出生日期"),
    "number": gettext_lazy("学号"),
    "boarding": gettext_lazy("住校或走读"),
    "id_hash": gettext_lazy("证件号"),
    "sourced_id": gettext_lazy("系统编号"),
    "contact_id": gettext_lazy("通讯录账号"),
    "account": gettext_lazy("家长的通讯录账号"),
    "classroom": gettext_lazy("班级"),
    "link": gettext_lazy("增加家长"),
    "phone": gettext_lazy("家长电话"),
    "authority": gettext_lazy("监护权"),
    "guardian_name": gettext_lazy("家长姓名"),
    "status": gettext_lazy("重新在校"),
    "same": gettext_lazy("同名"),
    "shape": gettext_lazy("字形不同"),
    "sound": gettext_lazy("读音相同"),
    "born": gettext_lazy("出生日期一样"),
    "class": gettext_lazy("班级一样"),
    "phone_same": gettext_lazy("家长电话一样"),
}


def word(code: str) -> str:
    """A short code in words."""
    return str(WORDS.get(code, code))


def tabs_of(found: dict[str, Any], here: str) -> list[dict[str, Any]]:
    """One tab for each list with somebody in it."""
    return [
        {
            "text": str(title),
            "count": len(found[code]),
            "href": f"?list={code}",
            "here": code == here,
        }
        for code, (title, _text) in LISTS.items()
        if found.get(code)
    ]


def first_list(found: dict[str, Any], asked: str | None) -> str:
    """The list asked for, or the first with somebody in it."""
    if asked in LISTS and found.get(asked):
        return str(asked)
    return next((code for code in LISTS if found.get(code)), "")


def page_of(found: dict[str, Any], code: str, number: str | None) -> dict[str, Any]:
    """One page of one list, in words."""
    page = Paginator(found.get(code) or [], PER_PAGE).get_page(number)
    speak = SPOKEN.get(code, _plain)
    return {
        "list": code,
        "list_title": LISTS[code][0] if code else "",
        "list_text": LISTS[code][1] if code else "",
        "page": page,
        "rows": [speak(row) for row in page],
    }


def notes_of(found: dict[str, Any]) -> list[str]:
    """What was noticed and is no problem."""
    return [note(code, facts) for code, facts in found.get("notes", [])]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return row


def _problem(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"reason": reason(Problem(**row))}


def _new(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"to": row["to"] or _("先不分班")}


def _what(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"what": [word(code) for code in row.get("what", [])]}


def _hint(row: dict[str, Any]) -> dict[str, Any]:
    signs = ["phone_same" if sign == "phone" else sign for sign in row["signs"]]
    return row | {"what": [word(code) for code in (row["alike"], *signs)]}


SPOKEN = {
    "problems": _problem, "new": _new, "changed": _what, "moved": _what, "kept": _what,
    "hints": _hint,
}  # fmt: skip


def stayed_of(batch: ImportBatch, names: dict[str, str]) -> list[dict[str, Any]]:
    """What an undo had to leave, and why."""
    kinds = {"student": _("学生"), "guardian": _("家长"), "guardianship": _("家长"),
             "enrolment": _("学生"), "classroom": _("班级"), "user": _("账号")}  # fmt: skip
    whys = {
        "changed": _("之后有人改过，留着现在的样子。"),
        "in_use": _("已有记录用到（例如回执或作答），不能去掉。"),
        "gone": _("已经不在名册里。"),
    }
    return [
        {
            "kind": kinds.get(row["kind"], ""),
            "name": names.get(row["id"], ""),
            "what": [word(name) for name in row["fields"] if name in WORDS],
            "why": whys.get(row["why"], ""),
        }
        for row in batch.findings.get("stayed", [])
    ]

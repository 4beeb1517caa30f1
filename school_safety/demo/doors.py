"""Who can be tried out by one click, on which floor, and what to look at first."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Door:
    """One card of the sign-in page; `key` is the manifest's."""

    key: str
    title: Promise
    icon: str
    look: Promise


TEACH = (
    Door("te_s1", _("任课教师"), "presentation", _("看本周的课，上完一点就记下。")),
    Door("ht_s1a", _("班主任"), "users", _("把告家长书发给本班，看多少家庭回复了。")),
    Door("ed_s1", _("校级编辑"), "pen-line", _("在后台写课、写信，交给安全审核人。")),
    Door("rv_s1", _("安全审核人"), "shield-check", _("第二双眼睛：看过才发布。")),
    Door(
        "gu_a", _("家长（全部监护权）"), "mail-open", _("读一封信，回复、签名，拿到能核对的回执。")
    ),
    Door("gu_a2", _("同一个孩子的另一位家长"), "mail", _("部分监护权：只收到告知信。")),
    Door("gu_x", _("另一家的家长"), "house", _("看不到别人家的孩子。")),
)
ASK = (
    Door(
        "co_s1", _("心理辅导老师"), "calendar-days", _("安排一批问卷、打印小纸条、看谁需要谈一谈。")
    ),
    Door("lead_s1", _("心理/德育负责人"), "badge-check", _("第二个人点头，批次才能开；分派个案。")),
    Door("ht_s1b", _("七年级班主任"), "monitor", _("监考页：只看到交没交，别的都看不到。")),
    Door("sa_s1", _("校长"), "school", _("完成情况和人员角色；看不到任何作答。")),
)
HELP = (
    Door("co2_s1", _("另一位辅导老师"), "heart-handshake", _("手上的个案、谈心记录、支持方案。")),
    Door("co_s2", _("另一所学校的辅导老师"), "route", _("别校的个案一份也打不开。")),
    Door("cl_d1", _("区中心医生"), "stethoscope", _("先看不带姓名的转介，接收后才看到材料。")),
    Door("du_s1", _("值班人员"), "phone", _("只有电话和当班要做的事。")),
    Door("gu_h", _("受保护限制的家长"), "lock", _("什么都看不到，也看不出有限制。")),
)
HOUSE = (
    Door("clerk_s1", _("教务员"), "book-user", _("导入花名册：先看变化，再写入，还能撤销。")),
    Door("da_d1", _("区级工作人员"), "chart-column", _("全区的汇总，小格子不显示，没有姓名。")),
    Door("da_d2", _("另一个区的工作人员"), "map", _("两个区互相看不见。")),
    Door("aud_d1", _("区级审计员"), "eye", _("谁做了什么、谁看过，不含内容。")),
    Door("pa_d1", _("协作单位"), "handshake", _("没有文书就没有任何材料。")),
    Door("op", _("运维人员"), "server", _("看得到系统，看不到人。")),
)
FLOORS = (
    (_("教"), _("课程和告家长书"), TEACH),
    (_("问"), _("一次简短、可以不答的问卷"), ASK),
    (_("帮"), _("谈心、方案、家庭、转介"), HELP),
    (_("这座房子"), _("名册、角色、报告和审计"), HOUSE),
)
KEYS = frozenset(door.key for _name, _text, doors in FLOORS for door in doors)


def register() -> Path:
    """Where the demo keeps whom each card signs in: ids only, no passwords."""
    return settings.DATA_DIR / "demo" / "doors.json"


def read() -> dict[str, Any]:
    """{"accounts": {key: user id}, "slips": [url paths]}; empty before the demo is seeded."""
    try:
        return json.loads(register().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"accounts": {}, "slips": []}


def write(accounts: dict[str, str], slips: list[str]) -> None:
    """Called once, at the end of seeding."""
    path = register()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(json.dumps({"accounts": accounts, "slips": slips}), encoding="utf-8")


def account(user_id: str | None) -> Any:
    """The demo's account behind a card, as long as it is active."""
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(pk=user_id).first() if user_id else None

"""Why a change from a contact list is not in the roster, and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# code -> (why, how to mend it)
REASONS: dict[str, tuple[Words, Words]] = {
    "department_unknown": (
        _("看不出这个部门是我们的哪个班。"),
        _("选出是哪个班，以后都照这个来；或在企业微信里把班级改成“三年级2班”这样的名字。"),
    ),
    "classes_several": (
        _("在企业微信里同时属于几个班。"),
        _("在企业微信里只留一个行政班，再按“再试一次”。"),
    ),
    "parent_gone": (
        _("企业微信里删去了一位家长。"),
        _("这里不会自动去掉家长。请核对监护权，办好后按“已处理”。"),
    ),
    "other_school": (
        _("可能还在本区另一所学校的名册里。"),
        _("请和区里核对，先办转学，再按“再试一次”。"),
    ),
    "left_here": (
        _("名册里已登记离校，企业微信里还在。"),
        _("回来了就在学生页登记回校；没有回来就请在企业微信里移走。"),
    ),
    "student_twice": (
        _("企业微信里有两个账号像是同一个学生。"),
        _("在企业微信里删去多出的账号，再按“再试一次”。"),
    ),
    "identity_conflict": (
        _("账号和名册里的两个学生都对得上。"),
        _("请在名册里核对这两个学生。"),
    ),
    "number_taken": (
        _("账号和名册里的两个学生都对得上。"),
        _("请在名册里核对这两个学生。"),
    ),
    "name_missing": (_("企业微信里没有姓名。"), _("在企业微信里补上姓名，再按“再试一次”。")),
    "name_odd": (_("企业微信里的姓名不像姓名。"), _("在企业微信里改正姓名，再按“再试一次”。")),
    "name_long": (_("企业微信里的姓名不像姓名。"), _("在企业微信里改正姓名，再按“再试一次”。")),
    "silent": (
        _("企业微信没有应答。"),
        _("会自动再试。一直不行，请检查服务器能不能访问企业微信。"),
    ),
    "busy": (_("企业微信说问得太多了。"), _("会自动再试，不用做什么。")),
    "secret_wrong": (
        _("企业微信不认这个应用的密钥。"),
        _("请运维核对 CorpID 和 Secret。"),
    ),
    "not_allowed": (
        _("企业微信没有给这个应用权限。"),
        _("请管理员在“家校沟通”里允许这个应用读取通讯录，并放行服务器的地址。"),
    ),
    "answer_odd": (
        _("企业微信的应答看不懂。"),
        _("会自动再试。一直这样，请把时间告诉运维。"),
    ),
    "stopped": (_("写入名册时停了，名册没有变化。"), _("会自动再试。一直这样，请把时间告诉运维。")),
    "list_short": (
        _("夜里读到的名单少了一多半，没有提议谁离校。"),
        _("请核对企业微信里的可见范围。"),
    ),
    "list_long": (_("名单太长，没有读完。"), _("请运维把它按学校分成几份来连接。")),
}
OTHER: tuple[Words, Words] = (_("这一条没有办成。"), _("请核对后按“再试一次”或“已处理”。"))


def why_and_how(code: str) -> tuple[Words, Words]:
    """Both sentences for a short code."""
    return REASONS.get(code, OTHER)

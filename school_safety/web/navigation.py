"""Where staff and families can go: one table each. An entry shows when its page exists and the
person holds one of its verbs."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school_safety.access import policy
from school_safety.access.permissions import Permission as P


@dataclass(frozen=True)
class Place:
    """One entry."""

    url_name: str
    label: str | Promise
    icon: str
    verbs: tuple[P, ...]
    group: str | Promise = ""


def _of(group: Promise, *places: Place) -> tuple[Place, ...]:
    """Entries that stand together under one word."""
    return tuple(replace(place, group=group) for place in places)


STAFF = (
    Place("home:staff_home", _("今日"), "sun", (P.SIGNED_IN,)),
    Place("interventions:triage_list", _("研判"), "list-checks", (P.SIGNAL_READ,)),
    Place("interventions:case_list", _("个案"), "users", (P.CASE_READ,)),
    Place(
        "interventions:safety_list",
        _("紧急"),
        "siren",
        (P.SAFETY_WRITE, P.SAFETY_NAMES, P.SAFETY_TIMES),
    ),
    *_of(
        pgettext_lazy("menu", "上课和来信"),
        Place(
            "lessons:delivery_list", _("上课"), "presentation", (P.DELIVERY_WRITE, P.DELIVERY_READ)
        ),
        Place(
            "lessons:programme_list",
            pgettext_lazy("menu", "专题活动"),
            "calendar-range",
            (P.PROGRAMME_READ,),
        ),
        Place(
            "lessons:quiz_list",
            pgettext_lazy("menu", "小题"),
            "circle-question-mark",
            (P.QUIZ_RUN,),
        ),
        Place(
            "reports:coverage_show",
            _("上课地图"),
            "grid-3x3",
            (P.DELIVERY_READ, P.FIGURES_PUBLISH),
        ),
        Place("reports:growth_show", _("学到多少"), "sprout", (P.QUIZ_FIGURES,)),
        Place(
            "lessons:outreach_list",
            _("讲座和宣传"),
            "megaphone",
            (P.PROGRAMME_WRITE, P.DELIVERY_READ),
        ),
        Place(
            "lessons:parent_session_list",
            pgettext_lazy("menu", "家长课堂"),
            "users",
            (P.PROGRAMME_READ,),
        ),
        Place("lessons:course_show", _("给老师的小课"), "graduation-cap", (P.PROGRAMME_READ,)),
        Place("wagtailadmin_home", _("写课写信"), "pen-line", (P.LESSON_WRITE, P.LESSON_REVIEW)),
        Place(
            "lessons:page_list", _("该重看的"), "calendar-check", (P.LESSON_WRITE, P.LESSON_REVIEW)
        ),
        Place("lessons:dispatch_list", _("来信"), "mail", (P.LETTER_COUNT, P.LETTER_SEND)),
    ),
    *_of(
        pgettext_lazy("menu", "问卷"),
        Place("surveys:wave_list", _("批次"), "calendar-days", (P.WAVE_READ,)),
        Place("surveys:instrument_list", _("问卷库"), "library", (P.INSTRUMENT_READ,)),
        Place("surveys:paper_list", _("纸质问卷"), "clipboard-list", (P.PAPER_KEY,)),
    ),
    *_of(
        pgettext_lazy("menu", "帮助孩子"),
        Place("interventions:concern_new", _("担心的事"), "message-circle", (P.CONCERN_WRITE,)),
        Place("interventions:task_list", _("请我帮忙"), "list-todo", (P.TASK_READ,)),
        Place(
            "interventions:mandatory_list",
            pgettext_lazy("menu", "强制报告"),
            "megaphone",
            (P.MANDATORY_WRITE, P.MANDATORY_READ),
        ),
        Place("interventions:referral_list", _("转介"), "arrow-left-right", (P.REFERRAL_READ,)),
        Place("interventions:provider_list", _("机构"), "building-2", (P.PROVIDER_READ,)),
        Place("interventions:supervision_list", _("督导"), "users-round", (P.CASE_OVERSEE,)),
        Place(
            "interventions:absence_list", _("代管"), "calendar-off", (P.CASE_WRITE, P.CASE_OVERSEE)
        ),
        Place("interventions:rota_list", _("值班"), "phone-call", (P.ROTA_READ,)),
        Place(
            "interventions:access_slip_list",
            pgettext_lazy("many", "调阅单"),
            "key-round",
            (P.ACCESS_SLIP_ASK, P.ACCESS_SLIP_DECIDE, P.ACCESS_SLIP_REGISTER),
        ),
    ),
    *_of(
        pgettext_lazy("menu", "名册和人员"),
        Place("office:roster_list", _("名册"), "book-user", (P.ROSTER_READ, P.STRUCTURE_READ)),
        Place("office:transfer_list", _("转学"), "arrow-right-left", (P.ROSTER_CHANGE,)),
        Place("office:import_list", _("导入"), "upload", (P.IMPORT_READ,)),
        Place("home:code_list", _("登录码"), "qr-code", (P.ENTRY_CODE_PRINT,)),
        Place(
            "office:consent_list", pgettext_lazy("page", "同意"), "shield-check", (P.CONSENT_READ,)
        ),
        Place("home:kiosk_open", _("校门口设备"), "tablet", (P.LETTER_FOLLOW, P.CONSENT_ENTER)),
        Place("lessons:slip_list", _("扫描回执"), "scan-line", (P.CONSENT_ENTER,)),
        Place("office:paper_list", _("纸质答复"), "file-input", (P.CONSENT_ENTER,)),
        Place("office:people_list", _("人员"), "id-card", (P.PEOPLE_READ,)),
        Place(
            "office:proposal_list", _("待确认"), "user-check", (P.PEOPLE_WELCOME, P.ROLE_CONFIRM)
        ),
    ),
    *_of(
        pgettext_lazy("menu", "记录和规定"),
        Place(
            "reports:publication_list",
            _("报告"),
            "chart-column",
            (P.FIGURES_SCHOOL, P.FIGURES_DISTRICT),
        ),
        Place("office:audit_list", _("谁看过"), "eye", (P.AUDIT_READ, P.CONDUCT_READ)),
        Place("office:own_acts", _("我做过的"), "history", (P.PROVIDER_READ, P.PLATFORM_RUN)),
        Place("lessons:book_list", _("回执册"), "book-check", (P.BOOK_READ,)),
        Place("office:grant_list", _("阅读授权"), "user-key", (P.GRANT_READ,)),
        Place("office:who_may", _("谁可以看什么"), "table-2", (P.SIGNED_IN,)),
        Place("office:calendar_edit", _("校历"), "calendar-days", (P.DISTRICT_SET,)),
        Place("office:district_terms", _("区里的规定"), "settings-2", (P.DISTRICT_SET,)),
        Place("notices:delivery_list", _("消息"), "send", (P.OUTBOX_READ,)),
        Place("notices:notice_list", _("通知"), "bell", (P.SIGNED_IN,)),
    ),
)
FAMILY = (
    Place("home:family_home", _("首页"), "house", (P.LETTER_READ,)),
    Place("lessons:family_letter_list", _("来信"), "mail", (P.LETTER_READ,)),
    Place("interventions:family_support", _("支持"), "heart-handshake", (P.PLAN_FAMILY_READ,)),
    Place(
        "office:family_consents", pgettext_lazy("page", "同意"), "shield-check", (P.CONSENT_ANSWER,)
    ),
    Place("notices:notice_list", _("通知"), "bell", (P.SIGNED_IN,)),
)
ON_A_PHONE = 4
GROUPED_FROM = 12  # entries; fewer are found without headings


def open_to(user: Any, places: tuple[Place, ...], path: str) -> list[dict[str, Any]]:
    """The entries this person sees; the one whose folder holds the present path is marked."""
    shown: list[dict[str, Any]] = []
    for place in places:
        try:
            href = reverse(place.url_name)
        except NoReverseMatch:
            continue
        if any(policy.holds(user, verb) for verb in place.verbs):
            shown.append(
                {"href": href, "label": place.label, "icon": place.icon, "group": place.group}
            )
    here = max((e["href"] for e in shown if path.startswith(e["href"])), key=len, default="")
    return [{**entry, "here": entry["href"] == here} for entry in shown]

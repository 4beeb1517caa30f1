"""The view half of pages: what a template asks when Wagtail calls it."""

from datetime import date
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from lessons import queries
from lessons.choices import Competency, GradeBand, LessonType
from lessons.models import LessonPage, LetterPage
from lessons.queries import flow, forks, pages, quizzes
from lessons.queries.guides import guides_for
from lessons.queries.words import words
from lessons.rules import finding, reading, sounding
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import School

register = template.Library()
PER_PAGE = 25
# Sourced national numbers for pages that belong to no district.
HOTLINES = (
    ("12355", gettext_noop("青少年服务")),
    ("12356", gettext_noop("心理援助")),
    ("12377", gettext_noop("举报网上有害内容")),
    ("110", gettext_noop("有危险")),
)


@register.simple_tag(takes_context=True)
def shelf(context: dict[str, Any]) -> dict[str, Any]:
    """The lessons of this page's language, filtered by what stands in the address."""
    asked = context["request"].GET
    chosen = {name: asked.get(name, "") for name in ("grade", "theme", "type", "minutes", "q")}
    found = queries.published_lessons(
        get_language(),
        band=chosen["grade"],
        theme=chosen["theme"],
        kind=chosen["type"],
        minutes=chosen["minutes"],
        words=chosen["q"],
    )
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    wanted = finding.pieces(chosen["q"])
    for lesson in page.object_list if wanted else ():
        lesson.hit = finding.excerpt(f"{lesson.title} {lesson.lead} {lesson.said()}", wanted)
    return {
        "page": page,
        "choices": {
            "grade": (_("年级"), _("全部年级"), GradeBand.choices),
            "theme": (_("主题"), _("全部主题"), Competency.choices),
            "type": (_("课型"), _("全部课型"), LessonType.choices),
            "minutes": (_("时长"), _("多长都行"), [(m, _at_most(m)) for m in pages.MINUTES]),
        },
        "chosen": chosen,
        "filtered": any(chosen.values()),
    }


def _at_most(minutes: str) -> str:
    return _("%(n)s 分钟以内") % {"n": minutes}


@register.filter
def at(table: dict[str, str], name: str) -> str:
    """What stands there under that name."""
    return table.get(name, "")


@register.simple_tag
def newest_lessons(count: int = 3) -> Any:
    """A few lessons for the front page."""
    return queries.published_lessons(get_language())[:count]


@register.simple_tag
def guides(count: int | None = None) -> Any:
    """The families' guides of this page's language, kind by kind."""
    return queries.guides(get_language())[:count]


@register.simple_tag
def lessons_below(page: Any) -> Any:
    """The published lessons of one school's section."""
    return LessonPage.objects.child_of(page).live().order_by("title")


@register.simple_tag(takes_context=True)
def at_work(context: dict[str, Any]) -> bool:
    """Whether a colleague is reading: only then do the teacher's notes show."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return False
    return policy.holds(request.user, Permission.PROGRAMME_READ)


@register.simple_tag(takes_context=True)
def may_ask(context: dict[str, Any]) -> bool:
    """Whether the reader has a class to which she may put questions."""
    user = context["request"].user
    return user.is_authenticated and policy.holds(user, Permission.QUIZ_RUN)


@register.simple_tag(takes_context=True)
def may_fork(context: dict[str, Any], page: LessonPage) -> list[School]:
    """For which schools the reader can make a copy; a copy is not copied again."""
    user = context["request"].user
    if not user.is_authenticated or page.origin_id or page.live_revision_id is None:
        return []
    return list(forks.writing_schools(user))


@register.simple_tag(takes_context=True)
def may_catch_up(context: dict[str, Any], page: LessonPage) -> bool:
    """Whether the reader's school has a copy here whose original has a newer version."""
    return forks.may_catch_up(context["request"].user, page)


@register.simple_tag
def steps(page: LessonPage, cut: str = "") -> list[flow.Step]:
    """The timed steps with their span."""
    return flow.flow(page, cut)


@register.simple_tag
def cards(page: Any, kind: str) -> list[Any]:
    """The blocks of one kind that stand beside the steps."""
    return flow.beside(page, kind)


@register.simple_tag
def letter_words(page: LetterPage) -> dict[str, Any]:
    """A letter's words as families will see them, for the editor's preview."""
    return words(page)


@register.filter
def grades(page: LessonPage) -> str:
    """三至六年级, Grades 3 to 6."""
    if page.grade_from == page.grade_to:
        return _("%(grade)s 年级") % {"grade": page.grade_from}
    return _("%(first)s 至 %(last)s 年级") % {"first": page.grade_from, "last": page.grade_to}


@register.simple_tag(takes_context=True)
def aids(context: dict[str, Any], page: LessonPage) -> dict[str, Any]:
    """What helps a child who has just begun to read: sounds over characters, in Chinese; the other
    side of the switch keeps the rest of the address."""
    address = context["request"].GET.copy()
    young = page.grade_from <= sounding.YOUNGEST
    sounds = young and get_language() != "en"
    on = sounds and address.pop("pinyin", [""])[-1] == "1"
    if not on:
        address["pinyin"] = "1"
    return {"young": young, "sounds": sounds, "on": on, "other": f"?{address.urlencode()}"}


@register.simple_block_tag
def sounded(content: str, on: bool) -> SafeString:
    """The piece of page within, with pinyin where it was asked for."""
    return mark_safe(sounding.sounded(content) if on else content)  # noqa: S308  (rendered above)


@register.simple_tag
def guides_found(words: str) -> list[Any]:
    """The families' guides that answer the same question."""
    return guides_for(get_language() or "", words)


@register.filter
def holding(item: dict[str, Any]) -> str:
    """The option of a question that holds."""
    return str(item["options"][item["key"] - 1])


@register.filter
def quiz_title(run: Any) -> str:
    """The name of a set as it was called when a class was asked."""
    return quizzes.title_of(run, get_language() or quizzes.CHINESE)


@register.filter
def lines(text: str) -> list[str]:
    """The lines that say something."""
    return reading.lines(text or "")


@register.filter
def paragraphs(text: str) -> list[str]:
    """Divided by an empty line."""
    return reading.paragraphs(text or "")


@register.filter
def spoken_day(day: date | None) -> str:
    """11 月 27 日（周五）, Friday 27 November."""
    if day is None:
        return ""
    if get_language() == "en":
        return f"{day:%A} {day.day} {day:%B}"
    return f"{day.month} 月 {day.day} 日（周{'一二三四五六日'[day.weekday()]}）"


@register.simple_tag
def national_lines() -> list[dict[str, str]]:
    """Hotlines that hold everywhere, for pages that belong to no district."""
    return [{"number": number, "name": _(name)} for number, name in HOTLINES]

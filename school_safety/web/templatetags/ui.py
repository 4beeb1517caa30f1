"""Interface tags, built into every template; docs/reference/components.md shows each in use."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from school_safety.web import assets, dates, icons, languages, marks, navigation
from school_safety.web.fields import presented
from school_safety.web.pages import numbered

register = template.Library()
MARK_LINES = 18


@register.simple_tag
def stylesheet(layout: str) -> SafeString:
    """The one stylesheet of a layout."""
    return format_html('<link rel="stylesheet" href="{}">', static(f"built/{layout}.css"))


@register.simple_tag
def script(layout: str) -> SafeString:
    """The one script of a layout; pages work without it."""
    return format_html('<script src="{}" defer></script>', static(f"built/{layout}.js"))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon; a label only where no word stands beside it."""
    return icons.icon(name, label)


@register.simple_tag
def badge(text: str, state: str = "") -> SafeString:
    """State of work: none (not started), waiting, done, now."""
    return format_html('<span class="badge {}">{}</span>', state, text)


@register.simple_tag
def chip(text: str, icon: str = "") -> SafeString:
    """A small fact beside others."""
    return format_html('<span class="chip">{}{}</span>', icons.icon(icon) if icon else "", text)


@register.inclusion_tag("components/button/button.html")
def button(text: str, href: str = "", kind: str = "", icon: str = "", **more: Any) -> dict:
    """A button, or a link that looks like one. more: after_icon, name, value, form, off, opens."""
    return {"text": text, "href": href, "kind": kind, "icon": icon, **more}


@register.simple_block_tag
def notice(content: str, state: str = "", icon: str = "") -> SafeString:
    """A sentence that matters: plain, waiting, done or now."""
    drawn = icons.icon(icon or marks.NOTICE_ICONS.get(state, "info"))
    return format_html('<div class="notice {}">{}<div>{}</div></div>', state, drawn, content)


@register.simple_block_tag
def banner(content: str, icon: str = "info") -> SafeString:
    """A line over the whole page."""
    return format_html('<div class="banner">{}<span>{}</span></div>', icons.icon(icon), content)


@register.simple_block_tag
def watermark(content: str, text: str) -> SafeString:
    """What may not leave unnoticed: the reader and the moment lie across it."""
    lines = format_html_join(
        "", '<span data-said="{}"></span>', ((text,) for _line in range(MARK_LINES))
    )
    return format_html(
        '<div class="marked">{}<div class="mark" aria-hidden="true">{}</div></div>', content, lines
    )


@register.simple_block_tag
def more(content: str, summary: str, open: bool = False) -> SafeString:
    """Opens in place; works without JavaScript."""
    return format_html(
        '<details class="more"{}><summary>{}{}</summary><div>{}</div></details>',
        " open" if open else "",
        summary,
        icons.icon("chevron-down"),
        content,
    )


@register.inclusion_tag("components/field/field.html")
def field(bound: BoundField, hint: str | None = None, big: bool = False, **size: bool) -> dict:
    """Label, hint, error, control; radios and checkboxes become choice cards. size: short, code."""
    return {"bound": bound, "big": big, **presented(bound, hint, **size)}


@register.inclusion_tag("components/field/bare.html")
def bare(bound: BoundField) -> dict:
    """A control in a table: its label is for those who cannot see the table's heads."""
    return {"bound": bound, **presented(bound)}


@register.inclusion_tag("components/field/fields.html")
def fields(form: BaseForm) -> dict:
    """All visible fields of a form, in order, with its hidden ones."""
    return {"form": form}


@register.inclusion_tag("components/error-summary/error-summary.html")
def error_summary(form: BaseForm) -> dict:
    """What is still missing, with links to the fields; nothing when nothing is wrong."""
    return {"form": form}


@register.inclusion_tag("components/taps/taps.html")
def taps(bound: BoundField) -> dict:
    """A radio field as big answers side by side."""
    return {"bound": bound, **presented(bound)}


@register.inclusion_tag("components/signature/signature.html")
def signature(typed: BoundField, drawn: BoundField) -> dict:
    """A typed name, and above it a pad to write on where the browser has JavaScript."""
    return {"typed": typed, "drawn": drawn, **presented(typed)}


@register.inclusion_tag("components/help-strip/help-strip.html")
def help_strip(lines: Iterable[Mapping[str, str]] = (), text: str = "") -> dict:
    """Somebody to talk to. lines: {number, name, name_en} as the district keeps them; none, no strip."""
    return {"lines": marks.named(lines or (), get_language() or ""), "text": text}


@register.inclusion_tag("components/person/person.html")
def person(name: str, note: str = "") -> dict:
    """张* until touched. note: class or role beside it."""
    return {"name": name, "masked": marks.masked(name), "note": note}


register.filter("day", dates.day)
register.filter("moment", dates.moment)
register.filter("month", dates.month)
register.filter("weekday", dates.weekday)


@register.filter
def masked(name: str) -> str:
    """张* for where a name must not be shown at all."""
    return marks.masked(name)


@register.filter
def named(unit: Any) -> str:
    """The English name of a school or a provider for readers of English, where it has one."""
    return languages.name_of(unit)


@register.inclusion_tag("components/stages/stages.html")
def stage_bar(stages: Iterable[str], here: int, note: str = "") -> dict:
    """Names of all steps; `here` counts from 0; note under the present one."""
    return {"steps": marks.steps(stages, here), "note": note}


@register.inclusion_tag("components/stages/mini.html")
def stage_mini(here: int, of: int, text: str) -> dict:
    """The stage bar inside a table row: `here` steps done of `of`."""
    return {"dots": [i < here for i in range(of)], "text": text}


@register.inclusion_tag("components/progress/progress.html")
def progress(value: int, of: int, text: str = "", note: str = "") -> dict:
    """How far a short task has come."""
    return {"value": value, "of": of, "text": text, "note": note}


@register.inclusion_tag("components/gauge/gauge.html")
def gauge(used: int, limit: int, planned: int = 0, label: str = "", legend: bool = False) -> dict:
    """How much fits: in use, planned, and what would not fit."""
    return {**marks.gauge(used, limit, planned), "label": label, "legend": legend}


@register.inclusion_tag("components/stat/stat.html")
def stat(title: str, figure: Any, unit: str = "", text: str = "", since: str = "") -> dict:
    """A figure, or words in its place; a sentence, since when."""
    words = not any(sign.isdigit() for sign in str(figure))
    facts = {"title": title, "figure": figure, "unit": unit, "text": text, "since": since}
    return {**facts, "words": words}


@register.inclusion_tag("components/timeline/timeline.html")
def timeline(entries: Iterable[Mapping[str, Any]], short: bool = False) -> dict:
    """entries: {when, title, text, badge, badge_state, state: done|next|""}."""
    return {"entries": entries, "short": short}


@register.inclusion_tag("components/checklist/checklist.html")
def checklist(items: Iterable[Mapping[str, Any]]) -> dict:
    """items: {state: ok|wait|stop|"", icon, text, sub, href, action}."""
    return {"items": marks.checked(items)}


@register.inclusion_tag("components/facts/facts.html")
def facts(rows: Iterable[Mapping[str, Any]]) -> dict:
    """rows: {term, value, href, action}; check answers when rows carry an href."""
    return {"rows": rows}


@register.inclusion_tag("components/pagination/pagination.html", takes_context=True)
def pagination(context: Any, page: Any) -> dict:
    """Under a list: which page this is, and the way to its neighbours."""
    return numbered(page, context["request"].GET)


@register.inclusion_tag("components/tabs/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str = "") -> dict:
    """items: {text, href, here, count}."""
    return {"items": items, "label": label}


@register.simple_block_tag
def empty_state(content: str, title: str, drawing: bool = False) -> SafeString:
    """Nothing here, said kindly; the body holds one sentence and at most one button."""
    art = marks.BOAT if drawing else ""
    return format_html('<div class="empty">{}<h2>{}</h2>{}</div>', art, title, content)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """One question before something happens; a button with opens="id" shows it."""
    return format_html(
        '<dialog class="dialog stack" id="{0}" aria-labelledby="{0}-title">'
        '<h2 id="{0}-title">{1}</h2>{2}</dialog>',
        id,
        title,
        content,
    )


@register.inclusion_tag("components/menu/menu.html")
def menu(items: Iterable[Mapping[str, str]], text: str = "") -> dict:
    """The lesser actions behind one button. items: {text, href, icon}."""
    return {"items": items, "text": text}


@register.inclusion_tag("components/rail/rail.html", takes_context=True)
def staff_rail(context: Any) -> dict:
    """Where this member of staff can go."""
    entries = _entries(context, navigation.STAFF)
    return {
        "entries": entries,
        "rest": entries[navigation.ON_A_PHONE :],
        "grouped": len(entries) >= navigation.GROUPED_FROM,
        "request": context.get("request"),
        "theme": context.get("theme", ""),
    }


@register.inclusion_tag("components/bottom-bar/bottom-bar.html", takes_context=True)
def bottom_bar(context: Any, who: str = "family") -> dict:
    """Where this family can go."""
    return {"entries": _entries(context, navigation.FAMILY)}


def _entries(context: Any, places: tuple[navigation.Place, ...]) -> list[dict[str, Any]]:
    request = context.get("request")
    if request is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    return navigation.open_to(request.user, places, request.path)


@register.inclusion_tag("layouts/language.html", takes_context=True)
def language_switch(context: Any, short: bool = False) -> dict:
    """The other language: the page's own translation where it has one."""
    return languages.other(context.get("request"), context.get("page"), short=short)


@register.simple_tag
def boat() -> SafeString:
    """The paper boat."""
    return marks.BOAT


@register.simple_tag
def printed_style() -> SafeString:
    """The print stylesheet itself, for papers that are drawn without a browser."""
    return mark_safe(assets.text("print.css"))  # noqa: S308  (our own stylesheet)

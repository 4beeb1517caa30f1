"""Lectures, activities and brochures, and the paragraph that they add up to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lessons.actions import outreach as actions
from lessons.forms import OutreachForm, explain
from lessons.queries import outreach as queries
from lessons.queries.places import places
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid
from school_safety.web.downloads import download
from school_safety.web.forms import form_page

PER_PAGE = 25
FIELDS = ("kind", "topic", "held_on", "state", "audience", "reached", "brochures")
SPEAKER = ("speaker", "organisation", "speaker_minutes")


@gate(Permission.PROGRAMME_WRITE, Permission.DELIVERY_READ)
@require_safe
def outreach_list(request: HttpRequest) -> HttpResponse:
    """The year in one paragraph; every figure opens the records that it counts."""
    number, figure = _year(request), request.GET.get("figure", "")
    rows = queries.outreach(request.user)
    found = queries.year(rows, number)
    links = {
        name: format_html('<a href="?year={}&amp;figure={}">{}</a>', number, name, value)
        for name, value in found.figures.items()
    }
    shown = queries.counted(rows.filter(held_on__year=number), figure)
    facts = {
        "paragraph": format_html(_sentence(), year=number, **links),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "year": number,
        "figure": figure,
        "may_write": bool(places(request.user)),
    }
    return render(request, "lessons/staff/outreach_list.html", facts)


@gate(Permission.PROGRAMME_WRITE, Permission.DELIVERY_READ)
@require_safe
def outreach_text(request: HttpRequest) -> HttpResponse:
    """The same paragraph as plain text, in both languages."""
    found = queries.year(queries.outreach(request.user), _year(request))
    said = [_in(language, found.figures, found.year) for language in ("zh-hans", "en")]
    data = "\n\n".join(said).encode() + b"\n"
    return download(data, f"outreach-{found.year}.txt", "text/plain; charset=utf-8")


def _in(language: str, figures: Mapping[str, str], number: int) -> str:
    with translation.override(language):
        return _sentence().format(year=number, **figures)


def _sentence() -> str:
    return _(
        "{year} 年办了 {lectures} 场讲座，走进 {schools} 所学校；和 {activities} 场活动一起，"
        "大约 {people} 人次参加。发放宣传册 {brochures} 册，校外老师讲了 {hours} 小时。"
    )


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isdecimal() and len(asked) == len("2000") else 0
    return number or timezone.localdate().year


@gate(Permission.PROGRAMME_WRITE)
@require_http_methods(["GET", "POST"])
def outreach_new(request: HttpRequest) -> HttpResponse:
    """Planned, or held already."""
    first = {"held_on": timezone.localdate()}
    form = OutreachForm(request.POST or None, places=places(request.user), initial=first)
    if request.method == "POST" and form.is_valid():
        place = form.place
        where = {"district": place.district, "school": place.school}
        if _kept(form, lambda facts: actions.write(**where, **facts), request):
            return redirect("lessons:outreach_list")
    return _form(request, form, None)


@gate(Permission.PROGRAMME_WRITE)
@require_http_methods(["GET", "POST"])
def outreach_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was held, called off, or the figures are known now."""
    row = queries.own_outreach(request.user, pk)
    initial = {name: getattr(row, name) for name in (*FIELDS, *SPEAKER)}
    form = OutreachForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and _kept(form, lambda facts: actions.change(outreach=row, **facts), request)
    ):
        return redirect("lessons:outreach_list")
    return _form(request, form, row)


def _kept(form: OutreachForm, do: Any, request: HttpRequest) -> bool:
    try:
        do({"facts": form.facts, "by": request.user, "at": timezone.now()})
    except Invalid as refusal:
        explain(form, refusal.fields)
        return False
    return True


def _form(request: HttpRequest, form: OutreachForm, row: Any) -> HttpResponse:
    return form_page(request, "lessons/staff/outreach_edit.html", {"form": form, "row": row})

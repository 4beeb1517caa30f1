"""Two people wrote at the same time: both wordings side by side, and the newer one below (409)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from interventions.rules.conflict import differences
from school_safety.kernel.refusals import NotNow

from . import words

CODE = "changed_meanwhile"


def is_conflict(error: NotNow) -> bool:
    """Whether it was refused because somebody else was quicker."""
    return error.code == CODE


def side_by_side(
    request: HttpRequest,
    form: forms.Form,
    *,
    stored: Mapping[str, Any],
    again: Callable[[QueryDict], forms.Form],
    template: str,
    **context: Any,
) -> HttpResponse:
    """`stored` is the newest version as the form shows it; the form below holds one's own words."""
    yours = {name: _text(form, name, value) for name, value in form.cleaned_data.items()}
    del yours["version"]
    theirs = {name: _text(form, name, stored.get(name)) for name in yours}
    newest = request.POST.copy()
    newest["version"] = str(stored["version"])
    pairs = [
        {"label": form.fields[row.field].label, "theirs": row.theirs, "yours": row.yours}
        for row in differences(theirs, yours)
    ]
    context = {**context, "pairs": pairs, "form": again(newest)}
    return render(request, template, context, status=409)


def _text(form: forms.Form, name: str, value: Any) -> str:
    """A value in words: choices by their labels, moments as they are said."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return str(words.moment(value))
    if isinstance(value, str):
        return _label(form, name, value)
    if hasattr(value, "__iter__"):
        return "、".join(sorted(_label(form, name, each) for each in value))
    return _label(form, name, value)


def _label(form: forms.Form, name: str, value: Any) -> str:
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        return str(value)
    wanted = str(getattr(value, "pk", value))
    return next((str(label) for code, label in choices if str(code) == wanted), wanted)

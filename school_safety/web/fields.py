"""How a bound form field is shown: which shape, which words belong to it."""

from typing import Any

from django import forms
from django.forms import BoundField

CHOICE_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def field(form: forms.BaseForm, name: str) -> Any:
    """The named field for what only its own class has: `choices`, `queryset`, our `choice_hints`."""
    return form.fields[name]


def presented(
    bound: BoundField, hint: str | None = None, *, short: bool = False, code: bool = False
) -> dict[str, Any]:
    """Shape, words, ids and the drawn control; `hint` stands in for the field's own help text."""
    widget = bound.field.widget
    if widget.attrs.get("placeholder") == bound.label:
        del widget.attrs["placeholder"]
    words = bound.help_text if hint is None else hint
    hint_id = f"{bound.auto_id}_hint" if words else ""
    error_id = f"{bound.auto_id}_error" if bound.errors else ""
    attrs: dict[str, Any] = {"aria-describedby": " ".join(filter(None, [error_id, hint_id]))}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "shape": _shape(widget),
        "hint": words,
        "hint_id": hint_id,
        "error_id": error_id,
        "control": _control(bound, attrs, short=short, code=code),
        "options": _options(bound) if isinstance(widget, CHOICE_WIDGETS) else [],
        "optional": not bound.field.required,
    }


def _shape(widget: forms.Widget) -> str:
    if isinstance(widget, CHOICE_WIDGETS):
        return "choices"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


def _control(bound: BoundField, attrs: dict[str, Any], *, short: bool, code: bool) -> str:
    widget = bound.field.widget
    if isinstance(widget, CHOICE_WIDGETS):
        return ""
    kept = {name: value for name, value in attrs.items() if value}
    if not isinstance(widget, forms.CheckboxInput):
        kept["class"] = " ".join(
            part
            for part, on in (
                (widget.attrs.get("class", ""), True),
                ("input", True),
                ("short", short or isinstance(widget, forms.DateInput | forms.TimeInput)),
                ("code", code),
            )
            if on and part
        )
    return bound.as_widget(attrs=kept)


def _options(bound: BoundField) -> list[dict[str, Any]]:
    hints = getattr(bound.field, "choice_hints", {})
    return [
        {
            "control": option.tag(),
            "label": option.choice_label,
            "hint": hints.get(str(option.data["value"]), ""),
        }
        for option in bound.subwidgets
    ]

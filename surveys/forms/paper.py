"""What is typed in from paper: a code, and one mark per question."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.forms import typed_code
from surveys.rules.keying import BLANK, TWO, mark_of

# The figures before the answers are the keys that choose them (keying.js).
NO_TICK, TWO_TICKS = _("没有勾，或看不清"), _("勾了两个")


class SheetCodeForm(forms.Form):
    """The ten signs of a sheet; a scanner that types the whole address is understood too."""

    code = forms.CharField(
        label=_("问卷上的十位码"),
        max_length=200,
        widget=typed_code(),
        error_messages={"required": _("请写上问卷上的码。")},
    )

    def clean_code(self) -> str:
        """Only the code."""
        typed = self.cleaned_data["code"]
        if "://" not in typed:
            return typed
        return parse_qs(urlsplit(typed).query).get("code", [""])[0]


class KeyingForm(forms.Form):
    """Nothing is chosen beforehand: who has not looked cannot pass a question over."""

    talk = forms.BooleanField(required=False, label=_("勾了「我想找老师聊聊」"))

    def __init__(self, *args: Any, questions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for row in questions:
            choices: list[tuple[str, Any]] = [
                (mark_of(n), f"{n + 1} {label}") for n, label in enumerate(row.options)
            ]
            choices += [(BLANK, f"0 {NO_TICK}"), (TWO, f"9 {TWO_TICKS}")]
            self.fields[self.name(row)] = forms.ChoiceField(
                label=f"{row.place + 1}. {row.text}",
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
            )

    @staticmethod
    def name(row: Any) -> str:
        """The field of one question."""
        return f"q{row.place}"

    @property
    def asked(self) -> list[Any]:
        """The questions as fields, in order."""
        return [self[self.name(row)] for row in self.questions]

    @property
    def marks(self) -> dict[int, str]:
        """Place -> mark, once valid."""
        return {row.place: self.cleaned_data[self.name(row)] for row in self.questions}

    def clean(self) -> dict[str, Any]:
        """Each question looked at; after "I do not play" the rest may stay empty."""
        data = super().clean() or {}
        over = False
        for row in self.questions:
            name = self.name(row)
            if not data.get(name) and name not in self.errors:
                data[name] = BLANK
                if not over:
                    self.add_error(name, _("请选一个；没有勾就选「没有勾，或看不清」。"))
            over = over or (bool(row.skips) and data.get(name) in row.skips)
        return data

"""What is typed of a few questions: hands counted, the code on the wall, a child's own answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 99
UNSURE = "unsure"


class HandsField(forms.IntegerField):
    """A number of hands; an empty box is nought."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Nobody must type noughts."""
        return super().clean(value or 0)


class HandsForm(forms.Form):
    """A number per option, and for those who were not sure."""

    def __init__(
        self, *args: Any, questions: list[dict[str, Any]], kept: Any = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            place = question["place"]
            known = kept[place] if kept and kept[place] else []
            for n, label in enumerate([*question["options"], _("说不准，或者没举手")]):
                self.fields[f"n{place}_{n}"] = HandsField(
                    label=label, initial=known[n] if n < len(known) else None
                )

    @property
    def rows(self) -> list[tuple[dict[str, Any], list[Any]]]:
        """Each question with its fields."""
        return [
            (question, [self[name] for name in self._names(question)])
            for question in self.questions
        ]

    def _names(self, question: dict[str, Any]) -> list[str]:
        return [f"n{question['place']}_{n}" for n in range(len(question["options"]) + 1)]

    def clean(self) -> dict[str, Any]:
        """Every question needs some hands."""
        cleaned = super().clean()
        for question in self.questions:
            names = self._names(question)
            if not any(cleaned.get(name) for name in names) and not self.errors:
                self.add_error(names[0], _("这一题还没有数。"))
        return cleaned

    def counts(self, length: int) -> list[list[int] | None]:
        """What the action takes."""
        found: list[list[int] | None] = [None] * length
        for question in self.questions:
            names = self._names(question)
            found[question["place"]] = [self.cleaned_data.get(name) or 0 for name in names]
        return found


class QuizCodeForm(forms.Form):
    """The six signs on the wall."""

    code = forms.CharField(
        label=_("六位码"),
        max_length=12,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("请写上投影上的码。")},
    )


class SheetForm(forms.Form):
    """One child's answers; a question may stay open."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, question in enumerate(questions):
            choices = [(str(at), text) for at, text in enumerate(question["options"])]
            self.fields[f"q{n}"] = forms.ChoiceField(
                label=question["question"],
                choices=[*choices, (UNSURE, _("我还说不准"))],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def answers(self) -> list[int | None]:
        """In the order of the questions; None where she was not sure."""
        given = (self.cleaned_data[name] for name in self.fields)
        return [int(each) if each.isdecimal() else None for each in given]

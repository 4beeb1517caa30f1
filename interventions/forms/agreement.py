"""The home agreement: a few lines; and what home says to them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.promising import Line
from interventions.choices import AgreementSays, LineOwner
from interventions.models import HomeAgreement

from . import DayInput, choice, words

LINES = (1, 2, 3, 4, 5)


class AgreementForm(forms.Form):
    """Who does what from when, the adults too; and when to look at it again."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    review_on = forms.DateField(
        label=_("哪天一起再看"), widget=DayInput(), help_text=_("一般两到四周以后")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in LINES:
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("谁来做"), choices=[("", _("请选择")), *LineOwner.choices], required=False
            )
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("做什么"), max_length=200, required=False
            )
            self.fields[f"since_{number}"] = forms.DateField(
                label=_("从哪天开始"), required=False, widget=DayInput()
            )

    def clean(self) -> dict[str, Any]:
        """A line that says something says who does it."""
        data = super().clean() or {}
        for number in LINES:
            if data.get(f"what_{number}") and not data.get(f"who_{number}"):
                self.add_error(f"who_{number}", _("请选谁来做"))
        return data

    @property
    def line_rows(self) -> list[list[Any]]:
        """Who, what, since when."""
        return [[self[f"who_{n}"], self[f"what_{n}"], self[f"since_{n}"]] for n in LINES]

    @property
    def lines(self) -> list[Line]:
        """As the action takes them."""
        data = self.cleaned_data
        return [Line(data[f"who_{n}"], data[f"what_{n}"], data[f"since_{n}"]) for n in LINES]


def written(agreement: HomeAgreement | None) -> dict[str, Any]:
    """The newest version as the form shows it."""
    if agreement is None:
        return {"version": 0}
    values: dict[str, Any] = {"version": agreement.version, "review_on": agreement.review_on}
    for number, line in zip(LINES, agreement.lines, strict=False):
        values |= {
            f"who_{number}": line["who"],
            f"what_{number}": line["what"],
            f"since_{number}": line["since"],
        }
    return values


class AgreementAnswerForm(forms.Form):
    """Both answers are welcome."""

    says = choice(_("你们看呢？"), AgreementSays.choices)
    wish = words(_("想怎么改"), _("想改的话，写一两句就好。"), rows=3, required=False)

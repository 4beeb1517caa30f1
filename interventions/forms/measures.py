"""What is looked at again: seven parts of life, and three taps a week."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import Burden, CheckItem, Domain, Tap

from . import words

NOT_SPOKEN = ""
DOMAIN_HINTS = {
    Domain.USE.value: _("时间、能不能停下来、放下以后怎样"),
    Domain.SLEEP.value: _("几点睡、睡得够不够、白天困不困"),
    Domain.SCHOOL.value: _("到校、听课、作业"),
    Domain.MOOD.value: _("高兴、烦、难过、害怕"),
    Domain.FAMILY.value: _("说得上话吗、吵得多吗"),
    Domain.PEERS.value: _("有没有朋友、有没有被欺负"),
    Domain.SPENDING.value: _("充值、打赏、借钱"),
}


class AssessmentForm(forms.Form):
    """One choice for each part of life; what nobody spoke about stays open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [*((str(level.value), level.label) for level in Burden), ("", _("没有谈到"))]
        for code, label in Domain.choices:
            self.fields[code] = forms.ChoiceField(
                label=label,
                help_text=DOMAIN_HINTS[code],
                choices=answers,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["note"] = words(_("想补充的"), rows=3, required=False)

    @property
    def domains(self) -> list[Any]:
        """The seven fields."""
        return [self[code] for code in Domain.values]

    @property
    def ratings(self) -> dict[str, int]:
        """What was spoken about, {domain: 0..3}."""
        data = self.cleaned_data
        return {code: int(data[code]) for code in Domain.values if data.get(code)}


class CheckForm(forms.Form):
    """Three questions, three answers each; nothing preselected but one's own earlier taps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in CheckItem.choices:
            self.fields[code] = forms.TypedChoiceField(
                label=label, choices=Tap.choices, coerce=int, widget=forms.RadioSelect
            )

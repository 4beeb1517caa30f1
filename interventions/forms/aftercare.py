"""Forms of what comes after the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import AftercareResult, FeedbackItem, Tap

from . import choice, words


class AftercareForm(forms.Form):
    """How it goes now."""

    result = choice(_("现在怎么样"), AftercareResult.choices)
    text = words(_("写一两句"), _("见到的、听到的就好。"), rows=3)


class ReopenForm(forms.Form):
    """To whom, and why."""

    to = forms.ModelChoiceField(queryset=None, label=_("交给谁"), empty_label=_("请选择"))
    reason = words(_("为什么重新开启"), rows=3)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class FeedbackForm(forms.Form):
    """Three questions about the help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in FeedbackItem.choices:
            self.fields[code] = forms.TypedChoiceField(
                label=label, choices=Tap.choices, coerce=int, widget=forms.RadioSelect
            )

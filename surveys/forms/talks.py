"""What is written down after a talk to which a child was invited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import TALKED, Finding


class TalkForm(forms.Form):
    """How it went; nothing is chosen beforehand, and a no needs no reason."""

    finding = forms.ChoiceField(
        label=_("谈下来是怎样的"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个。")},
    )
    words = forms.CharField(
        label=_("说了什么"),
        help_text=_("尽量用孩子的原话。选「这次不想谈」的，什么都不用写。"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    wanted = forms.BooleanField(label=_("我想继续跟一跟，开一个个案"), required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever talked writes a line; whoever would rather not is left in peace."""
        data = super().clean() or {}
        finding = data.get("finding")
        if finding and finding != Finding.DECLINED and not data.get("words", "").strip():
            self.add_error("words", _("请写一两句谈了什么。"))
        return data


class ListenForm(forms.Form):
    """What a colleague found who sat in: the same words, without the one for "did not want to"."""

    finding = forms.ChoiceField(
        label=_("您听下来是怎样的"),
        choices=[pair for pair in Finding.choices if pair[0] in TALKED],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个。")},
    )

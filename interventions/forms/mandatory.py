"""What is typed about a report that the law demands: what was seen, who was told, why one doubts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import HarmSign, ReportTo, ReportWay

from . import MomentInput, choice, words


def _moment(label: object) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=MomentInput())


class SeenForm(forms.Form):
    """What one saw and heard, as one would say it to the officer on the telephone."""

    signs = forms.MultipleChoiceField(
        label=_("看到的是哪一种"),
        help_text=_("疑似就够，不用弄清楚，也不用去问细节。"),
        choices=HarmSign,
        widget=forms.CheckboxSelectMultiple,
    )
    who = forms.CharField(
        label=_("哪个孩子"), max_length=60, help_text=_("姓名和班级；不认识就写您看到的样子。")
    )
    fact = words(_("看到、听到了什么"), _("只写事实：什么时候、在哪里、看到什么。"), rows=4)
    words = words(_("孩子的原话"), _("一字一句照写。没有就空着。"), rows=2, required=False)
    place = forms.CharField(label=_("孩子现在在哪里，谁陪着"), max_length=120, required=False)
    noticed_at = _moment(_("什么时候发现的"))

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["who"]


class ToldForm(forms.Form):
    """Whom one told, and who listened."""

    authority = choice(_("报告给谁"), ReportTo.choices)
    way = choice(_("怎么报告的"), ReportWay.choices)
    happened_at = _moment(_("什么时候"))
    taken_by = forms.CharField(
        label=_("谁接的"), max_length=60, required=False, help_text=_("姓名或者警号、工号。")
    )
    document = forms.CharField(
        label=_("编号"), max_length=60, required=False, help_text=_("有就写，没有以后再补。")
    )


class AnswerForm(forms.Form):
    """What came back."""

    words = words(_("对方怎么说"), rows=2)
    document = forms.CharField(label=_("编号"), max_length=60, required=False)


class DoubtForm(forms.Form):
    """Why one thinks that the law does not ask for it."""

    reason = words(_("为什么认为不用报告"), _("至少 20 个字。拿不准，就报告。"), rows=3)


class DecideForm(forms.Form):
    """The second person's answer."""

    needed = choice(
        _("您的决定"), [("yes", _("要报告")), ("no", _("同意，不用报告"))], _("拿不准，就报告。")
    )
    reason = words(_("为什么"), _("至少 20 个字。"), rows=3)

"""What is asked of somebody who looks through a chronology, and before it is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import PrintReason

from . import DayInput, choice


class StoryFilter(forms.Form):
    """Lives in the address; a strange value is as good as none."""

    kind = forms.CharField(required=False, max_length=12)
    since = forms.DateField(required=False, label=_("从哪天"), widget=DayInput())
    until = forms.DateField(required=False, label=_("到哪天"), widget=DayInput())
    marked = forms.BooleanField(required=False, label=_("只看重要的"))


class PrintForm(forms.Form):
    """What the sheets are for."""

    reason = choice(_("打印了做什么"), PrintReason.choices)

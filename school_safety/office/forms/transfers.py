"""Which school a child goes to, and what that school answers."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from school_safety.office.years.forms import PlaceForm
from school_safety.schools.choices import DeclineReason
from school_safety.schools.models import School
from school_safety.web.fields import field


class TransferForm(forms.Form):
    """Where to, and from which day."""

    to = forms.ModelChoiceField(School.objects.none(), label=_("转到哪所学校"))
    starts_on = forms.DateField(
        label=_("从哪天起"),
        help_text=_("对方学校从这天起可以接收。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, schools: QuerySet[School], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field(self, "to").queryset = schools
        self.fields["starts_on"].widget.attrs["min"] = today.isoformat()

    def clean_starts_on(self) -> date:
        """Today or a day to come."""
        day: date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise forms.ValidationError(_("这一天已经过去了，请选今天或以后。"))
        return day


class AcceptForm(PlaceForm):
    """Her class here, and her number if the school has given one."""

    own_number = forms.CharField(
        label=_("本校学号"),
        required=False,
        max_length=40,
        help_text=_("没有就空着。原来学校自己编的学号不会带过来，全国学籍号会。"),
    )


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(
        label=_("为什么不接收"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )

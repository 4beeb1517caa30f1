"""The crisis sheet's taps, raising an event, and the rota."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interventions.choices import OutsideHelp, ShiftOrder

from . import DayInput, choice, words

ACTS = ("stay", "called", "unreached", "outside", "meet", "together", "take_over")


class HourInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "short"}, format="%H:%M")


class MarkForm(forms.Form):
    """One tap on the sheet; what belongs to it comes with the button."""

    act = forms.ChoiceField(choices=[(each, each) for each in ACTS])
    person = forms.UUIDField(required=False)
    guardian = forms.UUIDField(required=False)
    help = forms.ChoiceField(choices=[("", ""), *OutsideHelp.choices], required=False)
    when = forms.TimeField(label=_("几点坐下来"), required=False, widget=HourInput())

    def moment(self, at: datetime) -> datetime:
        """The next time at which the clock says so."""
        wanted = self.cleaned_data.get("when") or timezone.localtime(at).time()
        today = timezone.localtime(at)
        found = today.replace(hour=wanted.hour, minute=wanted.minute, second=59, microsecond=0)
        return found if found >= today else found + timedelta(days=1)


class EndForm(forms.Form):
    """Why one may say that it is over."""

    words = words(_("为什么可以解除"), _("一句话，例如：妈妈接走了，明天上午见面。"), rows=2)


class ReviewForm(forms.Form):
    """Short, and about the work: what helped, what to change, who sees to it."""

    helped = words(_("什么帮上了忙"), _("人、电话、地方、顺序，都可以。"), rows=3)
    change = words(_("下次改什么"), _("改做法，不评人。"), rows=3)
    owner = forms.ModelChoiceField(queryset=None, label=_("谁来改"))
    due_on = forms.DateField(label=_("改到哪一天为止"), widget=DayInput())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
        self.fields["owner"].label_from_instance = lambda person: person.name


class RaiseForm(forms.Form):
    """Two sentences, and everybody who is on call is rung."""

    who = forms.CharField(
        label=_("哪位同学"), max_length=60, help_text=_("姓名和班级；不确定就写您知道的。")
    )
    seen = words(_("看到或者听到了什么"), _("一两句话就够。"), rows=3)


def _number(label: object, hint: object) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class NumberForm(forms.Form):
    """One's own number; left empty, it is taken out."""

    phone = _number(_("手机号"), _("会加密保存。空着就是不用短信叫您。"))


class ShiftForm(forms.Form):
    """Who, which day, from when to when, and for how many weeks."""

    person = forms.ModelChoiceField(queryset=None, label=_("谁值班"))
    day = forms.DateField(label=_("从哪一天"), widget=DayInput())
    starts = forms.TimeField(label=_("几点开始"), widget=HourInput())
    ends = forms.TimeField(
        label=_("几点结束"), widget=HourInput(), help_text=_("早于开始时间，就是到第二天。")
    )
    order = choice(_("第几位被叫到"), ShiftOrder.choices)
    weeks = forms.IntegerField(
        label=_("连续几周"), min_value=1, max_value=26, help_text=_("只排这一次，就填 1。")
    )
    phone = _number(_("值班手机"), _("叫人用的号码，会加密保存。空着就用原来的。"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda person: person.name

    def stretch(self) -> tuple[datetime, datetime]:
        """From when to when, in local time."""
        data = self.cleaned_data
        starts = _moment(data["day"], data["starts"])
        ends = _moment(data["day"], data["ends"])
        return starts, ends if ends > starts else ends + timedelta(days=1)


class CoverForm(forms.Form):
    """Who stands in."""

    person = forms.ModelChoiceField(queryset=None, label=_("请谁代班"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda person: person.name


def _moment(day: Any, hour: time) -> datetime:
    return datetime.combine(day, hour, timezone.get_current_timezone())

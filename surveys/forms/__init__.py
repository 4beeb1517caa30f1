"""What people type in this room."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from school_safety.kernel.refusals import Invalid
from school_safety.web.fields import field
from surveys.queries import forms as versions
from surveys.queries import noticing, waves

MOMENT = "%Y-%m-%dT%H:%M"


def typed_code() -> forms.TextInput:
    """A box for signs read off paper: nothing is remembered, corrected or guessed."""
    attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    return forms.TextInput(attrs=attrs)


class CodeForm(forms.Form):
    """The eight characters of a slip, however they were typed."""

    code = forms.CharField(
        label=_("纸条上的八位码"),
        max_length=20,
        widget=typed_code(),
        error_messages={"required": _("请写上纸条上的码。")},
    )


class ClassCodeForm(forms.Form):
    """The six signs on the board."""

    code = forms.CharField(
        label=_("黑板上的班级码"),
        max_length=12,
        widget=typed_code(),
        error_messages={"required": _("请写上黑板上的码。")},
    )


class NumberForm(forms.Form):
    """A child's number in her class."""

    number = forms.IntegerField(
        label=_("卡片上的号码"),
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("请写上卡片上的号码。"), "invalid": _("号码是数字。")},
    )


class SecondsField(forms.CharField):
    """Seconds per question, one after the other: "3.2,4,0"."""

    def to_python(self, value: Any) -> list[float]:
        """Anything that is not a figure counts as unknown."""
        found = []
        for part in str(value or "").split(","):
            try:
                found.append(float(part))
            except ValueError:
                found.append(0.0)
        return [time if time == time and time < 1e6 else 0.0 for time in found][:200]


STATE: dict[str, forms.Field] = {
    "answers": forms.CharField(max_length=200, strip=False),
    "seconds": SecondsField(required=False, max_length=2000),
    "talk": forms.BooleanField(required=False),
    "revision": forms.IntegerField(required=False, min_value=0, max_value=1_000_000),
}


def state_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The whole state of a page that keeps its answers in memory; Invalid names what is no such thing.

    Fields without a form: nobody is shown one, and building it takes longer than reading what came.
    """
    state, wrong = {}, {}
    for name, each in STATE.items():
        try:
            state[name] = each.clean(each.widget.value_from_datadict(sent, {}, name))
        except forms.ValidationError:
            wrong[name] = "invalid"
    if wrong:
        raise Invalid(fields=wrong)
    return {**state, "revision": state["revision"] or 0}


class MomentField(forms.DateTimeField):
    """Date and time in one native control."""

    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})

    def __init__(self, **more: Any) -> None:
        super().__init__(input_formats=[MOMENT, "%Y-%m-%d %H:%M"], **more)


class WaveForm(forms.Form):
    """A wave as a draft. Choices are limited to what this planner may plan."""

    school = forms.ModelChoiceField(label=_("学校"), queryset=None)
    title = forms.CharField(
        label=_("名称"),
        max_length=80,
        help_text=_("学生也会看到，写得平常一点，比如「秋季小问卷」。"),
    )
    instrument_version = forms.ModelChoiceField(
        label=_("问卷"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    classrooms = forms.ModelMultipleChoiceField(
        label=_("班级"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    opens_at = MomentField(label=_("开始"))
    closes_at = MomentField(label=_("结束"))
    day_from = forms.TimeField(
        label=_("上学日几点开放"),
        required=False,
        initial="08:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("只在上学日的这段时间里能进入。两个都不填，就是日夜开放，夜里也要有人值班。"),
    )
    day_until = forms.TimeField(
        label=_("上学日几点关上"),
        required=False,
        initial="16:30",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    letter = forms.TypedChoiceField(
        label=_("哪封同意书告诉了家长"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("没有同意书，不能开始。不同意的孩子做同样长的安静小任务。"),
    )
    notice_on = forms.DateField(
        label=_("用纸发的，哪天发出"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("只在用纸发时填，会记下是您填的。选了上面的信，就以信发出的日子为准。"),
    )
    on_call = forms.ModelChoiceField(label=_("当天值班的心理老师"), queryset=None, required=False)

    def __init__(self, *args: Any, user: Any, at: datetime, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = waves.schools_to_plan(user)
        field(self, "school").queryset = schools
        self.fields["school"].initial = schools.first()
        rooms = field(self, "classrooms")
        rooms.queryset = waves.classrooms_to_plan(user)
        rooms.label_from_instance = self._room
        chosen = field(self, "instrument_version")
        chosen.queryset = versions.selectable(user)
        chosen.label_from_instance = lambda version: versions.words(
            version.texts["title"], language
        )
        chosen.choice_hints = {
            str(version.pk): self._about(version, language) for version in versions.selectable(user)
        }
        self.sent = {row.letter: row for row in noticing.sent(schools, at)}
        field(self, "letter").choices = [
            ("", _("请选一封；用纸发的，填下面的日期")),
            *((key, noticing.sentence(row, language)) for key, row in self.sent.items()),
        ]
        people = field(self, "on_call")
        people.queryset = waves.on_call_choices(schools, at)

    @staticmethod
    def _room(room: Any) -> str:
        words = ngettext("%(room)s，%(heads)d 人", "%(room)s，%(heads)d 人", room.heads)
        return words % {"room": room.name, "heads": room.heads}

    @staticmethod
    def _about(version: Any, language: str) -> str:
        first, last = version.facts["grades"]
        words = ngettext(
            "%(about)s · %(first)d 到 %(last)d 年级 · 约 %(minutes)d 分钟",
            "%(about)s · %(first)d 到 %(last)d 年级 · 约 %(minutes)d 分钟",
            version.facts["minutes"],
        )
        return words % {
            "about": versions.words(version.texts["about"], language),
            "first": first,
            "last": last,
            "minutes": version.facts["minutes"],
        }

    def clean(self) -> dict[str, Any]:
        """The end after the beginning; every class of the chosen school."""
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("结束时间要在开始之后。"))
        if closes and closes <= timezone.now():
            self.add_error("closes_at", _("结束时间已经过去了。"))
        first, last = data.get("day_from"), data.get("day_until")
        if bool(first) != bool(last) or (first and last and last <= first):
            self.add_error("day_until", _("两个时间都要填，而且先开放后关上。"))
        school, rooms = data.get("school"), data.get("classrooms")
        letter = data.get("letter")
        if school and letter is not None and school.pk not in self.sent[letter].schools:
            self.add_error("letter", _("这封信没有发给这所学校，请另选一封。"))
        if school and rooms and any(room.school_id != school.pk for room in rooms):
            self.add_error("classrooms", _("请只选这所学校的班级。"))
        return data

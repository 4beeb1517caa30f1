"""What people type in this room."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from school_safety.web.fields import field
from surveys.queries import forms as versions
from surveys.queries import waves

FILE_BYTES = 10 * 1024 * 1024  # of a questionnaire
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


class StateForm(forms.Form):
    """The whole state of a page that keeps its answers in memory."""

    answers = forms.CharField(max_length=200, strip=False)
    seconds = SecondsField(required=False, max_length=2000)
    talk = forms.BooleanField(required=False)
    revision = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)


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
    notice_on = forms.DateField(
        label=_("同意书发出的日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("没有同意书，不能开始。不同意的孩子做同样长的安静小任务。"),
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
        if school and rooms and any(room.school_id != school.pk for room in rooms):
            self.add_error("classrooms", _("请只选这所学校的班级。"))
        return data


class InstrumentForm(forms.Form):
    """A questionnaire file, and who may use it."""

    file = forms.FileField(
        label=_("问卷文件"),
        help_text=_(
            "FHIR 的 .json、XLSForm 的 .xlsx 或 .xls、REDCap 数据字典 .csv、本系统的 .toml。最大 10 MB。"
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx,.xls,.csv,.toml"}),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )
    licence_holder = forms.CharField(
        label=_("谁持有版权或许可"), max_length=200,
        help_text=_("比如出版社、作者，或本区和他们签的许可。"),
        error_messages={"required": _("请写明谁持有版权或许可。")},
    )  # fmt: skip
    licence_text = forms.CharField(
        label=_("凭什么可以用"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("把许可的原话抄下来，或写明出处和日期。"),
        error_messages={"required": _("请写明凭什么可以用。")},
    )  # fmt: skip
    licence = forms.BooleanField(
        label=_("我确认本区有权使用和展示这份问卷"),
        error_messages={"required": _("没有许可的问卷不能导入。请先取得许可。")},
    )

    def clean_file(self) -> Any:
        """Not larger than a questionnaire ever is."""
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(_("文件超过 10 MB，不像一份问卷。"))
        return file


class AnswerForm(forms.Form):
    """Does an item need a person the same day? Marked ones want a yes or a no, others may be added."""

    def __init__(self, *args: Any, version: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marks = version.safety or {}
        others = []
        self.places: dict[str, str] = {}
        for place, row in enumerate(version.questions):
            text = versions.words(row["text"], language)
            name = row["id"]
            if name not in marks or marks[name].get("why") == "person":
                others.append((name, f"{place + 1}. {text}"))
                continue
            self.places[f"item{place}"] = name
            answered = marks[name].get("contact")
            self.fields[f"item{place}"] = forms.ChoiceField(
                label=f"{place + 1}. {text}",
                choices=[("yes", _("要当天联系")), ("no", _("不用"))],
                widget=forms.RadioSelect,
                initial={True: "yes", False: "no"}.get(answered),
                error_messages={"required": _("请选一个。")},
            )
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("还有哪些题要当天联系"),
            choices=others,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[name for name, mark in marks.items() if mark.get("contact")],
        )
        if version.licence_by_id is None:
            for name in ("licence_holder", "licence_text", "licence"):
                self.fields[name] = InstrumentForm.base_fields[name]
            self.fields["licence_text"].initial = version.licence_text

    def contact(self) -> dict[str, bool]:
        """Item -> yes or no, for every item of the form."""
        data = self.cleaned_data
        found = {name: name in data["others"] for name, _label in self.fields["others"].choices}
        return found | {name: data[field] == "yes" for field, name in self.places.items()}

"""Forms of those who send letters and look after what became of them."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lessons.choices import CallOutcome, LetterKind, SigningRule
from lessons.rules import burden
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Student

PICKED, ALL, GRADE, SCHOOL = "picked", "all", "g", "s"


class SendForm(forms.Form):
    """Which families, whose answer counts, until when; for a booking, at which times."""

    reach = forms.ChoiceField(label=_("发给哪些班"), widget=forms.RadioSelect)
    classrooms = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("发给哪个班"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选发给哪个班。")},
    )
    students = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("只发给其中几位"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("一个也不勾，就是发给全班。"),
    )
    slots = forms.CharField(
        label=_("可以约的时间"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("每行一个，例如：3 月 5 日 15:00。一个时间只给一家。"),
        error_messages={"required": _("写上可以约的时间，每行一个。")},
    )
    rule = forms.ChoiceField(
        label=_("谁来回复"), choices=SigningRule, widget=forms.RadioSelect, initial=SigningRule.ANY
    )
    due_on = forms.DateField(
        label=_("请家长在哪天前回复"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, classrooms: Any, kind: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rooms = list(classrooms)
        self.fields["classrooms"].queryset = classrooms
        self.fields["classrooms"].required = (self.data.get("reach") or PICKED) == PICKED
        several = len({room.school_id for room in self.rooms}) > 1
        if several:
            self.fields["classrooms"].label_from_instance = _with_school
        if len(self.rooms) == 1:
            self._one_room(self.rooms[0])
        else:
            del self.fields["students"]
            self.fields["reach"].choices = list(reaches(self.rooms))
        if kind != LetterKind.BOOKING:
            del self.fields["slots"]

    def _one_room(self, room: Classroom) -> None:
        del self.fields["reach"]
        if not self.is_bound:
            self.initial["classrooms"] = self.rooms
        children = Student.objects.filter(classroom=room, status=StudentStatus.ACTIVE)
        self.fields["students"].queryset = children.order_by("number", "pk")
        self.fields["students"].label_from_instance = _by_name

    def clean(self) -> dict[str, Any]:
        """The classes meant; `students` only where they were ticked one by one."""
        cleaned = super().clean()
        reach = cleaned.get("reach") or PICKED
        chosen = list(cleaned.get("classrooms") or [])
        cleaned["rooms"] = (
            chosen
            if reach == PICKED
            else [room for room in self.rooms if reach in _reached_by(room)]
        )
        return cleaned

    @property
    def terms(self) -> dict[str, Any]:
        """What the sending action takes."""
        given = self.cleaned_data
        return {
            "rule": given["rule"],
            "due_on": given["due_on"],
            "slots": tuple(given.get("slots", "").splitlines()),
            "students": frozenset(child.pk for child in given.get("students") or ()),
        }


def reaches(rooms: list[Classroom]) -> Any:
    """(code, words) for the ways to name many classes at once."""
    yield PICKED, _("只发给下面勾选的班")
    schools = {room.school_id: room.school for room in rooms}
    grades = sorted({room.grade for room in rooms})
    if len(grades) > 1:
        for grade in grades:
            yield f"{GRADE}{grade}", _("整个 %(grade)s 年级") % {"grade": grade}
    if len(schools) > 1:
        for pk, school in schools.items():
            yield f"{SCHOOL}{pk}", school.name
    count = ngettext_lazy("全部 %(count)d 个班", "全部 %(count)d 个班", "count")
    yield ALL, count % {"count": len(rooms)}


def _reached_by(room: Classroom) -> tuple[str, ...]:
    return ALL, f"{GRADE}{room.grade}", f"{SCHOOL}{room.school_id}"


def _with_school(room: Classroom) -> str:
    return f"{room.school.name} · {room.name}"


def _by_name(child: Student) -> str:
    return child.name


class CapForm(forms.Form):
    """How many minutes a month the district lets schools ask of one family."""

    minutes = forms.IntegerField(
        label=_("每月最多请每个家庭花几分钟"), min_value=burden.LEAST, max_value=burden.MOST
    )


class WaiverForm(forms.Form):
    """One letter, one class, and a reason."""

    letter = forms.ModelChoiceField(queryset=None, label=_("哪封信"), empty_label=None)
    classroom = forms.ModelChoiceField(queryset=None, label=_("班级"), empty_label=None)
    reason = forms.CharField(
        label=_("为什么这个月还要打扰家长"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写一句完整的话，会和您的名字一起留下。"),
    )

    def __init__(self, *args: Any, letters: Any, classrooms: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["letter"].queryset = letters
        self.fields["letter"].label_from_instance = _by_title
        self.fields["classroom"].queryset = classrooms
        self.fields["classroom"].label_from_instance = _by_name


def _by_title(letter: Any) -> str:
    return letter.title


class CallForm(forms.Form):
    """What became of a call; a consent is never taken down for somebody else."""

    letter = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("电话打得怎样"), choices=CallOutcome)

    def __init__(
        self, *args: Any, kind: str, options: Sequence[str] = (), taken: Collection[int] = (),
        **kwargs: Any,
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes(kind, options, taken)

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        outcome, _colon, number = self.cleaned_data["outcome"].partition(":")
        return {"outcome": outcome, "option": int(number) if number else None}


def outcomes(
    kind: str, options: Sequence[str] = (), taken: Collection[int] = ()
) -> list[tuple[str, Any]]:
    """Reading and choosing can be said on the telephone, a consent cannot."""
    rows: list[tuple[str, Any]] = [(CallOutcome.MISSED, CallOutcome.MISSED.label)]
    rows.append((CallOutcome.PROMISED, CallOutcome.PROMISED.label))
    if kind in (LetterKind.INFORMATION, LetterKind.ACKNOWLEDGEMENT):
        rows.append((CallOutcome.READ, CallOutcome.READ.label))
    if kind in (LetterKind.CHOICE, LetterKind.BOOKING):
        rows += [
            (f"{CallOutcome.CHOSE}:{number}", _("电话里选的：%(option)s") % {"option": option})
            for number, option in enumerate(options)
            if number not in taken
        ]
    return rows


class HandedForm(forms.Form):
    """One family's folded slip."""

    do = forms.ChoiceField(choices=[("back", ""), ("not_back", "")])
    letter = forms.UUIDField()


class FaqForm(forms.Form):
    """One answer for everybody; the question is put so that it names nobody."""

    pk = forms.UUIDField(widget=forms.HiddenInput)
    question = forms.CharField(
        label=_("问题，这样写给大家看"), max_length=200, help_text=_("去掉名字和个别情况。")
    )
    answer = forms.CharField(
        label=_("您的回答"), max_length=600, widget=forms.Textarea({"rows": 3})
    )

    @classmethod
    def of(cls, row: Any) -> "FaqForm":
        """For one question that waits; several stand on one page."""
        first = {"pk": row.pk, "question": row.asked[:200]}
        return cls(initial=first, auto_id=f"q{row.pk}_%s")

"""Where children go: into a class that is there, or into a new one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.schools.models import Classroom, School, Student
from school_safety.schools.roster.classnames import class_name

from . import queries
from .actions import Place

GRADES = range(1, 13)


class PlaceForm(forms.Form):
    """A class of this year; "new" asks for grade and number."""

    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("去哪个班"), required=False, empty_label=_("新开一个班")
    )
    grade = forms.TypedChoiceField(
        label=_("新班的年级"),
        required=False,
        coerce=int,
        empty_value=0,
        help_text=_("新开班才要填。"),
    )
    number = forms.IntegerField(label=_("新班是几班"), required=False, min_value=1, max_value=99)

    def __init__(self, *args: Any, school: School, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school
        self.fields["classroom"].queryset = queries.rooms_of(school, today)  # type: ignore[attr-defined]
        names = [(grade, class_name(grade, 1).removesuffix("1班")) for grade in GRADES]
        self.fields["grade"].choices = [("", "–"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either a class that is there, or both figures of a new one."""
        data = super().clean() or {}
        if self.errors or data.get("classroom"):
            return data
        for name in ("grade", "number"):
            if not data.get(name):
                self.add_error(name, _("选一个班，或者写上新班的年级和班号。"))
        return data

    @property
    def place(self) -> Place:
        """What was chosen; after is_valid()."""
        data = self.cleaned_data
        return Place(self.school, data["classroom"], data["grade"] or 0, data["number"] or 0)


class ClassMoveForm(PlaceForm):
    """Some or all of one class."""

    students = forms.ModelMultipleChoiceField(
        Student.objects.none(),
        label=_("哪些学生"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一个学生。")},
    )
    field_order = ["students", "classroom", "grade", "number"]

    def __init__(self, *args: Any, room: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, school=room.school, **kwargs)
        chosen = self.fields["students"]
        chosen.queryset = queries.on_the_roll(room)  # type: ignore[attr-defined]
        chosen.label_from_instance = lambda row: f"{row.name} {row.number}"  # type: ignore[attr-defined]
        others = self.fields["classroom"]
        others.queryset = others.queryset.exclude(pk=room.pk)  # type: ignore[attr-defined]


class YearForm(forms.Form):
    """Which school, and whose children leave."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("学校"), empty_label=None)
    last = forms.IntegerField(label=_("毕业年级"), required=False, min_value=1, max_value=12)

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]

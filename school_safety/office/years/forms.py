"""Where children go: into a class that is there, or into a new one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.schools.choices import Authority, Relation
from school_safety.schools.models import Classroom, School, Student
from school_safety.schools.roster import cells
from school_safety.schools.roster.cells import phone
from school_safety.web.fields import field

from . import naming, queries
from .actions import Place

GRADES = range(1, 13)
AUTHORITY_HINTS = {
    Authority.FULL: _("看得到、签得了，也能代孩子决定。"),
    Authority.LIMITED: _("看得到来信，不能代孩子决定。"),
    Authority.NONE: _("什么都看不到。"),
    Authority.COURT: _("什么都看不到，学校不会联系。"),
}


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
        field(self, "classroom").queryset = queries.rooms_of(school, today)
        names = [(number, naming.grade(number)) for number in GRADES]
        field(self, "grade").choices = [("", "–"), *names]

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

    whole = forms.BooleanField(label=_("全班都去"), required=False)
    students = forms.ModelMultipleChoiceField(
        Student.objects.none(),
        label=_("或者选几个学生"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["classroom", "grade", "number", "whole", "students"]

    def __init__(self, *args: Any, room: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, school=room.school, **kwargs)
        chosen = field(self, "students")
        chosen.queryset = queries.on_the_roll(room)
        chosen.label_from_instance = lambda row: f"{row.name} {row.number}"
        others = field(self, "classroom")
        others.queryset = others.queryset.exclude(pk=room.pk)

    def clean(self) -> dict[str, Any]:
        """Everybody, or at least one."""
        data = super().clean() or {}
        if data.get("whole"):
            data["students"] = field(self, "students").queryset.all()
        elif "students" in data and not data["students"]:
            self.add_error("students", _("请至少选一个学生，或者选全班。"))
        return data


class YearForm(forms.Form):
    """Which school, and whose children leave."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("学校"), empty_label=None)
    last = forms.IntegerField(label=_("毕业年级"), required=False, min_value=1, max_value=12)

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field(self, "school").queryset = schools


class TieForm(forms.Form):
    """What one guardian may decide for one child, her name, and the number she is reached by."""

    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    authority = forms.ChoiceField(
        label=_("监护权"), choices=Authority.choices, widget=forms.RadioSelect
    )
    document = forms.CharField(
        label=_("文书编号"),
        required=False,
        max_length=60,
        help_text=_("不是全部监护权时要填：判决书或协议的编号。原件留在学校，这里不用上传。"),
    )
    phone = forms.CharField(
        label=_("新的电话"),
        required=False,
        max_length=30,
        help_text=_("不改就空着。改了以后，用旧电话登录的马上退出。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field(self, "authority").choice_hints = AUTHORITY_HINTS

    def clean_name(self) -> str:
        """As strict as the import is; left empty, it stays as it is."""
        name, problem = cells.name(self.cleaned_data["name"])
        if problem and self.cleaned_data["name"].strip():
            raise forms.ValidationError(_("姓名里只能有文字、间隔号和空格。"))
        return name

    def clean_phone(self) -> str:
        """Digits, as the roster keeps them."""
        digits, problem = phone(self.cleaned_data["phone"])
        if problem:
            raise forms.ValidationError(_("电话看不懂。手机是 11 位；座机请带区号。"))
        return digits

    def clean(self) -> dict[str, Any]:
        """Nobody's rights are cut without a paper."""
        data = super().clean() or {}
        if data.get("authority") != Authority.FULL and not data.get("document"):
            self.add_error("document", _("请写上文书编号：限制一位家长的权利要有依据。"))
        return data


class GuardianForm(TieForm):
    """A guardian who is not in the roster yet."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    relation = forms.ChoiceField(label=_("关系"), choices=Relation.choices)
    phone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    field_order = ["name", "relation", "phone", "authority", "document"]

"""The sixty-second form, and matching it to a child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import words


class ConcernForm(forms.Form):
    """Fact, the child's own words, what I did. Who it is about: picked, or typed."""

    student = forms.ModelChoiceField(
        queryset=None, label=_("是哪位同学"), required=False, empty_label=_("请选择")
    )
    who = forms.CharField(
        label=_("写下姓名和班级"),
        max_length=120,
        required=False,
        help_text=_("上面没有的话写在这里"),
    )
    fact = words(_("我看到的事实"), _("几时、在哪里、发生了什么。不用分析。"))
    words_said = words(_("孩子的原话"), rows=2, required=False)
    done = words(_("我做了什么"), rows=2, required=False)
    urgent = forms.BooleanField(
        label=_("我觉得现在就要有人"),
        required=False,
        help_text=_("请先打电话给心理老师或值班老师，再交这一页"),
    )

    def __init__(self, *args: Any, students: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["student"]
        field.queryset = students
        field.label_from_instance = _label
        if not students.exists():
            del self.fields["student"]
            self.fields["who"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """One of the two says who it is about."""
        data = super().clean() or {}
        if not data.get("student") and not (data.get("who") or "").strip():
            self.add_error("student" if "student" in self.fields else "who", _("写一下是哪位同学"))
        return data


class MatchForm(forms.Form):
    """The child a concern is about."""

    student = forms.ModelChoiceField(queryset=None, label=_("是哪位同学"), empty_label=_("请选择"))

    def __init__(self, *args: Any, students: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["student"].queryset = students
        self.fields["student"].label_from_instance = _label


def _label(student: Any) -> str:
    return f"{student.classroom.name} {student.name}" if student.classroom else student.name

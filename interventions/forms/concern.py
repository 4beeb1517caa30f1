"""The sixty-second form, and saying which child it is about."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices.likeness import WHY

from . import words

NONE = "none"  # looked, and it is none of these


class OfferField(forms.ChoiceField):
    """A child out of a few offered ones. What counts is the roll behind it, not what was drawn."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **kwargs)
        self.students: Any = None
        self.choice_hints: dict[str, Any] = {}

    def offer(self, students: Any, offers: Iterable[Any], none: Any = "") -> None:
        """`students` is everybody who may be named here; `offers` are shown, with their reasons."""
        self.students = students
        self.choices = [(str(each.student.pk), _label(each.student)) for each in offers]
        self.choice_hints = {
            str(each.student.pk): "、".join(str(WHY[code]) for code in each.reasons)
            for each in offers
        }
        if self.choices and none:
            self.choices = [*self.choices, (NONE, none)]

    def clean(self, value: Any) -> Any:
        """The child herself, or nobody."""
        if not value or value == NONE:
            return super().clean("") or None
        try:
            return self.students.get(pk=value)
        except (self.students.model.DoesNotExist, forms.ValidationError, ValueError):
            raise forms.ValidationError(_("请重新选择")) from None


class WhoForm(forms.Form):
    """Which child: typed as far as it is known, and picked where the roll offers her."""

    who = forms.CharField(
        label=_("叫什么名字"),
        max_length=40,
        required=False,
        help_text=_("全名、一部分或拼音都可以，听到的是什么就写什么"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    room = forms.CharField(
        label=_("哪个班"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    student = OfferField(label=_("是哪位同学"), required=False)
    hints = forms.CharField(
        label=_("还知道什么"),
        max_length=200,
        required=False,
        help_text=_("长相、座位、和谁一起走，都有用"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, students: Any, offers: Iterable[Any], none: Any = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = list(offers)
        field: Any = self.fields["student"]
        field.offer(students, shown, none)
        self.offered = bool(shown)

    def clean(self) -> dict[str, Any]:
        """Somebody who can be found: picked, or described."""
        data = super().clean() or {}
        described = any((data.get(name) or "").strip() for name in ("who", "hints"))
        if "student" not in self.errors and not data.get("student") and not described:
            self.add_error("student" if self.offered else "who", _("写一下是哪位同学"))
        return data


class ConcernForm(WhoForm):
    """Fact, the child's own words, what I did."""

    fact = words(_("我看到的事实"), _("几时、在哪里、发生了什么。不用分析。"))
    words_said = words(_("孩子的原话"), rows=2, required=False)
    done = words(_("我做了什么"), rows=2, required=False)
    urgent = forms.BooleanField(
        label=_("我觉得现在就要有人"),
        required=False,
        help_text=_("请先打电话给心理老师或值班老师，再交这一页"),
    )


class MatchForm(forms.Form):
    """The child a signal is about, out of the likeliest."""

    student = OfferField(label=_("是哪位同学"))

    def __init__(self, *args: Any, students: Any, offers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["student"]
        field.offer(students, list(offers))


def _label(student: Any) -> str:
    return f"{student.classroom.name} {student.name}" if student.classroom else student.name

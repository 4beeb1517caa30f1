"""A parents' evening, as an editor plans it and a class teacher ticks it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from .planning import grades
from .teaching import LONGEST, day

WHEN = ("begins_at", "minutes", "place", "grade_from", "grade_to")


class ParentSessionForm(forms.Form):
    """Which guide, when, where, for which grades."""

    school = forms.ModelChoiceField(queryset=None, label=_("哪所学校"), empty_label=None)
    guide = forms.ModelChoiceField(queryset=None, label=_("讲什么"), empty_label=None)
    held_on = forms.DateField(label=_("哪天"), widget=day())
    begins_at = forms.TimeField(label=_("几点开始"), widget=forms.TimeInput({"type": "time"}))
    minutes = forms.IntegerField(label=_("几分钟"), min_value=1, max_value=LONGEST)
    place = forms.CharField(label=_("在哪里"), max_length=80)
    grade_from = forms.TypedChoiceField(label=_("从几年级"), choices=grades, coerce=int)
    grade_to = forms.TypedChoiceField(label=_("到几年级"), choices=grades, coerce=int)

    def __init__(self, *args: Any, guides: Any, schools: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["guide"].queryset = guides
        if schools is None:
            del self.fields["school"]
        else:
            self.fields["school"].queryset = schools
            self.fields["school"].label_from_instance = lambda row: row.name

    def clean(self) -> dict[str, Any]:
        """The last grade comes after the first."""
        given = super().clean()
        first, last = given.get("grade_from"), given.get("grade_to")
        if first and last and first > last:
            self.add_error("grade_to", _("结束年级不能早于开始年级。"))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "guide": said["guide"],
            "held_on": said["held_on"],
            "facts": {name: said[name] for name in WHEN},
        }


class RoomHereForm(forms.Form):
    """The families of one class who are here; whoever signed in herself is not asked about."""

    here = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("哪些孩子家里来了人"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("有一位不在这个班里，请重新点一遍。")},
    )

    def __init__(self, *args: Any, children: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["here"].queryset = children
        self.fields["here"].label_from_instance = lambda child: child.name

    @property
    def ids(self) -> frozenset[UUID]:
        """The children whose families were ticked."""
        return frozenset(child.pk for child in self.cleaned_data["here"])

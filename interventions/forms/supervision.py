"""Days of absence and who covers, supervision talks, and the hand-over of many cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import DayInput, words


class AbsenceForm(forms.Form):
    """Who, from when to when, and who stands in."""

    person = forms.ModelChoiceField(queryset=None, label=_("谁不在"), empty_label=_("请选择"))
    first_on = forms.DateField(label=_("从哪一天"), widget=DayInput())
    last_on = forms.DateField(label=_("到哪一天"), widget=DayInput(), help_text=_("这一天也不在"))
    cover = forms.ModelChoiceField(
        queryset=None,
        label=_("请谁代管"),
        required=False,
        empty_label=_("还没有找到人"),
        help_text=_("没有人代的话，每天早上会提醒负责人"),
    )

    def __init__(self, *args: Any, people: Any, covers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["cover"].queryset = covers
        for name in ("person", "cover"):
            self.fields[name].label_from_instance = _name


class CoverForm(forms.Form):
    """Somebody else from now on."""

    cover = forms.ModelChoiceField(queryset=None, label=_("请谁代管"), empty_label=_("请选择"))

    def __init__(self, *args: Any, covers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].queryset = covers
        self.fields["cover"].label_from_instance = _name


class SupervisionForm(forms.Form):
    """One talk."""

    held_on = forms.DateField(label=_("哪一天谈的"), widget=DayInput())
    cases = forms.ModelMultipleChoiceField(
        queryset=None, label=_("看了哪些个案"), required=False, widget=forms.CheckboxSelectMultiple
    )
    steps = words(_("约好的下一步"), _("写谁、几时、做什么；孩子的事留在个案里。"), rows=4)

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].queryset = cases
        self.fields["cases"].label_from_instance = lambda case: case.code


class HandoverForm(forms.Form):
    """One taker for each case of the list; `was` is who had it when the list was drawn."""

    def __init__(
        self, *args: Any, cases: Any, people: Any, proposed: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("先不交")), *((str(each.pk), each.name) for each in people)]
        for case in cases:
            self.fields[f"to_{case.pk}"] = forms.ChoiceField(
                label=case.code,
                required=False,
                choices=[each for each in choices if each[0] != str(case.owner_id)],
                initial=str((proposed or {}).get(case.pk, "")),
                widget=forms.Select(attrs={"class": "input"}),
            )
            self.fields[f"was_{case.pk}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=str(case.owner_id or "")
            )


def _name(person: Any) -> str:
    return str(person.name)

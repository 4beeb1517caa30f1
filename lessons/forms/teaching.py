"""What a teacher says of a lesson taught: one tap, or a few more where something was different."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.choices import Speaker
from lessons.models import DeliveryRecord, LessonPage

LONGEST = 240
# Where the exit ticket offers no options: hands for how well it could be said.
HANDS = (_("说得出"), _("说出一部分"), _("还说不清"))


def day() -> forms.DateInput:
    """A day, picked or typed."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class DeliveryForm(forms.Form):
    """One class, one lesson, one day."""

    classroom = forms.ModelChoiceField(queryset=None, label=_("班级"), empty_label=None)
    lesson = forms.ModelChoiceField(queryset=None, label=_("课程"), empty_label=None)
    taught_on = forms.DateField(label=_("哪天上的"), widget=day())
    minutes = forms.IntegerField(
        label=_("几分钟"),
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text=_("不填就按课程的时长记。"),
    )

    def __init__(self, *args: Any, classrooms: Any, lessons: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = classrooms
        self.fields["classroom"].label_from_instance = _by_name
        self.fields["lesson"].queryset = lessons

    def clean(self) -> dict[str, Any]:
        """As long as the lesson is meant to be, unless somebody says otherwise."""
        cleaned = super().clean()
        lesson: LessonPage | None = cleaned.get("lesson")
        if lesson and not cleaned.get("minutes"):
            cleaned["minutes"] = min(lesson.minutes, LONGEST)
        return cleaned


class RecordForm(forms.Form):
    """Who was not there; minutes; hands at the door; who came from outside."""

    absent = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("谁没来上这节课"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("有一位不在这个班里，请重新点一遍。")},
    )
    minutes = forms.IntegerField(label=_("几分钟"), min_value=1, max_value=LONGEST)
    speaker = forms.ChoiceField(
        label=_("谁来讲的"), choices=[("", _("自己上的")), *Speaker.choices], required=False
    )
    speaker_minutes = forms.IntegerField(
        label=_("校外老师讲了几分钟"), min_value=0, max_value=LONGEST, required=False
    )

    def __init__(
        self, *args: Any, delivery: DeliveryRecord, children: Any, options: list[str], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = children
        self.fields["absent"].label_from_instance = _by_name
        self.hands = [f"hands_{n}" for n in range(len(options or HANDS))]
        kept = list(delivery.tally)
        for n, label in enumerate(options or HANDS):
            self.fields[self.hands[n]] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=99,
                required=False,
                initial=kept[n] if n < len(kept) else None,
            )

    @property
    def tallied(self) -> list[Any]:
        """The fields for hands."""
        return [self[name] for name in self.hands]

    @property
    def details(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "minutes": given["minutes"],
            "absent": frozenset(child.pk for child in given["absent"]),
            "tally": tuple(given.get(name) or 0 for name in self.hands),
            "speaker": given["speaker"],
            "speaker_minutes": given.get("speaker_minutes") or 0,
        }


class SentForm(forms.Form):
    """A record that waited on the teacher's device: opaque ids, nothing else."""

    key = forms.UUIDField()
    classroom = forms.ModelChoiceField(queryset=None)
    lesson = forms.ModelChoiceField(queryset=None)
    taught_on = forms.DateField()
    minutes = forms.IntegerField(min_value=1, max_value=LONGEST)
    absent = forms.CharField(required=False, max_length=4000)

    def __init__(self, *args: Any, classrooms: Any, lessons: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = classrooms
        self.fields["lesson"].queryset = lessons

    def clean_absent(self) -> frozenset[UUID]:
        """Ids with spaces between."""
        try:
            return frozenset(UUID(each) for each in self.cleaned_data["absent"].split())
        except ValueError as error:
            raise forms.ValidationError("ids") from error


def _by_name(row: Any) -> str:
    return row.name

"""Forms of the office."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from school_safety.audit.events import catalogue
from school_safety.office import queries
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom


class StudentFilter(forms.Form):
    """What the student list shows."""

    q = forms.CharField(label=_("姓名、拼音或学号"), required=False, max_length=60)
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("班级"), required=False, empty_label=_("全部班级")
    )
    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("在校")), (StudentStatus.LEFT, _("已离校"))],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = queries.classes_for(user)


class AuditFilter(forms.Form):
    """Which part of the history."""

    event = forms.ChoiceField(label=_("事项"), required=False)
    since = forms.DateField(
        label=_("从"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        named = [
            (code, _bare(event.en if english else event.zh)) for code, event in catalogue().items()
        ]
        self.fields["event"].choices = [("", _("全部事项")), *sorted(named, key=lambda row: row[1])]


def _bare(sentence: str) -> str:
    """The sentence without its placeholders, short enough for a list."""
    return re.sub(r"\{\w+\}", "…", sentence).strip("… ")[:40]

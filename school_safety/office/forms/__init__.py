"""Forms of the office."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from school_safety.audit.events import catalogue
from school_safety.office import queries
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, School

WEB_MEGABYTES = 20


class UploadForm(forms.Form):
    """A roster file for one school."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("学校"), empty_label=None)
    file = forms.FileField(
        label=_("花名册文件"),
        help_text=_(
            "学校自己的 .xlsx 或 .csv 就行，列的顺序不限；也可以是 OneRoster 压缩包。最大 20 MB。"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.zip"}),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0]

    def clean_file(self) -> Any:
        """Not larger than we read in one go."""
        file = self.cleaned_data["file"]
        if file.size > WEB_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("文件超过 20 MB。请按年级拆成几份再上传。"))
        return file


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

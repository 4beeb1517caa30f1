"""Asking to read a case outside one's caseload, and the second person's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import SlipHours, SlipReason
from interventions.rules.slip_lifecycle import LEAST_REASON

from . import choice, words

APPROVE = "approve"


class SlipForm(forms.Form):
    """Which child, why, and for how long."""

    student = forms.ModelChoiceField(
        queryset=None, label=_("是哪位同学"), widget=forms.RadioSelect, empty_label=None
    )
    kind = choice(_("为什么要看"), SlipReason.choices)
    reason = words(
        _("写下事由"), _("至少 20 个字。只有决定的人能看到，会加密保存；不用写个案内容。"), rows=4
    )
    hours = choice(_("要看多久"), SlipHours.choices, _("到时自动结束，只能看，不能改。"))

    def __init__(self, *args: Any, students: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["student"]
        field.queryset = students
        field.label_from_instance = _label
        self.fields["reason"].min_length = LEAST_REASON
        self.fields["reason"].widget.attrs["minlength"] = LEAST_REASON


class SlipAnswerForm(forms.Form):
    """Yes, or no with a reason."""

    decision = choice(
        _("您的决定"), [(APPROVE, _("同意，现在开始计时")), ("refuse", _("这次不同意"))]
    )
    answer = words(_("不同意的话，写一句为什么"), _("提出申请的老师会看到。"), required=False)


def _label(student: Any) -> str:
    return f"{student.classroom.name} {student.name}" if student.classroom else student.name

"""What is asked before a part of a case leaves the house. Nothing is chosen beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import LEAST_EXPORT_REASON, ExportPart, Recipient

from . import DayInput, choice, words

RECIPIENT_HINTS = {
    Recipient.GUARDIAN.value: _("只能给方案里家庭的部分"),
    Recipient.AUTHORITY.value: _("法院、公安、检察院、民政，要有文书"),
    Recipient.HOSPITAL.value: _("孩子正有危险的时候；平时请用转介"),
}


class ExportForm(forms.Form):
    """To whom, why, which parts, from when to when."""

    recipient_kind = choice(_("交给谁"), Recipient.choices)
    guardian = forms.ModelChoiceField(
        queryset=None, label=_("是哪位家长"), required=False, empty_label=_("请选择")
    )
    recipient = forms.CharField(
        label=_("单位和经办人"),
        required=False,
        max_length=120,
        help_text=_("交给机关或医院时写，会印在每一页上。"),
    )
    paper = forms.CharField(
        label=_("文书名称和文号"),
        required=False,
        max_length=120,
        help_text=_("依法调取时写，例如调取证据通知书的文号。"),
    )
    parts = forms.MultipleChoiceField(
        label=_("交出哪些内容"),
        choices=ExportPart.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项一项选，每一项都会记下依据。没选的不会离开学校。"),
    )
    since = forms.DateField(label=_("从哪天"), required=False, widget=DayInput())
    until = forms.DateField(label=_("到哪天"), required=False, widget=DayInput())
    reason = words(_("为什么要交出去"), _("至少 20 个字，会加密保存。"), rows=3)

    def __init__(self, *args: Any, guardians: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian"].queryset = guardians
        self.fields["guardian"].label_from_instance = lambda row: row.name
        self.fields["recipient_kind"].choice_hints = RECIPIENT_HINTS
        self.fields["reason"].widget.attrs["minlength"] = LEAST_EXPORT_REASON

    def clean(self) -> dict[str, Any]:
        """An end before the beginning holds nothing."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束的日子在开始以前"))
        return data


class MendForm(forms.Form):
    """Who is let through by name; more words that go, one a line."""

    kept = forms.MultipleChoiceField(required=False, choices=())
    words = forms.CharField(
        label=_("还有别的要隐去吗？"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("外号、网名、名单里没有的人，一行写一个。机器只认得名册上的名字。"),
    )

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [(key, key) for key in keys]


class LetGoForm(forms.Form):
    """Read, whole."""

    read = forms.BooleanField(label=_("下面的预览我从头到尾看过了，没有别的孩子和大人认得出来"))

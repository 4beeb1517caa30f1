"""Which grants the list shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.access.choices import GrantKind


class GrantFilter(forms.Form):
    """In force unless asked otherwise."""

    q = forms.CharField(label=_("同事的姓名"), max_length=60, required=False)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("live", _("现在有效的")), ("ended", _("已经结束的")), ("all", _("全部"))],
    )
    kind = forms.ChoiceField(
        label=_("凭什么"), required=False, choices=[("", _("凭什么：全部")), *GrantKind.choices]
    )

"""What a guardian types to come in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EnterForm(forms.Form):
    """The printed code, and the last four digits of the phone number the school has on file."""

    code = forms.CharField(
        label=_("登录码"),
        help_text=_("信纸右下角的 16 位字母和数字，大小写都行。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    tail = forms.RegexField(
        r"^\s*\d{4}\s*$",
        label=_("手机号后四位"),
        help_text=_("您留给学校的手机号。这样即使信被别人捡到，也打不开。"),
        error_messages={"invalid": _("请填四位数字。")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}
        ),
    )

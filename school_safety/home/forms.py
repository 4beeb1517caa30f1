"""What a guardian types to come in, and about herself."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from school_safety.accounts.codes import read
from school_safety.notices.choices import Quiet, Rhythm, Way
from school_safety.schools.roster.cells import foreign_phone, phone

# Each in its own words, and marked as such for readers and their screens.
LANGUAGES = [
    (code, format_html('<span lang="{}">{}</span>', code, name))
    for code, name in settings.LANGUAGES
]


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


class SlipForm(forms.Form):
    """The twelve signs on a letter's reply slip, as they are typed."""

    code = forms.CharField(
        label=_("回执上的十二位码"),
        help_text=_("在方块下面，大小写都行。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("请写上回执上的码。")},
    )

    def clean_code(self) -> str:
        """Without blanks and hyphens, as it goes into the address."""
        code = read(self.cleaned_data["code"])
        if not 8 <= len(code) <= 16 or not code.isascii():
            raise ValidationError(_("码是十二个字母和数字，请再看一眼。"))
        return code


class HandForm(forms.Form):
    """The code that a colleague gave her in person."""

    code = forms.CharField(
        label=_("老师当面给的码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("请写上老师给的码。")},
    )


class RepairForm(forms.Form):
    """The slip's code, the number she has now, and the language she reads."""

    code = forms.CharField(
        label=_("新电话码"),
        help_text=_("纸条上的 16 位字母和数字，大小写都行。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    phone = forms.CharField(
        label=_("现在用的电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("学校用哪种语言给您写信"), choices=LANGUAGES, widget=forms.RadioSelect
    )

    def clean_phone(self) -> str:
        """Digits, as the roster keeps them."""
        digits, problem = phone(self.cleaned_data["phone"])
        if problem or not digits:
            raise ValidationError(_("电话看不懂。手机是 11 位；座机请带区号。"))
        return digits


class AskForm(forms.Form):
    """The phone number on file, or the mailbox she has confirmed."""

    way = forms.CharField(
        label=_("手机号或邮箱"),
        help_text=_("要和留给学校的手机号一样，或是您确认过的邮箱。"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_way(self) -> str:
        """Something that could be a number or an address; whose, nobody is told."""
        way: str = self.cleaned_data["way"].strip().replace("＠", "@")
        if "@" in way:
            validate_email(way)
        elif not foreign_phone(way):
            raise ValidationError(_("请填一个手机号或邮箱。"))
        return way


class CodeForm(forms.Form):
    """Six figures, in whatever figures and with whatever blanks they are typed."""

    code = forms.RegexField(
        r"^\s*(\d[\s-]*){6}$",
        label=_("六位验证码"),
        error_messages={"invalid": _("验证码是六位数字。")},
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class MailboxForm(forms.Form):
    """An address of her own."""

    mailbox = forms.EmailField(
        label=_("邮箱"),
        help_text=_("我们先发一个验证码过去，确认是您的再记下来。别的家长看不到。"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_mailbox(self) -> Any:
        """Without blanks around it."""
        return self.cleaned_data["mailbox"].strip()


class WishForm(forms.Form):
    """How she would like to hear of what is not urgent; only ways that are open to her are offered."""

    way = forms.ChoiceField(label=_("不急的消息，怎样告诉您"), widget=forms.RadioSelect)
    rhythm = forms.ChoiceField(label=_("多久一次"), choices=Rhythm, widget=forms.RadioSelect)
    quiet = forms.ChoiceField(label=_("什么时候不打扰"), choices=Quiet, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("学校用哪种语言给您写信"), choices=LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, ways: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        always = {Way.AUTO, Way.PAPER}
        self.fields["way"].choices = [
            (way.value, way.label) for way in Way if way in always or way in ways
        ]

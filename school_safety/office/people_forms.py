"""What colleagues and those who keep their accounts fill in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from school_safety.accounts.models import User


class ActivateForm(forms.Form):
    """Name, printed code, and a password of one's own."""

    username = forms.CharField(
        label=_("用户名"),
        help_text=_("信上写着。"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label=_("激活码"),
        help_text=_("信上的 16 位字母和数字，大小写都行，只能用一次。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    password = forms.CharField(
        label=_("新密码"),
        help_text=_("至少 12 个字。几个不相干的词连起来最好记，也最难猜。"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一遍新密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """What is wrong with a password is said before anybody looks at the code."""
        given = super().clean() or {}
        password, again = given.get("password"), given.get("again")
        if password and again and password != again:
            self.add_error("again", _("两次输入的密码不一样。"))
        if password:
            self.suits(User(username=given.get("username", "")))
        return given

    def suits(self, user: User) -> bool:
        """Whether this person may have this password; what is wrong stands beside the field."""
        try:
            validate_password(self.cleaned_data["password"], user)
        except ValidationError as error:
            self.add_error("password", error)
            return False
        return True

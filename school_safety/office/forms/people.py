"""What colleagues and those who keep their accounts fill in."""

from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school_safety.access import giving
from school_safety.access.choices import ProposalState, Role
from school_safety.access.policy import roles_of
from school_safety.accounts.models import User
from school_safety.office import colleagues
from school_safety.office.actions.giving import place_of
from school_safety.schools.models import Classroom, District, School


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


class NumberForm(forms.Form):
    """As in the school's own directory; empty takes it away."""

    number = forms.CharField(label=_("工号"), max_length=40, required=False)


class PeopleFilter(forms.Form):
    """What the list of colleagues shows."""

    q = forms.CharField(label=_("姓名或账号"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("角色"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [(r.value, r.label) for r in Role if r.value not in {"an", "st", "gu"}]
        self.fields["role"].choices = [("", _("全部角色")), *given]


class RoleForm(forms.Form):
    """A role for a colleague: in the district, at a school, or in one class."""

    role = forms.ChoiceField(label=_("角色"))
    school = forms.ModelChoiceField(
        School.objects.none(), label=_("学校"), required=False, empty_label=_("（不选）")
    )
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(),
        label=_("班级"),
        required=False,
        empty_label=_("（不选）"),
        help_text=_("班主任和任课教师要选班级。"),
    )
    until = forms.DateField(
        label=_("到哪天为止"),
        required=False,
        help_text=_("可以不填；代课时填上，到期自动结束。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        roles = giving.givable(user)
        self.fields["role"].choices = [(code, Role(code).label) for code in roles]
        schools = colleagues.schools_to_give(user)
        self.fields["school"].queryset = schools
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0]
        if colleagues.OF_CLASS & set(roles):
            self.fields["classroom"].queryset = colleagues.rooms_to_give(user)
        else:
            del self.fields["classroom"]

    def clean(self) -> dict[str, Any]:
        """The unit that the role belongs to, and whether this person may give it there."""
        given = super().clean() or {}
        role = given.get("role")
        if role and not self.errors:
            given["unit"] = self._unit(role, given)
            if given["unit"] is not None and not self.way(role, given["unit"]):
                self.add_error("role", _("这个角色在这里不能由您来给。"))
        until = given.get("until")
        if until and until < timezone.localdate():
            self.add_error("until", _("这一天已经过了。"))
        given["ends"] = until and timezone.make_aware(datetime.combine(until, time.max))
        return given

    def way(self, role: str, unit: Any) -> giving.Way | None:
        """Alone, with a second person, or not."""
        return giving.way(giving.GIVE, self.user, role, place_of(unit))

    def _unit(self, role: str, given: dict[str, Any]) -> Any:
        if role in colleagues.OF_DISTRICT:
            mine = next(held for held in roles_of(self.user) if held.role == Role.DISTRICT)
            return District.objects.get(pk=mine.district_id)
        if role in colleagues.OF_CLASS:
            if not given.get("classroom"):
                self.add_error("classroom", _("请选班级。"))
            return given.get("classroom")
        if not given.get("school") and len(self.fields["school"].queryset) == 1:
            return self.fields["school"].queryset[0]
        if not given.get("school"):
            self.add_error("school", _("请选学校。"))
        return given.get("school")


class ColleagueForm(RoleForm):
    """Somebody who starts here: a name and the first role."""

    key = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)
    name = forms.CharField(label=_("姓名"), max_length=60)

    field_order = ("key", "name", "role", "school", "classroom", "until")


class ProposalFilter(forms.Form):
    """Which proposals."""

    state = forms.ChoiceField(label=_("状态"), required=False, choices=ProposalState.choices)

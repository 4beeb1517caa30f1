"""A holiday, or days on which a weekend is taught."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.clock.choices import DayKind

LONGEST = 92  # days in one go: the summer holidays and a week


def day_box() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DaysForm(forms.Form):
    """From one day to another; one day alone needs no end."""

    first = forms.DateField(label=_("从哪天"), widget=day_box())
    last = forms.DateField(
        label=_("到哪天"), required=False, widget=day_box(), help_text=_("只有一天就空着。")
    )
    kind = forms.ChoiceField(
        label=_("怎么算"),
        required=False,
        choices=[*DayKind.choices, ("", _("照平常，周一到周五上课"))],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("叫什么"), required=False, max_length=60, help_text=_("比如国庆节，可以不写。")
    )

    def clean(self) -> dict[str, Any]:
        """The end after the beginning, and not a year by mistake."""
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last") or data.get("first")
        if first and last and last < first:
            self.add_error("last", _("结束要在开始之后。"))
        elif first and last and (last - first).days >= LONGEST:
            self.add_error("last", _("一次最多 92 天，请核对年份。"))
        data["last"] = last
        return data

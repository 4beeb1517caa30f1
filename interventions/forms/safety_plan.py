"""The safety plan, in words that a student would use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.safety.agreeing import Words

from . import words


class SafetyPlanForm(forms.Form):
    """Five questions, answered together."""

    signs = words(
        _("我怎么知道自己快撑不住了"), _("用同学自己的话写，例如：不想说话、心跳很快。"), rows=2
    )
    helps = words(_("我自己可以做什么，会好一点"), _("例如：洗脸、听一首歌、下楼走一圈。"), rows=2)
    people = words(_("我可以找谁"), _("写名字，至少一个大人。"), rows=2)
    place = words(_("哪里让我觉得安全"), rows=2, required=False)
    numbers = words(_("我可以打的电话"), rows=2, required=False)
    shared = forms.BooleanField(
        label=_("也给家长看"), required=False, help_text=_("先问同学愿不愿意。不勾，家长看不到。")
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    @property
    def words(self) -> Words:
        """As the action wants them."""
        data: dict[str, Any] = self.cleaned_data
        names = ("signs", "helps", "people", "place", "numbers")
        return Words(**{name: data[name] for name in names})

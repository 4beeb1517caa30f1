"""The form of a plan: two parts and up to three goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.planning import WEEKS, GoalText, PlanText
from interventions.models import Goal, Plan

from . import DayInput, words

GOALS = (1, 2, 3)
COMPARED = ("school_part", "family_part", "goal_1", "goal_2", "goal_3")


class PlanForm(forms.Form):
    """`version` is the one that was read; an older one is refused with both wordings."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    weeks = forms.IntegerField(
        label=_("几周"), min_value=1, max_value=12, initial=WEEKS, help_text=_("一般 6 周")
    )
    starts_on = forms.DateField(label=_("从哪天开始"), widget=DayInput())
    school_part = words(_("学校做什么"), rows=4)
    family_part = words(
        _("家里做什么"),
        _("这一部分会给家长看，用家长听得懂的话写，不写谈心里的原话。"),
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in GOALS:
            first = number == 1
            self.fields[f"goal_{number}"] = forms.CharField(
                label=_("目标 %(number)s") % {"number": number},
                max_length=200,
                required=first,
                help_text=_("一件做得到、看得见的事") if first else "",
            )
            self.fields[f"how_{number}"] = forms.CharField(
                label=_("怎么做"), max_length=300, required=False
            )
            self.fields[f"target_{number}"] = forms.IntegerField(
                label=_("每周几天"), min_value=1, max_value=7, required=False
            )

    @property
    def goal_rows(self) -> list[list[Any]]:
        """Each goal with its three fields, for the page."""
        names = ("goal", "how", "target")
        return [[self[f"{name}_{number}"] for name in names] for number in GOALS]

    @property
    def text(self) -> PlanText:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        goals = [GoalText(data[f"goal_{n}"], data[f"how_{n}"], data[f"target_{n}"]) for n in GOALS]
        return PlanText(
            school_part=data["school_part"],
            family_part=data["family_part"],
            goals=goals,
            weeks=data["weeks"],
            starts_on=data["starts_on"],
        )


def initial(plan: Plan, goals: list[Goal]) -> dict[str, Any]:
    """The stored plan as the form shows it."""
    values: dict[str, Any] = {
        "version": plan.version,
        "weeks": plan.weeks,
        "starts_on": plan.starts_on,
        "school_part": plan.school_part,
        "family_part": plan.family_part,
    }
    for number, goal in zip(GOALS, goals, strict=False):
        values[f"goal_{number}"] = goal.text
        values[f"how_{number}"] = goal.how
        values[f"target_{number}"] = goal.target
    return values

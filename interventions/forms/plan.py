"""The form of a plan: two parts and up to three goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.planning import WEEKS, GoalText, PlanText
from interventions.choices import CHECK_MOST, GoalOwner, Rhythm
from interventions.models import Goal, Plan
from interventions.models.plan import CHECK_GOAL
from interventions.queries import strategies

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
    rhythm = forms.TypedChoiceField(
        label=_("多久谈一次"),
        choices=Rhythm.choices,
        coerce=int,
        initial=Rhythm.WEEKLY.value,
        required=False,
        empty_value=Rhythm.WEEKLY.value,
    )
    check_goal = forms.IntegerField(
        label=_("每周小结的目标"),
        min_value=1,
        max_value=CHECK_MOST,
        initial=CHECK_GOAL,
        required=False,
        help_text=_("三下一共 6 分，一般定 5 分"),
    )
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
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("谁来做"), choices=[("", _("还没定")), *GoalOwner.choices], required=False
            )
            self.fields[f"strategy_{number}"] = forms.ChoiceField(
                label=_("用哪个办法"), choices=_strategies, required=False
            )

    @property
    def goal_rows(self) -> list[list[Any]]:
        """Each goal with its three fields, for the page."""
        names = ("goal", "how", "target", "who", "strategy")
        return [[self[f"{name}_{number}"] for name in names] for number in GOALS]

    @property
    def text(self) -> PlanText:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        goals = [
            GoalText(
                data[f"goal_{n}"],
                data[f"how_{n}"],
                data[f"target_{n}"],
                data[f"who_{n}"],
                data[f"strategy_{n}"],
            )
            for n in GOALS
        ]
        return PlanText(
            school_part=data["school_part"],
            family_part=data["family_part"],
            goals=goals,
            weeks=data["weeks"],
            starts_on=data["starts_on"],
            rhythm=data["rhythm"],
            check_goal=data["check_goal"] or CHECK_GOAL,
        )


def _strategies() -> list[tuple[str, Any]]:
    named = [(code, each.title) for code, each in strategies.bank().items()]
    return [("", _("自己的办法")), *named]


def initial(plan: Plan, goals: list[Goal]) -> dict[str, Any]:
    """The stored plan as the form shows it."""
    values: dict[str, Any] = {
        "version": plan.version,
        "weeks": plan.weeks,
        "starts_on": plan.starts_on,
        "rhythm": plan.rhythm,
        "check_goal": plan.check_goal,
        "school_part": plan.school_part,
        "family_part": plan.family_part,
    }
    for number, goal in zip(GOALS, goals, strict=False):
        values[f"goal_{number}"] = goal.text
        values[f"how_{number}"] = goal.how
        values[f"target_{number}"] = goal.target
        values[f"who_{number}"] = goal.who
        values[f"strategy_{number}"] = goal.strategy
    return values

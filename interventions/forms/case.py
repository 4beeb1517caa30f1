"""Forms of a case file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import (
    Attitude,
    CloseOutcome,
    ContactHow,
    Finding,
    Level,
    MissedReason,
    NoteKind,
)

from . import DayInput, MomentInput, choice, words

LEVEL_HINTS = {
    "1": _("15 分钟内有人接手，1 小时内见到人"),
    "2": _("今天放学前见到人"),
    "3": _("3 个上学日以内"),
    "4": _("10 个上学日以内再看一次"),
}
DISMISS = "dismiss"
FINDING_HINT = _("和问卷提示的对一对：以后才知道这份问卷能信几分。只有辅导老师和督导看得到。")
NO_VERDICT = _("以后您和督导能看到。写事实就好，不写判断孩子的话。")


class AssignForm(forms.Form):
    """Who takes it."""

    to = forms.ModelChoiceField(queryset=None, label=_("交给谁"), empty_label=_("请选择"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class DecisionForm(forms.Form):
    """Support, this soon, or not; one choice, nothing preselected, always with a reason.

    `finding` is asked where a questionnaire had suggested the talk: it tells how far to trust it.
    """

    finding = choice(_("谈下来是怎样的"), Finding.choices, FINDING_HINT)
    decision = choice(_("您的决定"), [])
    reason = words(_("为什么这样决定"), NO_VERDICT)

    def __init__(self, *args: Any, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["finding"]
        self.fields["decision"].choices = [
            *((str(level.value), _support(level)) for level in Level),
            (DISMISS, _("这次不跟进")),
        ]
        self.fields["decision"].choice_hints = {
            **LEVEL_HINTS,
            DISMISS: _("理由会留在个案里，您的查看权限随之结束"),
        }


def _support(level: Level) -> str:
    return str(_("要支持：%(level)s") % {"level": level.label})


class LevelForm(forms.Form):
    """A new level, and why."""

    level = choice(_("多快要有人在"), Level.choices)
    reason = words(_("为什么改"), NO_VERDICT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choice_hints = LEVEL_HINTS


class TalkForm(forms.Form):
    """One contact."""

    kind = choice(_("怎么谈的"), NoteKind.choices)
    held = choice(_("谈成了吗"), [("yes", _("谈成了")), ("no", _("约好了，没有谈成"))])
    missed_reason = choice(
        _("没有谈成的原因"), MissedReason.choices, _("谈成了就不用选"), required=False
    )
    happened_at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    text = words(_("说了什么"), _("尽量用孩子的原话。这里只加不改，写错了再加一条。"), rows=6)
    next_at = forms.DateTimeField(
        label=_("下一次"), required=False, widget=MomentInput(), help_text=_("约好了再填")
    )

    def clean(self) -> dict[str, Any]:
        """A session that did not take place has a reason: the work is watched over by it."""
        data = super().clean() or {}
        missed = data.get("held") == "no" and data.get("kind") == NoteKind.TALK
        if missed and not data.get("missed_reason"):
            self.add_error("missed_reason", _("没有谈成的话，请选一个原因"))
        return data


class ContactForm(forms.Form):
    """Telling one guardian."""

    guardian = forms.ModelChoiceField(
        queryset=None, label=_("联系哪位家长"), empty_label=_("请选择")
    )
    how = choice(_("怎么联系的"), ContactHow.choices)
    attitude = choice(_("家长怎么说"), Attitude.choices, _("哪一种都可以，都不是错。"))
    proof = words(_("说了什么，家长回了什么"), rows=4)
    next_on = forms.DateField(
        label=_("下次联系"), required=False, widget=DayInput(), help_text=_("说好了再填")
    )

    def clean(self) -> dict[str, Any]:
        """Whoever wants to think it over is asked when to talk again."""
        data = super().clean() or {}
        if data.get("attitude") == Attitude.THINKING and not data.get("next_on"):
            self.add_error("next_on", _("想再考虑的话，请说好哪天再联系"))
        return data

    def __init__(self, *args: Any, guardians: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["guardian"]
        field.queryset = guardians
        field.label_from_instance = lambda g: f"{g.name[:1]}* ····{g.phone_tail}"


class WaiverForm(forms.Form):
    """Why nobody at home is told yet."""

    reason = words(
        _("为什么现在不联系家里"),
        _("只在家里可能就是危险来源时使用。负责人会看，同意后才算数。"),
        rows=4,
    )


class TaskForm(forms.Form):
    """One thing for a colleague."""

    to = forms.ModelChoiceField(queryset=None, label=_("请哪位老师"), empty_label=_("请选择"))
    text = words(
        _("请他做什么"), _("只写做什么，不写为什么。例：座位靠前，手机的事不当众说。"), rows=2
    )
    due_on = forms.DateField(label=_("到哪天"), widget=DayInput())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class CloseForm(forms.Form):
    """How it ended."""

    outcome = choice(_("怎么结束的"), CloseOutcome.choices)
    reason = words(_("写几句经过和之后的安排"), NO_VERDICT)


class CloseAnswerForm(forms.Form):
    """The second person's answer."""

    answer = choice(_("您的决定"), [("approve", _("同意结案")), ("return", _("请继续跟进"))])
    reason = words(_("写一句理由"))

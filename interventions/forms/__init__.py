"""What people type. Labels speak to colleagues and families; nothing is ever preselected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.kernel.refusals import Invalid

# Words for the reason codes of kernel.refusals.Invalid.
REASONS = {
    "required": _("这里还没有写"),
    "in_the_past": _("请选一个还没到的时间"),
    "in_the_future": _("请选一个已经过去的时间"),
    "out_of_range": _("请填 1 到 12 周"),
    "identity_missing": _("没有姓名、出生年月和家长联系方式，机构就联系不上家庭"),
    "not_this_class": _("只能请这个班的老师"),
    "not_to_be_told": _("现在不能联系这位家长"),
    "not_a_counselor_here": _("请选本校的心理辅导老师"),
    "taken": _("这个名字已经有了"),
    "say_more": _("再多写几句，至少 20 个字"),
    "no_force": _("没有问清楚、看清楚这一点，就不能登记"),
    "sounds_forced": _("这里的话像是在说封闭或强制；这样的地方不登记"),
    "no_case": _("这位同学没有可以调阅的个案"),
    "no_open_case": _("这位同学现在没有开着的个案"),
    "unknown": _("请重新选择"),
    "not_for_duty": _("只能请本校的值班人员、心理辅导老师或负责人"),
    "already_on_duty": _("这位老师这段时间已经有值班了"),
    "same_person": _("请选另一位老师"),
    "ends_wrong": _("结束要晚于开始，一次最多 72 小时"),
    "out_of_weeks": _("请填 1 到 26 周"),
    "not_for_family": _("给家长的只有方案里家庭的部分：记录、线索和沟通都不能给"),
    "not_for_them": _("救治用不到家长沟通和决定，请去掉这几项"),
    "nothing_chosen": _("这些内容在这段时间里什么也没有"),
    "already_away": _("这几天已经记过不在岗了"),
    "also_away": _("这位老师那几天也不在"),
    "not_oneself": _("请让别人来定，不能自己让自己代管"),
    "days_wrong": _("最后一天不能早于第一天，一次最多 180 天"),
    "not_of_this_school": _("只能请本校的同事"),
    "adults_too": _("至少有一条是大人要做的"),
    "when_again": _("有人想再考虑，请写下次联系的日期"),
    "nobody_asked": _("请至少请一个人来"),
    "not_at_this_meeting": _("请选一位来开会的同事"),
    "not_a_number": _("请填手机号，只要数字"),
}


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own picker for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "short"}, format="%Y-%m-%dT%H:%M")


def words(
    label: object, hint: object = "", *, rows: int = 3, required: bool = True
) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def choice(
    label: object, choices: object, hint: object = "", *, required: bool = True
) -> forms.ChoiceField:
    """Cards to choose one from; none is chosen beforehand."""
    field = forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
    )
    field.choice_hints = {}
    return field


def refused(form: forms.Form, error: Invalid) -> None:
    """Put an action's refusal beside the fields it is about."""
    for name, code in error.fields.items():
        form.add_error(name if name in form.fields else None, REASONS.get(code, code))

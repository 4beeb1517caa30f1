"""Invented values for the gallery: no school, person, figure or code in here is real."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from .fields import field

TOKENS = (
    *("paper", "card", "sunk", "line", "edge", "ink", "quiet"),
    *("primary", "primary-deep", "primary-wash", "waiting", "waiting-wash"),
    *("done", "done-wash", "now", "now-wash"),
)


class Sample(forms.Form):
    """One field of every shape."""

    phone = forms.CharField(widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    code = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    fixed = forms.CharField(disabled=True, required=False)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), required=False)
    time = forms.ChoiceField()
    joins = forms.ChoiceField(widget=forms.RadioSelect)
    call = forms.BooleanField(required=False)
    days = forms.ChoiceField(widget=forms.RadioSelect)
    name = forms.CharField()
    drawn = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name_lines()
        self._name_choices()

    def _name_lines(self) -> None:
        words = {
            "phone": (_("手机号"), _("用来收副本")),
            "code": (_("短信验证码"), ""),
            "day": (_("日期"), ""),
            "fixed": (_("不能改的"), ""),
            "words": (_("想说的话"), ""),
            "name": (_("打字签名"), _("写您的全名，和手写一样有效")),
        }
        for name, (label, hint) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint

    def _name_choices(self) -> None:
        self._choose("time", _("方便的时间"), [("a", _("工作日 17:30 以后")), ("b", _("中午"))])
        joins = [("yes", _("可以参加")), ("no", _("这次不参加")), ("ask", _("想先问问老师"))]
        self._choose("joins", _("孩子参加吗？"), joins)
        hints = {"no": _("没关系，一切照常")}
        field(self, "joins").choice_hints = hints
        self.fields["call"].label = _("请老师给我打电话")
        self.fields["call"].help_text = _("工作日 17:30 以后，打到尾号 0168")
        days = [("0", _("0–2 天")), ("3", _("3–4 天")), ("5", _("5–7 天"))]
        self._choose("days", _("这周做到了几天？"), days)

    def _choose(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].label = label
        field(self, name).choices = choices


def gallery() -> dict[str, Any]:
    """Everything the gallery and the example pages show."""
    return {
        "tokens": TOKENS,
        "form": Sample(),
        "wrong": _wrong(),
        "hotlines": [
            {"number": "12355", "name": _("青少年服务")},
            {"number": "12356", "name": _("心理援助")},
        ],
        "stages": [_("收到线索"), _("谈心"), _("支持方案"), _("结案回看")],
        "entries": _entries(),
        "checks": _checks(),
        "answers": _answers(),
        "page_of_rows": Paginator(range(42), 25).page(1),
        "rail": _rail(),
        "cases": _cases(),
        "slips": [f"{n:02d}" for n in range(1, 11)],
        "bars": _bars(),
        "today": _today(),
        "drawing": {"plain": {"url": "/icon.svg", "width": 32, "height": 32}},
        **_ways(),
    }


def _wrong() -> Sample:
    form = Sample({"wrong-code": "4821", "wrong-name": "-"}, prefix="wrong")
    form.is_valid()
    form.errors["code"] = form.error_class([_("这个码过期了，请再要一个")])
    for name in ("day", "time", "days", "joins", "name"):
        form.errors.pop(name, None)
    return form


def _ways() -> dict[str, Any]:
    return {
        "tabs": [
            {"text": _("经过"), "href": "#tabs", "here": True},
            {"text": _("方案"), "href": "#tabs", "count": 2},
            {"text": _("文件"), "href": "#tabs"},
        ],
        "actions": [
            {"text": _("打印"), "href": "#menu", "icon": "printer"},
            {"text": _("转给李老师"), "href": "#menu", "icon": "arrow-left-right"},
        ],
    }


def _entries() -> list[dict[str, str]]:
    return [
        {
            "when": _("11 月 19 日 14:00"),
            "title": _("第 3 次谈心"),
            "badge": _("已约好"),
            "badge_state": "waiting",
            "state": "next",
        },
        {"when": _("11 月 12 日 16:20"), "text": _("周记三题：这周放下手机 4 天"), "state": "done"},
        {
            "when": _("11 月 5 日 14:00"),
            "title": _("第 2 次谈心"),
            "text": _("学生看过，同意这样写"),
        },
    ]


def _checks() -> list[dict[str, str]]:
    return [
        {"state": "ok", "text": _("两位老师看过")},
        {"state": "wait", "text": _("还差 4 家回复"), "sub": _("周三打电话")},
        {
            "state": "stop",
            "text": _("要改：第 9 题"),
            "sub": _("问了家里的收入"),
            "href": "#checks",
            "action": _("去改"),
        },
    ]


def _answers() -> list[dict[str, str]]:
    return [
        {"term": _("小问卷"), "value": _("这次不参加"), "href": "#facts"},
        {"term": _("打电话"), "value": _("工作日 17:30 以后"), "href": "#facts"},
        {"term": _("签名"), "value": _("手写")},
    ]


def _bars() -> list[dict[str, Any]]:
    return [
        {"name": _("上了课"), "value": 412, "width": 340, "y": 6},
        {"name": _("还没上"), "value": 74, "width": 61, "y": 48},
    ]


def _today() -> list[dict[str, str]]:
    return [
        {
            "text": _("找一位同学聊聊"),
            "badge": _("现在需要人"),
            "state": "now",
            "sub": _("八年级 · 张* · 来自筛查提示 · 请在 10:40 前见到人"),
            "action": _("打开联系单"),
        },
        {
            "text": _("回一位家长的信"),
            "badge": _("今天到期"),
            "state": "waiting",
            "sub": _("六年级 · 林* 的家长想先问问问卷的事"),
            "action": _("看问题并回复"),
        },
        {
            "text": _("催一份转介回音"),
            "badge": _("第 6 天"),
            "state": "waiting",
            "sub": _("七年级 · 陈* · 区心理服务中心还没有确认时间"),
            "action": _("催办"),
        },
    ]


def _rail() -> list[dict[str, Any]]:
    places = [
        ("sun", _("今日")),
        ("list-checks", _("研判")),
        ("users", _("个案")),
        ("calendar-days", _("批次")),
        ("arrow-left-right", _("转介")),
        ("mail", _("来信")),
        ("chart-column", _("报告")),
    ]
    return [
        {"href": "#main", "icon": icon, "label": label, "here": number == 0}
        for number, (icon, label) in enumerate(places)
    ]


def _cases() -> list[dict[str, Any]]:
    rows = [
        ("Q-0412", "张小明", 2, _("谈心"), _("今天 10:40")),
        ("Q-0398", "林一一", 3, _("家长沟通"), _("今天")),
        ("Q-0371", "陈青", 5, _("转介"), _("周三 14:00")),
    ]
    keys = ("code", "name", "done", "stage", "due")
    return [dict(zip(keys, row, strict=True)) for row in rows]

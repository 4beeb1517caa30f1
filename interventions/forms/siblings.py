"""Asking about a brother or a sister, answering it, telling one thing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import choice, words
from .concern import OfferField


class SiblingForm(forms.Form):
    """Another child of the family: those of one guardian are offered, others are looked for."""

    who = forms.CharField(
        label=_("叫什么名字"),
        max_length=40,
        required=False,
        help_text=_("全名、一部分或拼音都可以，听到的是什么就写什么"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    student = OfferField(label=_("是哪位同学"))

    def __init__(self, *args: Any, students: Any, offers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["student"]
        field.offer(students, list(offers))


class SiblingAnswerForm(forms.Form):
    """The lead's answer; the second one says nothing about whether there is a case."""

    together = choice(
        _("怎么答复"),
        [
            ("yes", _("请两位辅导老师一起商量")),
            ("no", _("现在没有要一起商量的")),
        ],
    )


class TellForm(forms.Form):
    """One thing that the other counselor should know."""

    text = words(_("告诉她的话"), _("只写对两个孩子都有用的。记录、问卷和方案不会跟过去。"), rows=3)

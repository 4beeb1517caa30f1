"""A student who wants to talk; a child handed over by others; taking a match back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices.queue import HANDOVER_LEVELS, PAPERS, TalkWhen

from . import DayInput, MomentInput, choice, words
from .case import LEVEL_HINTS
from .concern import WhoForm


class TalkForm(forms.Form):
    """Two taps are enough; words are welcome and never needed."""

    when = choice(_("什么时候方便？"), TalkWhen.choices)
    about = words(_("想说的事"), _("写一两个字也行，不写也行。"), required=False)
    where = forms.CharField(
        label=_("怎么找你方便？"),
        max_length=120,
        required=False,
        help_text=_("比如：午休在教室，别在班上叫我"),
    )


class HandoverForm(WhoForm):
    """What the paper says, and how soon."""

    source = choice(_("谁转来的"), PAPERS)
    sender = forms.CharField(label=_("来文单位"), max_length=80)
    document_number = forms.CharField(
        label=_("文号"), max_length=60, help_text=_("没有文号就写“口头”和对方的姓名")
    )
    received_at = forms.DateTimeField(label=_("什么时候收到"), widget=MomentInput())
    born_on = forms.DateField(label=_("出生日期"), required=False, widget=DayInput())
    fact = words(_("来文说了什么"), _("照原文写事实，不用分析。"), rows=4)
    level = choice(_("多快要有人在"), HANDOVER_LEVELS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choice_hints = LEVEL_HINTS


class UnmatchForm(forms.Form):
    """Why it is somebody else."""

    reason = words(_("为什么不是这位同学"), _("写事实就好，别写另一位同学的名字。"), rows=2)

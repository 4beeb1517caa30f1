"""Home visits: the purpose first; the family's answer; what was seen; what may leave the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.visiting import Offer, Seen
from interventions.choices import VisitPurpose, VisitStatus
from interventions.models import HomeVisit
from school_safety.consents.choices import BasisKind
from school_safety.web.dates import moment

from . import MomentInput, choice, words

ANSWERS = [
    (VisitStatus.AGREED.value, _("可以来")),
    (VisitStatus.OTHER_TIME.value, _("想换个时间")),
    (VisitStatus.DECLINED.value, _("这次不方便")),
]


class VisitForm(forms.Form):
    """Which guardian, what for, when, and who comes along."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    guardian = forms.ModelChoiceField(
        queryset=None, label=_("和哪位家长约"), empty_label=_("请选择")
    )
    purpose = choice(
        _("为了什么"), VisitPurpose.choices, _("只为这一件事去，记录也只用在这一件事上。")
    )
    purpose_words = words(
        _("写给家长：为什么想来"), _("家长会看到这一段，用家长听得懂的话写。"), rows=3
    )
    starts_at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    second = forms.ModelChoiceField(
        queryset=None,
        label=_("谁和您一起去"),
        empty_label=_("请选择"),
        help_text=_("家访总是两个人去。他只收到时间，不知道为什么。"),
    )

    def __init__(self, *args: Any, guardians: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["guardian"]
        field.queryset = guardians
        field.label_from_instance = lambda g: f"{g.name[:1]}* ····{g.phone_tail}"
        self.fields["second"].queryset = people
        self.fields["second"].label_from_instance = lambda person: person.name

    @property
    def offer(self) -> Offer:
        """As the action takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Offer(**data)


def offered(visit: HomeVisit) -> dict[str, Any]:
    """A visit as the form shows it."""
    names = ("version", "purpose", "purpose_words", "starts_at")
    values = {name: getattr(visit, name) for name in names}
    return {**values, "guardian": visit.guardian_id, "second": visit.second_id}


class VisitAnswerForm(forms.Form):
    """Three answers that weigh the same."""

    answer = choice(_("您看呢？"), ANSWERS)
    words = words(_("想说的话"), _("例如哪一天更方便。"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choice_hints = {
            VisitStatus.DECLINED.value: _("没关系，孩子在学校一切照常"),
        }


class VisitRecordForm(forms.Form):
    """Only what the purpose was about."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = words(
        _("看到的、听到的"), _("只写和这次目的有关的。不拍照，不记家里有什么、挣多少。"), rows=5
    )
    agreed = words(_("和家里说好了什么"), rows=3)
    passed_on = words(
        _("哪几句可以转给别人"),
        _("空着就是哪儿也不去。写了的，也要选好依据才能带到研判会。"),
        rows=2,
        required=False,
    )

    @property
    def seen_words(self) -> Seen:
        """As the action takes them."""
        data = self.cleaned_data
        return Seen(seen=data["seen"], agreed=data["agreed"], passed_on=data["passed_on"])


class VisitUseForm(forms.Form):
    """To which meeting, on which basis."""

    meeting = forms.ModelChoiceField(
        queryset=None, label=_("带到哪一次研判会"), empty_label=_("请选择")
    )
    basis = choice(_("依据"), BasisKind.choices)
    why = words(_("具体是"), _("例如：妈妈当面同意；或者哪一条规定；或者什么危险。"), rows=2)

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].label_from_instance = lambda row: moment(row.starts_at)

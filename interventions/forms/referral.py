"""Forms of a referral: the school's, the provider's, the family's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import IDENTITY_FIELDS, Advice, Need, PacketField, RefusalReason
from interventions.models import Provider
from school_safety.consents.choices import State

from . import MomentInput, choice, words

FIELD_HINTS = {
    PacketField.NAME.value: _("机构接收以后才看到"),
    PacketField.BIRTH.value: _("机构接收以后才看到"),
    PacketField.GUARDIAN.value: _("机构接收以后才看到"),
    PacketField.TALKS.value: _("您写的小结，不是谈心记录"),
    PacketField.PLAN.value: _("只有目标，没有记录"),
    PacketField.SIGNALS.value: _("只有提示的句子，没有作答"),
}


class ReferralForm(forms.Form):
    """Where to, what crosses, and what the family is told."""

    provider = forms.ModelChoiceField(
        queryset=None, label=_("转介到哪里"), widget=forms.RadioSelect, empty_label=None
    )
    needs = forms.MultipleChoiceField(
        label=_("需要哪方面的帮助"), choices=Need.choices, widget=forms.CheckboxSelectMultiple
    )
    fields_chosen = forms.MultipleChoiceField(
        label=_("哪些内容可以给机构看"),
        choices=PacketField.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项一项选，每一项都会记下依据。没选的不会离开学校。"),
    )
    concern = words(_("主要困扰（给机构看）"), rows=3, required=False)
    talks = words(_("谈心小结（给机构看）"), rows=3, required=False)
    family_part = words(
        _("写给家长：为什么建议去"), _("家长会先看到这一段，再决定同意不同意。"), rows=4
    )

    def __init__(self, *args: Any, providers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["provider"]
        field.queryset = Provider.objects.filter(pk__in=[p.pk for p in providers])
        field.choice_hints = {str(p.pk): _wait(p) for p in providers}
        self.fields["fields_chosen"].choice_hints = FIELD_HINTS

    def clean(self) -> dict[str, Any]:
        """A chosen text field has to be written."""
        data = super().clean() or {}
        chosen = data.get("fields_chosen") or []
        for name in ("concern", "talks"):
            if name in chosen and not (data.get(name) or "").strip():
                self.add_error(name, _("选了这一项，请写几句"))
        if chosen and not set(IDENTITY_FIELDS) <= set(chosen):
            self.add_error(
                "fields_chosen", _("没有姓名、出生年月和家长联系方式，机构就联系不上家庭")
            )
        return data


def _wait(provider: Provider) -> str:
    return _("%(cost)s · 大约等 %(days)s 天 · %(from)s–%(to)s 岁") % {
        "cost": provider.get_cost_display(),
        "days": provider.waiting_days,
        "from": provider.age_from,
        "to": provider.age_to,
    }


class RefuseForm(forms.Form):
    """Why not, and what instead."""

    reason = choice(_("为什么暂不能接收"), RefusalReason.choices)
    alternative = words(_("建议学校可以怎么做"), _("学校会看到这一段。"))


class AppointmentForm(forms.Form):
    """When and where."""

    starts_at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    place = forms.CharField(label=_("在哪里"), max_length=160)
    bring = forms.CharField(label=_("要带什么"), max_length=160, required=False)


class ReplyForm(forms.Form):
    """Two parts, for two readers."""

    advice = choice(
        _("接下来在哪里帮最合适"), [("", _("现在还说不好")), *Advice.choices], required=False
    )
    school_part = words(_("给学校的建议"), _("只写学校需要做的，不写诊疗内容。"), rows=4)
    family_part = words(_("给家长的话"), _("家长会看到这一段。"), rows=4, required=False)


class FamilyAnswerForm(forms.Form):
    """Yes and no look alike and weigh the same."""

    state = choice(_("您的决定"), [(State.GIVEN, _("同意")), (State.REFUSED, _("这次不同意"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choice_hints = {
            State.GIVEN.value: _("随时可以撤回"),
            State.REFUSED.value: _("没关系，孩子在学校一切照常"),
        }

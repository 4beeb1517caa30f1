"""Forms of the directory: the district's whole entry, and the waits a provider says itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.choices import Need
from interventions.models import Provider

from . import DayInput


class ProviderForm(forms.ModelForm):
    """One entry of the directory."""

    needs = forms.MultipleChoiceField(
        label=_("能帮什么"), choices=Need.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Provider
        fields = [
            "name",
            "name_en",
            "about",
            "about_en",
            "kind",
            "needs",
            "age_from",
            "age_to",
            "cost",
            "licence",
            "licence_until",
            "no_force",
            "address",
            "phone",
            "intake_hours",
            "waiting_days",
            "places",
            "is_active",
        ]
        labels = {
            "name": _("名称"),
            "name_en": _("英文名称"),
            "about": _("一句话介绍"),
            "about_en": _("英文介绍"),
            "kind": _("哪一类"),
            "age_from": _("从几岁"),
            "age_to": _("到几岁"),
            "cost": _("费用"),
            "licence": _("执业许可号"),
            "licence_until": _("许可有效到"),
            "address": _("地址"),
            "phone": _("电话"),
            "intake_hours": _("接待时间"),
            "no_force": _("问过也看过：不封闭、不体罚、不强制"),
            "waiting_days": _("大约等几天"),
            "places": _("现在还有几个名额"),
            "is_active": _("在名录里"),
        }
        help_texts = {
            "licence": _("没有许可的机构不能登记"),
            "no_force": _("靠限制自由、打骂、恐吓来“戒网”的地方，法律不允许，这里不登记。"),
            "places": _("不知道就空着"),
        }
        widgets = {"licence_until": DayInput()}


class PlacesForm(forms.ModelForm):
    """What changes from week to week."""

    class Meta:
        model = Provider
        fields = ["waiting_days", "places", "intake_hours", "phone"]
        labels = {
            "waiting_days": _("新来的孩子大约等几天"),
            "places": _("现在还有几个名额"),
            "intake_hours": _("接待时间"),
            "phone": _("电话"),
        }
        help_texts = {"places": _("不知道就空着")}

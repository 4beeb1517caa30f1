"""What is typed before a wave: an impact assessment, a district's limits."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school_safety.schools.models import District, School
from school_safety.web.fields import field
from surveys.queries import forms as versions
from surveys.queries import governing

REASONS = {
    "short": _("再多写几句，至少 20 个字"),
    "term": _("请选一个以后的日子，最长三年。"),
    "other_district": _("请重新选择"),
    "only_raised": _("只能往高年级调，不能低于五年级。"),
    "more_than_all": _("不能比上面那一项还大。"),
}
WHOLE = "district:"


def _long(label: Any, hint: Any, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
    )


class AssessmentForm(forms.Form):
    """Article 55 in four questions. Nothing is written for whoever assesses."""

    instrument = forms.ModelChoiceField(label=_("问卷"), queryset=None, empty_label=None)
    unit = forms.ChoiceField(label=_("在哪里用"))
    aim = _long(_("目的"), _("要弄清楚什么，为了帮到谁。"))
    necessity = _long(_("为什么非做不可"), _("不问会怎样；能不能问得更少；为什么是这些年级。"))
    risks = _long(
        _("对孩子和家庭的影响与风险"),
        _("比如答案被别人看到、被贴标签、因为题目难受。"),
    )
    measures = _long(_("怎么保护"), _("谁能看到、保存多久、难受了找谁、不参加的孩子怎么办。"))
    valid_until = forms.DateField(
        label=_("有效到"),
        help_text=_("最长三年；题目或用法变了，要重新评估。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, user: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = field(self, "instrument")
        newest = {row.instrument_id: row for row in reversed(versions.selectable(user))}
        chosen.queryset = governing.instruments(newest)
        chosen.label_from_instance = lambda row: versions.words(
            newest[row.pk].texts["title"], language
        )
        self.schools: dict[str, School] = {
            str(row.pk): row for row in governing.schools_to_assess(user)
        }
        self.districts: dict[str, District] = {
            f"{WHOLE}{row.pk}": row for row in governing.districts_to_assess(user)
        }
        names = [(key, row.name) for key, row in self.schools.items()]
        whole = [(key, _("整个区")) for key in self.districts]
        field(self, "unit").choices = [*names, *whole]
        self.fields["valid_until"].initial = timezone.localdate() + timedelta(days=365)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        unit = data.pop("unit")
        school = self.schools.get(unit)
        district = school.district if school else self.districts[unit]
        return {**data, "school": school, "district": district}


class LimitsForm(forms.Form):
    """A district's own limits."""

    selfharm_grade = forms.IntegerField(
        label=_("从几年级起可以有问到伤害的题目"),
        help_text=_("不能低于五年级；填 13 就是哪个年级都不问。"),
        min_value=5,
        max_value=13,
    )
    negative_share = forms.IntegerField(
        label=_("让人难受的题目最多占百分之几"), min_value=0, max_value=100
    )
    heavy_share = forms.IntegerField(
        label=_("其中问伤害和家里事的最多占百分之几"), min_value=0, max_value=100
    )
    notice_days = forms.IntegerField(
        label=_("同意书发出后至少留几个上学日"), min_value=1, max_value=30
    )
    talk_minutes = forms.IntegerField(label=_("一次谈话几分钟"), min_value=10, max_value=120)
    talk_hours = forms.DecimalField(
        label=_("每位心理老师每周能谈几小时"), min_value=0, max_value=40, decimal_places=1
    )
    followup_weeks = forms.IntegerField(label=_("几周之内要谈完"), min_value=1, max_value=8)

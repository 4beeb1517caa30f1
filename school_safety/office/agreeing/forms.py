"""Forms about consents. Nothing is ticked beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.consents.choices import Purpose, State, Youth
from school_safety.schools.models import Classroom, Guardianship

STATES = (
    ("stands", _("都同意了")),
    ("waiting", _("还在等")),
    ("stopped", _("不参加")),
    ("silent", _("还没有回答")),
)


class DecisionForm(forms.Form):
    """Two buttons of the same weight; the words they stand under come along by their hash."""

    state = forms.ChoiceField(choices=[(s.value, s.label) for s in State])
    words = forms.CharField(max_length=64)


class YouthForm(forms.Form):
    """The district's switch, and the opinion that carries it."""

    youth = forms.ChoiceField(label=_("从现在起"), choices=Youth.choices, widget=forms.RadioSelect)
    opinion = forms.CharField(
        label=_("凭什么改"),
        help_text=_(
            "改成“告诉监护人”要有法律意见：谁的，哪一天，文件放在哪里。改回来，写一句理由。"
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConsentFilter(forms.Form):
    """Which part of the staff list; lives in the address."""

    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("班级"), required=False, empty_label=_("全部班级")
    )
    purpose = forms.ChoiceField(label=_("哪一件事"), required=False, choices=Purpose.choices)
    state = forms.ChoiceField(
        label=_("到哪一步"), required=False, choices=[("", _("全部")), *STATES]
    )

    def __init__(self, *args: Any, user: Any, verb: Permission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = policy.visible(user, verb, Classroom.objects.all())
        self.fields["classroom"].queryset = rooms.order_by("grade", "number")


class PaperForm(forms.Form):
    """A sheet that came back sealed, written over as it stands."""

    guardian = forms.ModelChoiceField(
        Guardianship.objects.none(), label=_("谁填的"), widget=forms.RadioSelect, empty_label=None
    )
    purpose = forms.ChoiceField(
        label=_("哪一件事"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    state = forms.ChoiceField(
        label=_("纸上怎么答的"), choices=State.choices, widget=forms.RadioSelect
    )
    paper_on = forms.DateField(
        label=_("纸上的日期"), widget=forms.DateInput(attrs={"type": "date"})
    )
    sheet = forms.CharField(
        label=_("纸的编号"), max_length=40, help_text=_("印在纸的右上角；以后按它能找到原件。")
    )

    def __init__(self, *args: Any, ties: list[Guardianship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["guardian"]
        field.queryset = Guardianship.objects.filter(pk__in=[tie.pk for tie in ties])
        field.label_from_instance = lambda tie: tie.get_relation_display()

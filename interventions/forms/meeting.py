"""Calling a case meeting, and its minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.meeting import Invitation
from interventions.actions.minutes import Minutes, StepText
from interventions.choices import MeetingDecides
from interventions.models import CaseMeeting

from . import DayInput, MomentInput, words

GUESTS, MORE, VOICES, STEPS = (1, 2, 3), (1, 2), (1, 2), (1, 2, 3, 4)
PLANNED_FIELDS = ("starts_at", "place", "why")
WRITTEN_FIELDS = ("decided", "because", "next_on")
ONLY_WHAT = _("只写做什么，不写为什么；请他做的人只看到这一句和日期。")


def _line(label: Any, *, most: int = 60, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=hint)


class MeetingForm(forms.Form):
    """When, where, why, who. Colleagues by name, guests by name and role."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    starts_at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    place = forms.CharField(label=_("在哪里"), max_length=160)
    why = words(_("为什么坐下来"), _("请来的同事看不到这一段，开会时您当面说。"))
    invited = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("请哪些同事"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("他们只知道时间和地点，不知道是哪位同学、为什么。"),
    )

    def __init__(self, *args: Any, near: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["invited"]
        field.queryset = near
        field.label_from_instance = lambda person: person.name
        rest = others.exclude(pk__in=near.values("pk"))
        for number in MORE:
            more = forms.ModelChoiceField(
                queryset=rest, required=False, label=_("还请一位同事"), empty_label=_("不用了")
            )
            more.label_from_instance = lambda person: person.name
            self.fields[f"more_{number}"] = more
        for number in GUESTS:
            self.fields[f"guest_{number}"] = _line(_("校外的人，姓名"))
            self.fields[f"role_{number}"] = _line(_("身份"))

    @property
    def people_fields(self) -> list[Any]:
        """Selects for colleagues who are not listed above."""
        return [self[f"more_{number}"] for number in MORE]

    @property
    def guest_rows(self) -> list[list[Any]]:
        """Name and role side by side."""
        return [[self[f"guest_{n}"], self[f"role_{n}"]] for n in GUESTS]

    @property
    def called(self) -> Invitation:
        """As the action takes it."""
        data = self.cleaned_data
        people = {person.pk: person for person in data["invited"]}
        for number in MORE:
            if person := data.get(f"more_{number}"):
                people.setdefault(person.pk, person)
        return Invitation(
            starts_at=data["starts_at"],
            place=data["place"],
            why=data["why"],
            people=list(people.values()),
            guests=[(data[f"guest_{n}"], data[f"role_{n}"]) for n in GUESTS if data[f"guest_{n}"]],
        )


def called_initial(meeting: CaseMeeting, seated: list[Any], near: set[Any]) -> dict[str, Any]:
    """A planned meeting as the form shows it."""
    values = {name: getattr(meeting, name) for name in (*PLANNED_FIELDS, "version")}
    values["invited"] = [pk for pk in seated if pk in near]
    far = [pk for pk in seated if pk not in near]
    values |= {f"more_{n}": pk for n, pk in zip(MORE, far, strict=False)}
    for number, guest in zip(GUESTS, meeting.guests, strict=False):
        values |= {f"guest_{number}": guest["name"], f"role_{number}": guest["role"]}
    return values


class MinutesForm(forms.Form):
    """Who came, what was decided and why, who saw it otherwise, who does what until when."""

    only_what = ONLY_WHAT
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    came = forms.MultipleChoiceField(label=_("谁来了"), widget=forms.CheckboxSelectMultiple)
    also = _line(_("还有谁来了"), most=160, hint=_("没有请到而来了的，写姓名和身份。"))
    decided = words(_("定了什么"), rows=3)
    because = words(_("为什么这样定"), _("写理由和依据的事实。"), rows=3)
    decides = forms.MultipleChoiceField(
        label=_("这次定了这几样吗"),
        choices=MeetingDecides.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("选了的话，要负责人会签；定下的事还要在个案里各自办。"),
    )
    next_on = forms.DateField(
        label=_("下次哪天再碰"), required=False, widget=DayInput(), help_text=_("说好了再填")
    )

    def __init__(self, *args: Any, names: list[str], owners: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [(name, name) for name in names]
        choices = [("", _("请选择")), *((str(person.pk), person.name) for person in owners)]
        self._owners = {str(person.pk): person for person in owners}
        for number in VOICES:
            self.fields[f"voice_{number}"] = _line(_("谁有不同意见"))
            self.fields[f"said_{number}"] = _line(_("不同在哪里"), most=600)
        for number in STEPS:
            self.fields[f"step_{number}"] = _line(_("做什么"), most=300)
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("谁来做"), choices=choices, required=False
            )
            self.fields[f"due_{number}"] = forms.DateField(
                label=_("到哪天"), required=False, widget=DayInput()
            )

    @property
    def voice_rows(self) -> list[list[Any]]:
        """Who and what."""
        return [[self[f"voice_{n}"], self[f"said_{n}"]] for n in VOICES]

    @property
    def step_rows(self) -> list[list[Any]]:
        """What, who, until when."""
        return [[self[f"step_{n}"], self[f"who_{n}"], self[f"due_{n}"]] for n in STEPS]

    @property
    def minutes(self) -> Minutes:
        """As the action takes them."""
        data = self.cleaned_data
        also = [data["also"]] if data["also"] else []
        steps = [
            StepText(self._owners.get(data[f"who_{n}"]), data[f"step_{n}"], data[f"due_{n}"])
            for n in STEPS
        ]
        return Minutes(
            came=[*data["came"], *also],
            decided=data["decided"],
            because=data["because"],
            decides=data["decides"],
            dissent=[(data[f"voice_{n}"], data[f"said_{n}"]) for n in VOICES],
            steps=steps,
            next_on=data["next_on"],
        )


def written_initial(meeting: CaseMeeting, names: list[str]) -> dict[str, Any]:
    """Half-written minutes as the form shows them."""
    values = {name: getattr(meeting, name) for name in (*WRITTEN_FIELDS, "decides", "version")}
    values["came"] = [name for name in meeting.came if name in names]
    values["also"] = "、".join(name for name in meeting.came if name not in names)
    for number, voice in zip(VOICES, meeting.dissent, strict=False):
        values |= {f"voice_{number}": voice["who"], f"said_{number}": voice["what"]}
    for number, step in zip(STEPS, meeting.steps, strict=False):
        values |= {
            f"step_{number}": step["text"],
            f"who_{number}": step["who"],
            f"due_{number}": step["due_on"],
        }
    return values


class AddendumForm(forms.Form):
    """A correction under signed minutes."""

    text = words(_("补一条"), _("上面的记录不会变，这里写哪里要更正，会带上日期和名字。"))


class CountersignForm(forms.Form):
    """The lead's name, with words of her own where she wants."""

    words = words(_("想补充的话"), _("不同意也写在这里，会记在记录下面。"), required=False)

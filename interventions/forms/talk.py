"""Sitting down with a family: times to offer, the choice, and what came of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interventions.actions.sitting import Times, Voice
from interventions.choices import Attitude
from interventions.models import FamilyTalk
from school_safety.schools.models import Guardian
from school_safety.web.dates import moment

from . import DayInput, MomentInput, choice, words

SLOTS, OTHERS = (1, 2, 3), (1, 2)
NONE = "none"
HEARD = [each for each in Attitude.choices if each[0] != Attitude.UNREACHED]


def _short(guardian: Guardian) -> str:
    return f"{guardian.name[:1]}* ····{guardian.phone_tail}"


class TimesForm(forms.Form):
    """One guardian is asked; whoever else should come is said in the words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    guardian = forms.ModelChoiceField(
        queryset=None, label=_("和哪位家长约"), empty_label=_("请选择")
    )
    place = forms.CharField(label=_("在哪里"), max_length=160)
    words = words(
        _("写给家长：想聊什么"),
        _("家长会看到这一段。写想一起商量什么、可以带谁来，不写结论。"),
    )

    def __init__(self, *args: Any, guardians: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian"].queryset = guardians
        self.fields["guardian"].label_from_instance = _short
        for number in SLOTS:
            self.fields[f"slot_{number}"] = forms.DateTimeField(
                label=_("时间 %(number)s") % {"number": number},
                widget=MomentInput(),
                required=number == 1,
            )

    @property
    def times(self) -> Times:
        """As the action takes them."""
        data = self.cleaned_data
        slots = [data[f"slot_{n}"] for n in SLOTS if data[f"slot_{n}"]]
        return Times(data["guardian"], data["place"], data["words"], slots)


def offered(talk: FamilyTalk) -> dict[str, Any]:
    """Offered times as the form shows them."""
    values = {name: getattr(talk, name) for name in ("version", "place", "words")}
    slots = zip(SLOTS, talk.slots, strict=False)
    values |= {f"slot_{number}": datetime.fromisoformat(slot) for number, slot in slots}
    return {**values, "guardian": talk.guardian_id}


class SlotForm(forms.Form):
    """One of the offered times, or none of them."""

    slot = choice(_("哪个时间方便？"), [])
    wish = words(_("想说的话"), _("例如哪一天更方便。"), rows=2, required=False)

    def __init__(self, *args: Any, talk: FamilyTalk, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = [text for text in talk.slots if datetime.fromisoformat(text) > at]
        times = [(text, moment(datetime.fromisoformat(text))) for text in ahead]
        self.fields["slot"].choices = [*times, (NONE, _("这几个时间都不方便"))]
        self.fields["slot"].choice_hints = {NONE: _("没关系，老师会再问一次")}

    @property
    def chosen(self) -> datetime | None:
        """The moment, or none."""
        text = self.cleaned_data["slot"]
        return None if text == NONE else datetime.fromisoformat(text)


class TalkRecordForm(forms.Form):
    """Who was there, and what each of them thinks; yes, later and no side by side."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    came = words(_("谁来了"), _("家长、老人、老师，写名字和身份。"), rows=2)
    next_on = forms.DateField(
        label=_("下次联系"),
        required=False,
        widget=DayInput(),
        help_text=_("有人想再考虑，就说好哪天再联系。"),
    )

    def __init__(self, *args: Any, guardians: list[Guardian], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guardians = guardians
        for number, guardian in enumerate(guardians, start=1):
            self._voice(f"{number}", _short(guardian))
        for number in OTHERS:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("别的人，姓名和身份"), max_length=60, required=False
            )
            self._voice(f"other_{number}", _("他怎么说"))

    def _voice(self, tail: str, label: Any) -> None:
        self.fields[f"attitude_{tail}"] = forms.ChoiceField(
            label=label,
            choices=[("", _("没有来")), *HEARD],
            required=False,
        )
        self.fields[f"words_{tail}"] = words(_("他说了什么"), rows=2, required=False)

    @property
    def guardian_rows(self) -> list[list[Any]]:
        """Attitude and words of each guardian."""
        numbers = range(1, len(self._guardians) + 1)
        return [[self[f"attitude_{n}"], self[f"words_{n}"]] for n in numbers]

    @property
    def other_rows(self) -> list[list[Any]]:
        """Name, attitude and words of others."""
        names = ("name_{}", "attitude_other_{}", "words_other_{}")
        return [[self[name.format(n)] for name in names] for n in OTHERS]

    @property
    def voices(self) -> list[Voice]:
        """As the action takes them."""
        data, heard = self.cleaned_data, []
        for number, guardian in enumerate(self._guardians, start=1):
            if attitude := data[f"attitude_{number}"]:
                said = data[f"words_{number}"]
                heard.append(Voice(_short(guardian), attitude, said, guardian))
        for number in OTHERS:
            name, attitude = data[f"name_{number}"], data[f"attitude_other_{number}"]
            if name and attitude:
                heard.append(Voice(name, attitude, data[f"words_other_{number}"]))
        return heard

"""Forms of those who take in paper: a pile of files, one slip as it is written, a code, a reason."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.choices import Answer, LetterKind
from lessons.models import SlipPile
from school_safety.limits.table import MEGABYTE, UPLOAD_BYTES
from school_safety.schools.models import Classroom, School

from .family import ANSWER_LABELS, NONE_FITS, PICKS

MOST_FILES, FILE_MEGABYTES = 60, 50
KINDS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,application/pdf,image/jpeg,image/png,image/tiff"
# why a slip is put aside
ANSWERED, NOT_A_SLIP, UNREADABLE, TWICE = "answered", "no_slip", "unreadable", "twice"
REASONS = (
    (ANSWERED, _("家长已经在手机上或电话里回复过了")),
    (NOT_A_SLIP, _("不是回执")),
    (UNREADABLE, _("看不清，请家长重交")),
    (TWICE, _("重复了，录的是另一张")),
)


class ManyFiles(forms.FileField):
    """All the files that were chosen, none of them empty or too large."""

    widget = type("ManyFileInput", (forms.FileInput,), {"allow_multiple_selected": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each by itself, so that a refusal names its file."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                _("一次最多 %(most)s 个文件，请分两次。"), params={"most": MOST_FILES}
            )
        wrong = [_wrong(file) for file in given]
        if any(wrong):
            raise forms.ValidationError([each for each in wrong if each])
        if sum(file.size for file in given) > UPLOAD_BYTES["scan"]:
            limit = UPLOAD_BYTES["scan"] // MEGABYTE
            raise forms.ValidationError(
                _("一共超过 %(limit)s MB，请分两次上传。"), params={"limit": limit}
            )
        return given


def _wrong(file: Any) -> forms.ValidationError | None:
    facts = {"name": (file.name or "")[-80:], "limit": FILE_MEGABYTES}
    if not file.size:
        return forms.ValidationError(_("「%(name)s」是空的。"), params=facts)
    if file.size > FILE_MEGABYTES * MEGABYTE:
        words = _("「%(name)s」超过 %(limit)s MB，请把扫描分辨率调低（200 dpi 就够），或拆成几份。")
        return forms.ValidationError(words, params=facts)
    return None


class PileForm(forms.Form):
    """Scans or photographs of returned slips."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("学校"), empty_label=None)
    files = ManyFiles(
        label=_("扫描件或照片"),
        help_text=_(
            "PDF、JPG、PNG 或 TIFF，可以一次选好几个；一页上放几张回执也行，横着倒着都能认。"
        ),
        error_messages={"required": _("请选文件。")},
    )

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [school.pk for school in schools]
        self.fields["school"].queryset = School.objects.filter(pk__in=ids).order_by("code")
        self.fields["files"].widget.attrs["accept"] = KINDS
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0]


class SlipEntryForm(forms.Form):
    """What is ticked and written on one slip. Nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=_("勾了哪一项"),
        widget=forms.RadioSelect(attrs={"autofocus": True}),
        error_messages={"required": _("请选勾了哪一项。")},
    )
    signer = forms.CharField(
        label=_("签名写的是"),
        max_length=40,
        required=False,
        help_text=_("照着写；没有签名就空着。"),
    )
    unreadable = forms.BooleanField(label=_("签了名，但字认不出"), required=False)
    paper_on = forms.DateField(
        label=_("纸上的日期"), required=False, help_text=_("没写就空着。"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    wants_call = forms.BooleanField(label=_("勾了「请老师给我打电话」"), required=False)
    note = forms.CharField(
        label=_("想说的话，方便的时间"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: str, words: dict[str, Any], taken: Collection[int] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].choices = _answers(LetterKind(kind), words, taken)

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        answer, _colon, number = given["answer"].partition(":")
        return {
            "answer": answer,
            "option": int(number) if number else None,
            "signer": given["signer"],
            "signed": bool(given["signer"].strip()) or given["unreadable"],
            **{name: given[name] for name in ("paper_on", "wants_call", "note")},
        }


def _answers(
    kind: LetterKind, words: dict[str, Any], taken: Collection[int]
) -> list[tuple[str, Any]]:
    if kind == LetterKind.CONSENT:
        return [(str(answer), label) for answer, label in ANSWER_LABELS.items()]
    pick = PICKS.get(kind)
    if pick is None:
        return [(str(Answer.READ), _("我读过这封信"))]
    free = [
        (f"{pick}:{number}", option)
        for number, option in enumerate(words.get("options", []))
        if number not in taken
    ]
    return [*free, (str(Answer.ASK), NONE_FITS[kind])]


class SlipCodeForm(forms.Form):
    """The twelve signs below the square."""

    code = forms.CharField(
        label=_("回执上的十二位码"), max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "code"}),
        error_messages={"required": _("请写上回执上的码。")},
    )  # fmt: skip


class TornForm(forms.Form):
    """The child's name as it stands on a slip without its code."""

    room = forms.ModelChoiceField(Classroom.objects.none(), label=_("班级"), empty_label=None)
    name = forms.CharField(
        label=_("孩子的名字"), max_length=60, help_text=_("写一个字也行。"),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("请写孩子的名字。")},
    )  # fmt: skip

    def __init__(self, *args: Any, rooms: list[Classroom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [room.pk for room in rooms]
        rows = Classroom.objects.filter(pk__in=ids).order_by("grade", "name")
        self.fields["room"].queryset = rows
        self.fields["room"].label_from_instance = _room_name


def _room_name(room: Classroom) -> str:
    return room.name


class SamePileForm(forms.Form):
    """One of one's own piles."""

    pile = forms.ModelChoiceField(SlipPile.objects.none())

    def __init__(self, *args: Any, piles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pile"].queryset = piles


class ThrowForm(forms.Form):
    """Not to be entered, and why."""

    why = forms.ChoiceField(
        label=_("为什么不录"), choices=REASONS, widget=forms.RadioSelect,
        error_messages={"required": _("请选一个原因。")},
    )  # fmt: skip

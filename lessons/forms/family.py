"""Forms of families and of the classroom. Nothing is ever preselected for a family."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.choices import Answer, LetterKind
from lessons.rules import answering

ANSWER_LABELS = {
    Answer.AGREE: _("同意"),
    Answer.REFUSE: _("这次不同意"),
    Answer.ASK: _("想先问问老师"),
}
PICKS = {LetterKind.CHOICE: Answer.CHOOSE, LetterKind.BOOKING: Answer.BOOK}
NONE_FITS = {
    LetterKind.CHOICE: _("都不合适，想和老师说说"),
    LetterKind.BOOKING: _("这些时间都不行，请老师另约"),
}
# reason codes of the actions -> words
REASONS = {
    "name_missing": _("请写上您的姓名，或在上面手写签名。"),
    "not_a_drawing": _("手写签名没有传好，请重写一次，或只写姓名。"),
    "in_the_past": _("请选今天或以后的日子。"),
    "in_the_future": _("还没到的日子不能记。"),
    "outside_the_programme": _("请选在这项专题活动起止日子里面的日子。"),
    "not_of_this_class": _("有一位不在这个班里，请重新点一遍。"),
    "unknown": _("请选一项。"),
    "slot_taken": _("这个时间刚刚被约走了，请换一个。"),
    "family_has_time": _("您家已经约好了一个时间。要换，请先放掉那个，或和老师说一声。"),
    "slots_missing": _("写上可以约的时间，每行一个。"),
    "over_cap": _(
        "这个月请家长花的时间到上限了。请校长在「告家长书」里写明理由放行，或者下个月再发。"
    ),
    "reason_short": _("请写一句完整的理由，至少十个字。"),
    "minutes_odd": _("请写 5 到 120 之间的整数。"),
    "words_missing": _("请写几句话。"),
    "unsigned": _("这封信要签名才算。没有签名就先不录，放到一边，请家长补签。"),
    "before_sent": _("这个日期比发信还早，请再看一眼纸上写的。"),
    "newer_word": _("这位家长后来又答过一次，以后来的为准。请放到一边。"),
    "code_unknown": _("没有这个码。请对着纸再看一遍；别的学校的回执这里认不出。"),
    "code_again": _("这张回执已经在等着录，或者已经录过了。"),
}


def explain(form: forms.Form, fields: dict[str, str]) -> None:
    """Put an action's refusal beside the fields it is about."""
    names = {"typed": "typed_name"}
    for field, reason in fields.items():
        known = names.get(field, field)
        form.add_error(known if known in form.fields else None, REASONS.get(reason, reason))


class ReplyForm(forms.Form):
    """A family's answer to one letter in one language."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    read = forms.BooleanField(
        label=_("我已读过这封信"), error_messages={"required": _("读过了，请在这里点一下。")}
    )
    wants_call = forms.BooleanField(
        label=_("请老师给我打电话"), required=False, help_text=_("工作日内会有人联系您。")
    )
    typed_name = forms.CharField(
        label=_("写上您的姓名"),
        max_length=40,
        required=False,
        help_text=_("签名表示您读过这封信，并且这是您自己的决定。"),
    )
    drawn = forms.CharField(required=False, widget=forms.HiddenInput, max_length=90_000)
    key = forms.UUIDField(widget=forms.HiddenInput)
    text_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    language = forms.CharField(max_length=10, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("想说的话"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        state: str,
        words: dict[str, Any],
        taken: Collection[int] = (),
        replaced: bool = False,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind in (LetterKind.INFORMATION, LetterKind.ACKNOWLEDGEMENT):
            del self.fields["answer"]
        else:
            del self.fields["read"]
            field = self.fields["answer"]
            field.label = words["ask"] or LetterKind(kind).label
            field.choices = self._choices(state, words, taken, replaced=replaced)
            if kind == LetterKind.CONSENT:
                self.fields["note"].label = _("想说的话，或不同意的原因")
            field.choice_hints = {Answer.REFUSE: words["refuse_note"]}
            field.error_messages["required"] = _("请选一项；不同意也完全可以。")
        if kind not in (LetterKind.ACKNOWLEDGEMENT, LetterKind.CONSENT):
            del self.fields["typed_name"], self.fields["drawn"]
        if kind == LetterKind.INFORMATION:
            del self.fields["note"]

    def _choices(
        self, state: str, words: dict[str, Any], taken: Collection[int], *, replaced: bool
    ) -> list[tuple[str, Any]]:
        """What may be chosen now. A form sent twice is no error of form: the action knows its key."""
        kind, every = self.kind, answering.STEPS[self.kind]
        shown = every if self.is_bound else answering.answers(kind, state, replaced=replaced)
        pick = PICKS.get(LetterKind(kind))
        if pick is None:
            return [(answer, ANSWER_LABELS[answer]) for answer in shown if answer in ANSWER_LABELS]
        free = [
            (f"{pick}:{number}", option)
            for number, option in enumerate(words.get("options", []))
            if pick in shown and (self.is_bound or number not in taken)
        ]
        return [*free, (Answer.ASK, NONE_FITS[LetterKind(kind)])]

    @property
    def answer_given(self) -> str:
        """What was chosen; a letter that only asks to be read has one answer."""
        return (self.cleaned_data.get("answer") or Answer.READ).partition(":")[0]

    @property
    def option_given(self) -> int | None:
        """Which of the options, counted from nought."""
        number = (self.cleaned_data.get("answer") or "").partition(":")[2]
        return int(number) if number else None


class QuestionForm(forms.Form):
    """A question that others may have too."""

    asked = forms.CharField(
        label=_("想问一句"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("老师回答一次，收到这封信的家庭都能看到；不会写是谁问的。"),
        error_messages={"required": _("请写几句话。")},
    )


class VerifyForm(forms.Form):
    """A file, or the code printed on it."""

    file = forms.FileField(label=_("回执文件（PDF）"), required=False)
    code = forms.CharField(
        label=_("或者输入回执码"), max_length=24, required=False, help_text=_("十个字母和数字。")
    )

    MOST = 2 * 1024 * 1024  # a receipt with a drawn name has about 0.2 MB

    def clean(self) -> dict[str, Any]:
        """One of the two, and no file larger than a receipt can be."""
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("code"):
            raise forms.ValidationError(_("请选一个文件，或输入回执码。"))
        if cleaned.get("file") and cleaned["file"].size > self.MOST:
            self.add_error("file", _("文件太大，不是这里发出的回执。"))
        return cleaned


def default_due(at: Any, days: int) -> Any:
    """A first proposal for the deadline; the sender changes it."""
    return (at + timedelta(days=days)).date()

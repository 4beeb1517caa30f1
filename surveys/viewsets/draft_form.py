"""The form in which a questionnaire is written: saving takes anything, making a version does not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import District
from school_safety.web.fields import field
from surveys.models import InstrumentVersion
from surveys.queries import draft_faults, drafts
from surveys.queries import forms as versions

NEEDED = (
    "title_zh", "title_en", "about_zh", "about_en", "lead_zh", "lead_en", "label_zh", "label_en",
    "grade_from", "grade_to", "minutes", "rights",
)  # fmt: skip
EMPTY = _("做成一版之前，这一格要填好。")


class DraftForm(WagtailAdminModelForm):
    """Saving takes anything; only making a version asks that the whole holds together."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None:
            _check_whole(data)
        super().__init__(data, *args, **kwargs)
        _limit(self, self.for_user)

    def clean(self) -> dict[str, Any]:
        """Number the questions that have no code; check the whole where a version is wanted."""
        data = super().clean() or {}
        if "questions" in data:
            _number(data["questions"])
        if not self.is_deferred_validation:
            self._check_needed(data)
        return data

    def _check_needed(self, data: dict[str, Any]) -> None:
        for name in NEEDED:
            if name not in self.errors and data.get(name) in (None, ""):
                self.add_error(name, EMPTY)
        first, last = data.get("grade_from"), data.get("grade_to")
        if first and last and first > last:
            self.add_error("grade_to", _("「到几年级」不能比「从几年级」小。"))
        if "questions" not in self.errors and not data.get("questions"):
            self.add_error("questions", _("至少要有一道题。"))

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and not self.errors:
            for field, error in _errors(draft_faults.places(self.instance)):
                self.add_error(field, error)


def _check_whole(data: Any) -> None:
    """Half a page that reached us must not empty what it did not bring."""
    torn = [name for name in drafts.STREAMS if not data.get(f"{name}-count", "").isdecimal()]
    if torn:
        raise Invalid(fields=dict.fromkeys(torn, "missing"))


class StartForm(forms.Form):
    """Which questionnaire to begin with, for which district."""

    version: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("问卷"),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("抄一份来改。原来的那一版不会变；自带的问卷会换一个本区的代号。"),
    )
    district: Any = forms.ModelChoiceField(queryset=None, label=_("区"), empty_label=None)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = field(self, "version")
        chosen.queryset = drafts.starting_points(user)
        chosen.label_from_instance = _described
        _limit(self, user)


def _described(version: InstrumentVersion) -> str:
    words = _("%(title)s（%(code)s 第 %(number)d 版）")
    title = versions.words(version.texts["title"], get_language() or "zh-hans")
    return words % {"title": title, "code": version.instrument.code, "number": version.number}


def _limit(form: Any, user: Any) -> None:
    """Her districts only; where there is one, nothing is asked."""
    own = policy.units(user, Permission.INSTRUMENT_CHANGE).districts
    found = field(form, "district")
    found.queryset = District.objects.filter(pk__in=own).order_by("code")
    found.empty_label = None
    found.initial = found.queryset.first()
    if len(own) < 2:
        found.widget = forms.HiddenInput()


def _number(questions: Any) -> None:
    """q1, q2 … for those that were left without a code."""
    taken = {child.value["id"] for child in questions}
    free = (f"q{number}" for number in range(1, 1000))
    for child in questions:
        if not child.value["id"]:
            child.value["id"] = next(code for code in free if code not in taken)


def _errors(places: list[draft_faults.Place]) -> list[tuple[str | None, ValidationError]]:
    """Faults in one stream share one error, each at its own block."""
    found: list[tuple[str | None, ValidationError]] = []
    streams: dict[str, dict[int, dict[str, ValidationError]]] = {}
    for place in places:
        error = ValidationError(place.sentence)
        if place.field is None or place.block is None:
            found.append((place.field, error))
            continue
        parts = streams.setdefault(place.field, {}).setdefault(place.block, {})
        parts.setdefault(place.part, error)
    return found + [(field, _in_stream(blocks)) for field, blocks in streams.items()]


def _in_stream(blocks: dict[int, dict[str, ValidationError]]) -> StreamBlockValidationError:
    return StreamBlockValidationError(
        block_errors={
            place: StructBlockValidationError(
                block_errors={part: error for part, error in parts.items() if part != "condition"},
                non_block_errors=[error for part, error in parts.items() if part == "condition"],
            )
            for place, parts in blocks.items()
        }
    )

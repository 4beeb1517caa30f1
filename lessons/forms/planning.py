"""Programmes and events, as an editor or an official plans them."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lessons.choices import OutreachAudience, OutreachKind, OutreachState, ProgrammeKind, Speaker

from .teaching import day

MOST_PEOPLE = 200_000


def grades() -> list[tuple[int, str]]:
    """Asked for page by page: each reader has her own language."""
    return [(n, gettext("%(grade)s 年级") % {"grade": n}) for n in range(1, 13)]


class PlacedForm(forms.Form):
    """Asks where only those who plan in several places."""

    where = forms.ChoiceField(label=_("给哪里"))

    def __init__(self, *args: Any, places: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.places = {place.code: place for place in places}
        if len(self.places) > 1:
            self.fields["where"].choices = [(code, p.name) for code, p in self.places.items()]
        else:
            del self.fields["where"]

    @property
    def place(self) -> Any:
        """The one chosen, or the only one."""
        return self.places[self.cleaned_data.get("where") or next(iter(self.places))]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "where"}


class ProgrammeForm(PlacedForm):
    """Name, days, grades."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=ProgrammeKind)
    title = forms.CharField(label=_("名称"), max_length=80)
    title_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    grade_from = forms.TypedChoiceField(label=_("从几年级"), choices=grades, coerce=int)
    grade_to = forms.TypedChoiceField(label=_("到几年级"), choices=grades, coerce=int)
    starts_on = forms.DateField(label=_("从哪天"), widget=day())
    ends_on = forms.DateField(label=_("到哪天"), widget=day())

    def clean(self) -> dict[str, Any]:
        """Ends come after beginnings."""
        given = super().clean()
        if given.get("grade_from", 0) > given.get("grade_to", 12):
            self.add_error("grade_to", _("结束年级不能早于开始年级。"))
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and starts > ends:
            self.add_error("ends_on", _("结束的日子不能早于开始的日子。"))
        return given


class ProgrammeLessonForm(forms.Form):
    """One lesson and its days."""

    lesson = forms.ModelChoiceField(queryset=None, label=_("课程"), empty_label=None)
    from_on = forms.DateField(label=_("从哪天"), widget=day())
    until_on = forms.DateField(label=_("到哪天"), widget=day())

    def __init__(self, *args: Any, lessons: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["lesson"].queryset = lessons


class OutreachForm(PlacedForm):
    """What, when, for whom, roughly how many."""

    kind = forms.ChoiceField(label=_("做什么"), choices=OutreachKind)
    topic = forms.CharField(label=_("主题"), max_length=120, help_text=_("不写任何人的名字。"))
    held_on = forms.DateField(label=_("哪天"), widget=day())
    state = forms.ChoiceField(label=_("办了吗"), choices=OutreachState)
    audience = forms.ChoiceField(label=_("给谁"), choices=OutreachAudience)
    reached = forms.IntegerField(
        label=_("大约多少人"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("数个大概就行。"),
    )
    brochures = forms.IntegerField(
        label=_("发了多少册"), min_value=0, max_value=MOST_PEOPLE, required=False
    )
    speaker = forms.ChoiceField(
        label=_("谁来讲的"), choices=[("", _("自己上的")), *Speaker.choices], required=False
    )
    organisation = forms.CharField(
        label=_("来自哪个单位"), max_length=80, required=False, help_text=_("只写单位，不写名字。")
    )
    speaker_minutes = forms.IntegerField(
        label=_("校外老师讲了几分钟"), min_value=0, max_value=600, required=False
    )

    def clean(self) -> dict[str, Any]:
        """What was not counted is nought."""
        given = super().clean()
        for name in ("reached", "brochures", "speaker_minutes"):
            given[name] = given.get(name) or 0
        return given

"""What a clerk fills in on the way of a roster file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school_safety.limits.table import MEGABYTE, UPLOAD_BYTES
from school_safety.schools.choices import BatchState, Boarding, Sex
from school_safety.schools.models import School, Student
from school_safety.schools.roster import cells, columns
from school_safety.schools.roster.layouts import Layout
from school_safety.web import marks

STUDENT = {
    "name": _("姓名"),
    "number": _("学号"),
    "class": _("班级"),
    "grade": _("年级"),
    "sex": _("性别"),
    "born": _("出生日期"),
    "identity": _("证件号（只留标记）"),
    "boarding": _("住校或走读"),
    "school": _("学校"),
}
GUARDIAN = {
    "name": _("家长 {n} 姓名"),
    "relation": _("家长 {n} 关系"),
    "phone": _("家长 {n} 电话"),
    "authority": _("家长 {n} 监护权"),
}


class UploadForm(forms.Form):
    """A roster file for one school, or for a whole district."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("学校"), empty_label=None)
    file = forms.FileField(
        label=_("花名册文件"),
        help_text=_(
            "学校自己的 .xlsx、.xls 或 .csv 就行，列的顺序不限；也可以是 OneRoster 压缩包。最大 100 MB。"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.zip"}),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )

    def __init__(self, *args: Any, schools: Any, district: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        if district is not None:
            self.fields["school"].required = False
            self.fields["school"].empty_label = _("整个区（OneRoster，或表里写明学校）")
        elif len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0]

    def clean_file(self) -> Any:
        """Not larger than we read in one go."""
        file = self.cleaned_data["file"]
        if file.size > UPLOAD_BYTES["roster"]:
            limit = UPLOAD_BYTES["roster"] // MEGABYTE
            message = _("文件超过 {limit} MB。请按年级拆成几份再上传。")
            raise forms.ValidationError(str(message).format(limit=limit))
        return file


def meanings() -> list[tuple[str, Any]]:
    """Everything a column can be, in groups."""
    groups: list[tuple[str, Any]] = [
        ("", _("不用这一列")),
        (str(_("学生")), list(STUDENT.items())),
    ]
    for n in range(1, columns.GUARDIANS + 1):
        words = [(f"g{n}.{part}", str(label).format(n=n)) for part, label in GUARDIAN.items()]
        groups.append((str(_("家长 {n}")).format(n=n), words))
    return groups


def _samples(layout: Layout, at: int) -> list[str]:
    """What the column holds; names and phones only as far as one needs to recognise them."""
    kind = layout.codes[at].rpartition(".")[2]
    if kind == "name":
        return [marks.masked(text) for text in layout.samples[at]]
    return [f"*** {text[-4:]}" if kind == "phone" else text for text in layout.samples[at]]


class ColumnsForm(forms.Form):
    """One choice for each column of each different header in the file."""

    def __init__(self, *args: Any, layouts: list[Layout], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layouts = layouts
        choices = meanings()
        for layout in layouts:
            for at, code in enumerate(layout.codes):
                self.fields[f"{layout.signature}-{at}"] = forms.ChoiceField(
                    choices=choices,
                    initial=code,
                    required=False,
                    widget=forms.Select(attrs={"class": "input"}),
                    label=" ".join(layout.titles[at].split()) or _("（没有列名）"),
                )

    def clean(self) -> dict[str, Any]:
        """At least one header names the students; nothing is named twice but what may be."""
        data = super().clean() or {}
        named = False
        for layout in self.layouts:
            codes = self._codes(layout, data)
            used = [code for code in codes if code]
            named = named or "name" in used
            twice = {code for code in used if used.count(code) > 1}
            for at, code in enumerate(codes):
                if code in twice:
                    self.add_error(f"{layout.signature}-{at}", _("这个意思选了两次，请只留一列。"))
            if used and "name" not in used:
                self.add_error(None, _("请选出哪一列是学生的姓名。"))
        if not named and not self.errors:
            raise forms.ValidationError(_("请选出哪一列是学生的姓名。"))
        return data

    def _codes(self, layout: Layout, data: dict[str, Any]) -> list[str]:
        return [data.get(f"{layout.signature}-{at}", "") for at in range(len(layout.codes))]

    def chosen(self) -> dict[str, tuple[list[str], list[str]]]:
        """signature -> (titles, codes)."""
        return {
            layout.signature: (layout.titles, self._codes(layout, self.cleaned_data))
            for layout in self.layouts
        }

    def sections(self) -> list[dict[str, Any]]:
        """For the page: each header with its fields and samples."""
        return [
            {
                "layout": layout,
                "sheets": "、".join(filter(None, layout.sheets[:6])),
                "rows": [
                    {"field": self[f"{layout.signature}-{at}"], "samples": _samples(layout, at)}
                    for at in range(len(layout.codes))
                    if layout.titles[at].strip() or layout.samples[at]
                ],
            }
            for layout in self.layouts
        ]


class ImportFilter(forms.Form):
    """Which imports the list shows."""

    school = forms.ModelChoiceField(
        School.objects.none(), label=_("学校"), required=False, empty_label=_("全部学校")
    )
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *BatchState.choices]
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools


class StudentForm(forms.Form):
    """One student, corrected by hand."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    sex = forms.ChoiceField(label=_("性别"), choices=Sex.choices)
    born_on = forms.DateField(
        label=_("出生日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    number = forms.CharField(label=_("学号"), max_length=40, required=False)
    boarding = forms.ChoiceField(
        label=_("住校或走读"), required=False, choices=[("", _("未填")), *Boarding.choices]
    )

    def __init__(self, *args: Any, student: Student, **kwargs: Any) -> None:
        names = ("name", "sex", "born_on", "number", "boarding")
        initial = {name: getattr(student, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_name(self) -> str:
        """As strict as the import is."""
        name, code = cells.name(self.cleaned_data["name"])
        if code:
            raise forms.ValidationError(_("姓名里只能有文字、间隔号和空格。"))
        return name

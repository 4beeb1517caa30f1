"""What is typed when a questionnaire is brought in: the file, the licence, a mark for each question."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.choices import Risk
from surveys.queries import forms as versions
from surveys.rules.interchange.limits import FILE_BYTES
from surveys.rules.linting.risks import likely

YES, NO = "yes", "no"


class FileForm(forms.Form):
    """A questionnaire file to look at."""

    file = forms.FileField(
        label=_("问卷文件"),
        help_text=_(
            "FHIR 的 .json、XLSForm 的 .xlsx 或 .xls、REDCap 数据字典 .csv、本系统的 .toml。最大 10 MB。"
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx,.xls,.csv,.toml"}),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )

    def clean_file(self) -> Any:
        """Not larger than a questionnaire ever is."""
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(_("文件超过 10 MB，不像一份问卷。"))
        return file


class LicenceForm(forms.Form):
    """Who may use it, said by whoever brings it in."""

    licence_holder = forms.CharField(
        label=_("谁持有版权或许可"), max_length=200,
        help_text=_("比如出版社、作者，或本区和他们签的许可。"),
        error_messages={"required": _("请写明谁持有版权或许可。")},
    )  # fmt: skip
    licence_text = forms.CharField(
        label=_("凭什么可以用"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("把许可的原话抄下来，或写明出处和日期。"),
        error_messages={"required": _("请写明凭什么可以用。")},
    )  # fmt: skip
    licence = forms.BooleanField(
        label=_("我确认本区有权使用和展示这份问卷"),
        help_text=_("会记下是您、在什么时候确认的。"),
        error_messages={"required": _("没有许可的问卷不能导入。请先取得许可。")},
    )


class MarksForm(forms.Form):
    """For each question: what it touches, and whether it needs a person the same day.

    Pre-marked by the words of the question. Where code or words speak of harm, yes or no must be
    chosen; nothing is chosen for her there.
    """

    def __init__(self, *args: Any, version: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.language = version, language
        for place, row in enumerate(version.questions):
            mark = (version.safety or {}).get(row["id"], {})
            text = versions.words(row["text"], language)
            self.fields[f"risk{place}"] = forms.ChoiceField(
                label=_("第 %(number)d 题会碰到什么：%(text)s")
                % {"number": place + 1, "text": text},
                choices=Risk.choices,
                initial=row.get("risk") or likely(_words(row)),
            )
            self.fields[f"contact{place}"] = _contact(place, row, mark, text)
        if version.licence_by_id is None:
            self.fields |= LicenceForm().fields
            self.fields["licence_text"].initial = version.licence_text

    def rows(self) -> Iterator[dict[str, Any]]:
        """One line per question, for the table."""
        for place, row in enumerate(self.version.questions):
            yield {
                "number": place + 1,
                "text": versions.words(row["text"], self.language),
                "risk": self[f"risk{place}"],
                "contact": self[f"contact{place}"],
                "suspect": self.fields[f"contact{place}"].suspect,
            }

    def licence_fields(self) -> list[Any]:
        """The licence, where nobody has vouched for it yet."""
        return [self[name] for name in LicenceForm.base_fields if name in self.fields]

    def said(self) -> dict[str, Any]:
        """What the actions take."""
        data, rows = self.cleaned_data, self.version.questions
        return {
            "risk": {row["id"]: data[f"risk{n}"] for n, row in enumerate(rows)},
            "contact": {row["id"]: data[f"contact{n}"] == YES for n, row in enumerate(rows)},
            "licence_holder": data.get("licence_holder", ""),
            "licence_text": data.get("licence_text", ""),
        }


def _contact(place: int, row: Any, mark: Any, text: str) -> Any:
    suspect = bool(mark) and mark.get("why") != "person"
    said = mark.get("contact")
    if said is None and not suspect:
        said = "safety_at" in row
    made: Any = forms.ChoiceField(
        label=_("第 %(number)d 题要不要当天联系：%(text)s") % {"number": place + 1, "text": text},
        choices=[
            *([("", _("请选一个"))] if suspect else []),
            (NO, _("不用")),
            (YES, _("要当天联系")),
        ],
        initial={True: YES, False: NO}.get(said, "" if suspect else NO),
        error_messages={"required": _("请选一个。")},
    )
    made.suspect = suspect
    return made


def _words(row: Any) -> dict[str, str]:
    """What a student reads of the question itself."""
    hint = row.get("hint", {})
    return {language: f"{text} {hint.get(language, '')}" for language, text in row["text"].items()}

"""A REDCap data dictionary (CSV): radio, dropdown, yes-no, calculations, simple branching."""

import re

from school_safety.schools.roster.rows import Table

from . import limits
from .fields import Field, take
from .grid import Grid, Record, key_of
from .parsed import Parsed, Place, Refused, Remark, Words, refusal
from .plain import guess_locale, plain

NAME = ("Variable / Field Name", "field_name", "Variable Name")
TYPE = ("Field Type", "field_type")
LABEL = ("Field Label", "field_label")
CHOICES = (
    "Choices, Calculations, OR Slider Labels",
    "Choices OR Calculations",
    "select_choices_or_calculations",
)
WHEN = ("Branching Logic (Show field only if...)", "branching_logic")
REQUIRED = ("Required Field?", "required_field")
FORM = ("Form Name", "form_name")
NOTE = ("Field Annotation", "field_annotation")
KINDS = {"radio": "choice", "dropdown": "choice", "yesno": "choice", "truefalse": "choice",
         "checkbox": "many", "calc": "calculate", "descriptive": "note"}  # fmt: skip
PAIRS = {
    "yesno": [("1", {"zh-hans": "是", "en": "Yes"}), ("0", {"zh-hans": "否", "en": "No"})],
    "truefalse": [("1", {"zh-hans": "对", "en": "True"}), ("0", {"zh-hans": "错", "en": "False"})],
}
EVENT = re.compile(r"\[[A-Za-z0-9_-]{1,60}\](?=\[)")


def looks_like(table: Table) -> bool:
    """Whether the header is a data dictionary's."""
    if not table.lines:
        return False
    keys = {key_of(title) for title in table.lines[0].cells}
    return any(key_of(n) in keys for n in NAME) and any(key_of(n) in keys for n in TYPE)


def read(table: Table) -> Parsed:
    """Rows -> a parsed questionnaire."""
    if not looks_like(table):
        raise refusal("format_unknown")
    parsed = Parsed("redcap")
    fields: list[Field] = []
    problems: list[Remark] = []
    names: set[str] = set()
    forms: list[str] = []
    for record in Grid(table).records():
        try:
            made = _field(record, parsed)
            if made is not None and made.name in names:
                raise refusal("link_twice", record.at(NAME[0]), link=made.name[:80])
        except Refused as error:
            problems += error.problems
            continue
        form = record.get(*FORM)
        if form and form not in forms:
            forms.append(form)
        if made is not None:
            names.add(made.name)
            fields.append(made)
    if problems:
        raise Refused(*problems)
    if len(forms) > 1:
        parsed.warn("forms_many", forms=", ".join(forms)[:200])
    if forms:
        parsed.code = plain(forms[0], 80)
        title = plain(forms[0].replace("_", " "), limits.LABEL)
        parsed.texts["title"] = {guess_locale(title): title}
    take(fields, parsed)
    return parsed


def _field(record: Record, parsed: Parsed) -> Field | None:
    name, kind = record.get(*NAME), record.get(*TYPE).lower()
    if not name:
        raise refusal("link_absent", record.at(NAME[0]))
    label = _words(record.get(*LABEL), limits.TEXT)
    choices = record.get(*CHOICES)
    annotation = record.get(*NOTE).upper()
    made = Field(
        name=name,
        kind=KINDS.get(kind, kind[:20] or "open"),
        label=label,
        place=record.at(NAME[0]),
        required=record.get(*REQUIRED).lower() in {"y", "yes", "1", "true"},
    )
    if made.kind == "calculate":
        made.formula = EVENT.sub("", choices)
        return made
    if "@HIDDEN" in annotation and made.kind != "choice":
        made.kind = "silent"
    if kind in PAIRS:
        made.options = [(code, dict(words)) for code, words in PAIRS[kind]]
    elif made.kind in {"choice", "many"}:
        made.options = _options(choices, record.at(CHOICES[0]))
    when = record.get(*WHEN)
    if when and made.kind == "choice":
        made.when = [(EVENT.sub("", when), record.at(WHEN[0]))]
    if "@NONEOFTHEABOVE" in annotation:
        parsed.warn("column_left", record.at(NOTE[0]), column="@NONEOFTHEABOVE")
    return made


def _words(text: str, limit: int) -> Words:
    said = plain(text, limit, markdown=False)
    return {guess_locale(said): said} if said else {}


def _options(text: str, place: Place) -> list[tuple[str, Words]]:
    """ "0, a | 1, b": code, comma, label."""
    found = []
    for part in re.split(r"\||\n", text):
        if not part.strip():
            continue
        code, comma, label = part.partition(",")
        if not comma:
            code, comma, label = part.partition("，")
        if not comma or not code.strip():
            raise refusal("choices_shape", place, part=part.strip()[:60])
        said = plain(label, limits.LABEL) or code.strip()
        found.append((code.strip(), {guess_locale(said): said}))
    if not found:
        raise refusal("choices_shape", place, part="")
    return found

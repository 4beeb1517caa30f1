"""An XLSForm workbook: survey, choices, settings, and our own sheet `scoring` where it is there."""

from fractions import Fraction

from school_safety.schools.roster.rows import Table

from . import limits, scoring_sheet
from .fields import Field, take, whole
from .grid import Grid, Record, words_of
from .parsed import Parsed, Place, Refused, Remark, Words, refusal
from .plain import locale_of, plain

SILENT = frozenset(
    {
        "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber",
        "username", "email", "audit", "start-geopoint", "background-audio",
        "background-geopoint", "hidden", "xml-external", "csv-external",
    }
)  # fmt: skip
NOTES = frozenset({"note", "acknowledge", "trigger"})
BEGIN = {"begin group", "begin repeat"}
MEANT = ("constraint", "choicefilter", "parameters", "trigger", "default")


def read(tables: list[Table]) -> Parsed:
    """Sheets -> a parsed questionnaire."""
    sheets = {table.sheet.strip().lower(): table for table in tables}
    if "survey" not in sheets:
        raise refusal("sheet_absent", sheets=", ".join(sheets)[:120])
    parsed = Parsed("xlsform")
    fallback = _settings(sheets.get("settings"), parsed)
    lists = _Lists(sheets.get("choices"), fallback)
    fields = _Survey(Grid(sheets["survey"]), lists, fallback, parsed).fields()
    sheet = sheets.get("scoring")
    take(fields, parsed, settled=sheet is not None)
    if sheet is not None:
        scoring_sheet.apply(Grid(sheet), parsed)
    return parsed


def _settings(table: Table | None, parsed: Parsed) -> str:
    records = list(Grid(table).records()) if table is not None and table.lines else []
    if not records:
        return ""
    row = records[0]
    grid = Grid(table) if table is not None else None
    fallback = locale_of(row.get("default_language"))
    if grid is not None:
        title = words_of(row, grid.translations("form_title"), limits.LABEL, fallback)
        parsed.texts["title"] = title
    parsed.code = plain(row.get("form_id", "id_string"), 80)
    return fallback


class _Lists:
    """The choices sheet: options by list, and their scores where it has a column `score`."""

    def __init__(self, table: Table | None, fallback: str) -> None:
        self.options: dict[str, list[tuple[str, Words]]] = {}
        self.scores: dict[str, dict[str, Fraction]] = {}
        grid = Grid(table) if table is not None else None
        columns = grid.translations("label") if grid is not None else {}
        for record in grid.records() if grid is not None else ():
            name = record.get("list_name", "list name")
            code = record.get("name", "value")
            if not name:
                continue
            if not code:
                raise refusal("choice_nameless", record.at("name"), list=name[:60])
            words = words_of(record, columns, limits.LABEL, fallback)
            self.options.setdefault(name, []).append((code, words or {fallback or "en": code}))
            if score := record.get("score"):
                figure = whole(score)
                if figure is None:
                    raise refusal("weight_odd", record.at("score"), weight=score[:40])
                self.scores.setdefault(name, {})[code] = figure


class _Survey:
    """The survey sheet, group by group."""

    def __init__(
        self,
        grid: Grid,
        lists: _Lists,
        fallback: str,
        parsed: Parsed,
    ) -> None:
        self.grid, self.lists, self.fallback, self.parsed = grid, lists, fallback, parsed
        self.labels = grid.translations("label")
        self.hints = grid.translations("hint")
        self.open: list[tuple[str, list[tuple[str, Place]]]] = []

    def fields(self) -> list[Field]:
        """Every row that asks or calculates something, in order."""
        found: list[Field] = []
        problems: list[Remark] = []
        names: set[str] = set()
        for record in self.grid.records():
            try:
                made = self._row(record)
                if made is not None and made.name in names:
                    raise refusal("link_twice", record.at("name"), link=made.name[:80])
            except Refused as error:
                problems += error.problems
                continue
            if made is not None:
                names.add(made.name)
                found.append(made)
        if self.open and not problems:
            problems.append(Remark("group_open", Place(sheet=self.grid.sheet)))
        if problems:
            raise Refused(*problems)
        return found

    def _row(self, record: Record) -> Field | None:
        kind = (
            " ".join(record.get("type").replace("_", " ", 1).split())
            if record.get("type").lower().startswith(("begin", "end"))
            else record.get("type").strip()
        )
        lower = kind.lower()
        when = record.get("relevant", "relevance", "bind::relevant")
        if lower in BEGIN:
            self.open.append((lower, [(when, record.at("relevant"))] if when else []))
            return None
        if lower in {"end group", "end repeat"}:
            if not self.open:
                raise refusal("group_open", record.at("type"))
            self.open.pop()
            return None
        if not kind or lower in SILENT:
            return None
        name = record.get("name")
        if not name:
            raise refusal("link_absent", record.at("name"))
        conditions = [condition for _, inner in self.open for condition in inner]
        made = Field(
            name=name,
            kind="open",
            label=words_of(record, self.labels, limits.TEXT, self.fallback),
            place=record.at("name"),
            required=record.get("required", "bind::required").lower()
            in {"yes", "true", "1", "true()"},
            when=[*conditions, *([(when, record.at("relevant"))] if when else [])],
            repeated=any(group == "begin repeat" for group, _ in self.open),
        )
        return self._kind(made, kind, record)

    def _kind(self, made: Field, kind: str, record: Record) -> Field | None:
        words = kind.split()
        first = words[0].lower()
        if first == "select" and len(words) > 1 and words[1].lower() in {"one", "multiple"}:
            words = [f"select_{words[1].lower()}", *words[2:]]
            first = words[0]
        if first in {"select_one", "select_multiple", "select1", "rank"}:
            appearance = record.get("appearance").lower().split()
            if "label" in appearance:
                return None  # the heading of a table, not a question
            if len(words) < 2 or words[1] not in self.lists.options:
                listed = " ".join(words[1:2])[:60]
                raise refusal("list_absent", record.at("type"), list=listed)
            made.options = list(self.lists.options[words[1]])
            made.scores = self.lists.scores.get(words[1], {})
            made.hint = words_of(record, self.hints, limits.TEXT, self.fallback)
            made.kind = "choice" if first in {"select_one", "select1"} else "many"
            made.other = any(word.lower() in {"or_other", "or"} for word in words[2:])
            self._left(record)
            return made
        if first.startswith("select_"):
            raise refusal("list_outside", record.at("type"), kind=kind[:60])
        if first == "calculate":
            made.kind, made.formula = "calculate", record.get("calculation", "bind::calculate")
            return made
        made.kind = "note" if first in NOTES else first[:20]
        if made.kind in {"integer", "decimal", "range"} and record.get("calculation"):
            made.kind, made.formula = "calculate", record.get("calculation")
        return made

    def _left(self, record: Record) -> None:
        """Columns that mean something elsewhere and nothing here."""
        for name in MEANT:
            if record.get(name):
                if name == "choicefilter":
                    raise refusal("list_outside", record.at("choice_filter"), kind="choice_filter")
                self.parsed.warn("column_left", record.at(name), column=name)

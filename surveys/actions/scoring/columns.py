"""Which column is which: by name where the header names the items, by place where it does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.rules.batch import MISSING
from surveys.rules.form import Form

from .cells import WRONG, Reader
from .faults import BadFile, Problem

LABELS = {
    *("id", "row", "no", "uid", "uuid", "index", "case", "respondent", "respondent_id", "record_id"),
    *("participant", "participant_id", "subject", "subject_id", "student", "student_id", "unnamed: 0"),
    *("编号", "序号", "学号", "学籍号"),
}  # fmt: skip
SEXES, GRADES = {"sex", "gender", "性别"}, {"grade", "年级"}


@dataclass(frozen=True)
class Layout:
    """Numbers of columns. `items` by place in the form; what is None is not in the file."""

    names: tuple[str, ...]
    header: bool
    items: dict[int, int]
    label: int | None = None
    sex: int | None = None
    grade: int | None = None

    @property
    def used(self) -> list[int]:
        """The columns to read, in the order of the file."""
        facts = (self.label, self.sex, self.grade)
        return sorted({*self.items.values(), *(n for n in facts if n is not None)})

    @property
    def unused(self) -> tuple[str, ...]:
        """Columns that nobody reads."""
        return tuple(name for n, name in enumerate(self.names) if n not in self.used)


def plain(name: str) -> str:
    """A column's name as it is compared."""
    return name.strip().strip("\ufeff").casefold()


def lay_out(form: Form, first: Sequence[str], *, named: bool = False) -> Layout:
    """Read the first row of a table (`named`: it is known to be a header), or raise BadFile."""
    names = [plain(cell) for cell in first]
    places = {plain(item.id): place for place, item in enumerate(form.items)}
    scored = [form.position[name] for name in form.scored]
    if any(plain(form.items[place].id) in names for place in scored):
        return _by_name(form, first, names, places)
    if len(first) == len(scored):
        if not named and _is_data(form, scored, first):
            titles = tuple(form.items[place].id for place in scored)
            return Layout(titles, False, {place: n for n, place in enumerate(scored)})
        return Layout(tuple(first), True, {place: n for n, place in enumerate(scored)})
    if len(first) == len(scored) + 1 and names[0] in LABELS:
        return Layout(tuple(first), True, {place: n + 1 for n, place in enumerate(scored)}, label=0)
    wanted = f"{len(scored)}: {' '.join(form.scored)}"
    raise BadFile(Problem("columns", row=1, value=str(len(first)), wanted=wanted))


def _by_name(form: Form, first: Sequence[str], names: list[str], places: dict) -> Layout:
    lacking = [name for name in form.scored if plain(name) not in names]
    if lacking:
        raise BadFile(*(Problem("missing_column", row=1, column=name) for name in lacking))
    twice = [name for name in places if names.count(name) > 1]
    if twice:
        raise BadFile(*(Problem("twice", row=1, column=name) for name in twice))
    items = {places[name]: number for number, name in enumerate(names) if name in places}
    others = [number for number, name in enumerate(names) if name not in places]

    def one(wanted: set[str]) -> int | None:
        return next((number for number in others if names[number] in wanted), None)

    return Layout(tuple(first), True, items, one(LABELS), one(SEXES), one(GRADES))


def _is_data(form: Form, scored: Sequence[int], first: Sequence[str]) -> bool:
    """A first row that could be answers is answers, unless it just counts the columns."""
    if len(first) > 1 and list(first) in (
        [str(n) for n in range(len(first))],
        [str(n + 1) for n in range(len(first))],
    ):
        return False
    read = [Reader(form.items[place]).read(cell) for place, cell in zip(scored, first, strict=True)]
    return WRONG not in read and any(choice != MISSING for choice in read)

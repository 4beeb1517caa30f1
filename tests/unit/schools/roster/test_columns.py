"""What columns mean: proposed, corrected, remembered, and ID numbers that never stay."""

from datetime import date

import openpyxl
import pytest

from school_safety.schools.roster import cells, columns, headers, hiding, layouts, sandbox
from school_safety.schools.roster.reading import interpret
from school_safety.schools.roster.rows import Line, Table, Unreadable
from tests.factories import rosters

TODAY = date(2026, 11, 23)
BODY = "11010520160307281"  # no such person: the district code is real, the rest is made up
TITLES = ["序号", "姓名", "班级", "父亲姓名", "电话", "母亲姓名", "电话"]


def table(*rows: list[str], sheet: str = "名单") -> Table:
    return Table("a.xlsx", sheet, [Line(n, list(row)) for n, row in enumerate(rows, 1)])


def test_codes_and_back():
    found = columns.codes(headers.read(TITLES))
    assert found == ["", "name", "class", "g1.name", "g1.phone", "g2.name", "g2.phone"]
    again = columns.arranged(TITLES, found)
    assert [slot.relation_fixed for slot in again.guardians] == ["father", "mother"]
    assert columns.codes(again) == found


def test_codes_nobody_knows_count_for_nothing():
    assert columns.codes(columns.arranged(["a", "b"], ["password", "name", "class"])) == [
        "",
        "name",
    ]


def test_a_school_remembers_its_own_words():
    titles = ["娃的大名", "在哪个班", "电话", "电话"]
    memory = {"娃的大名": "name", "在哪个班": "class", "电话#2": "g1.phone", "电话": ""}
    assert columns.codes(columns.understand(titles, memory)) == ["name", "class", "", "g1.phone"]


def test_a_header_in_odd_words_is_guessed_and_asked_about():
    sheet = table(["某某学校", ""], ["娃的大名", "在哪个班"], ["王二", "三年级2班"])
    [layout] = layouts.of([sheet], {})
    assert (layout.titles, layout.codes, layout.row, layout.rows) == (
        ["娃的大名", "在哪个班"],
        ["", ""],
        2,
        1,
    )
    with pytest.raises(Unreadable):
        interpret([sheet], today=TODAY, hasher=str)
    chosen = {layout.signature: ["name", "class"]}
    [student] = interpret([sheet], today=TODAY, hasher=str, chosen=chosen).students
    assert (student.name, student.classroom.grade) == ("王二", 3)


def test_sheets_with_one_header_are_asked_about_once():
    one = table(["姓名", "班级"], ["王二", "三年级2班"], sheet="三2")
    two = table(["姓名", "班级"], ["钱七", "三年级3班"], ["孙八", "三年级3班"], sheet="三3")
    [layout] = layouts.of([one, two], {})
    assert (layout.sheets, layout.rows, layout.samples[0]) == (["三2", "三3"], 3, ["王二"])


def test_id_numbers_never_stay(tmp_path):
    good = next(BODY + last for last in "0123456789X" if not cells.id_number(BODY + last)[1])
    wrong = BODY + ("1" if good[-1] != "1" else "2")
    book = openpyxl.Workbook()
    for row in (
        ["姓名", "班级", "号码"],
        ["王二", "三年级2班", f"G{good}"],
        ["钱七", "三年级2班", wrong],
    ):
        book.active.append(row)
    book.save(tmp_path / "i.xlsx")
    tables = hiding.hide(sandbox.tables(tmp_path / "i.xlsx"), lambda number: f"<{number[-4:]}>")
    assert BODY not in str(tables)
    [layout] = layouts.of(tables, {})
    assert layout.samples[2][0] == "******"
    chosen = {layout.signature: ["name", "class", "identity"]}
    reading = interpret(tables, today=TODAY, hasher=str, chosen=chosen)
    [student] = reading.students
    assert (student.id_hash, student.born_on) == (f"<{good[-4:]}>", "2016-03-07")
    assert [(p.row, p.code, p.facts) for p in reading.problems] == [(3, "id_check", {})]


def test_nobody_can_write_our_mark(tmp_path):
    path = rosters.sheet(tmp_path / "m.xlsx", [[f"{hiding.MARK}abc:2016-01-01:m"]])
    assert not any(
        hiding.MARK in cell for line in sandbox.tables(path)[0].lines for cell in line.cells
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [("住校", ("b", "")), (" 是 ", ("b", "")), ("走读生", ("d", "")), ("否", ("d", "")), ("", ("", "")),
     ("周末住", ("", "boarding_odd"))],
)  # fmt: skip
def test_where_she_sleeps(text, found):
    assert cells.boarding(text) == found


def test_a_column_of_boarders_is_known_by_its_title():
    for title in ("是否住校", "就读方式", "住宿情况"):
        assert columns.codes(headers.read(["姓名", "班级", title]))[2] == "boarding"

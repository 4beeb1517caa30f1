"""Files meant to hurt: each refused with a code that has a sentence, in ten seconds at most."""

import time
from datetime import date

import openpyxl
import pytest

from school_safety.office.sentences import PROBLEMS
from school_safety.schools.roster import caps, tables
from school_safety.schools.roster.reading import read
from school_safety.schools.roster.rows import Unreadable
from tests.factories import rosters

TODAY = date(2026, 11, 23)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'


def refused(path) -> str:
    started = time.monotonic()
    reading = read(path, today=TODAY, hasher=str)
    assert time.monotonic() - started < 10
    assert not reading.students
    assert reading.problems[0].code in PROBLEMS
    assert reading.problems[0].file
    return reading.problems[0].code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"hello", "not_zip"),
        ("a.zip", b"PK\x03\x04broken", "zip_damaged"),
        ("a.csv", b"", "empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook_damaged"),
        ("a.xls", rosters.OLD[:3000], "workbook_damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
        ("a.zip", rosters.zipped(inner=rosters.zipped(note="x")), "zip_unknown"),
        ("a.xlsx", rosters.zipped(**{"xl/other.xml": "x"}), "other_kind"),
        ("a.csv", b"%PDF-1.7", "other_kind"),
        ("a.csv", b"\xff\xfe\x00", "encoding"),
        ("a.csv", "姓名\0,班级".encode(), "other_kind"),
        ("a.csv", "你好\n".encode(), "no_header"),
        ("a.csv", "姓名,班级\n".encode(), "no_rows"),
        ("a.csv", b'"' + b"x" * 40_000, "cell_long"),
        ("a.csv", "姓名,班级\n".encode() + b"a," * 400, "columns_many"),
        ("a.csv", b"x\n" * 300_001, "rows_many"),
    ],
)
def test_broken_files(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == code


def test_nothing_there(tmp_path):
    assert refused(tmp_path / "nowhere.csv") == "absent"


def test_zip_bomb(tmp_path):
    assert refused(rosters.bomb(tmp_path / "bomb.zip")) == "zip_bomb"


def test_a_million_rows_in_four_kilobytes(tmp_path):
    path = rosters.tall(tmp_path / "tall.xlsx")
    assert path.stat().st_size < 10_000
    assert refused(path) == "rows_many"


def test_macros(tmp_path):
    path = rosters.workbook_with(tmp_path / "m.xlsm", "xl/vbaProject.bin", b"x")
    assert refused(path) == "macro"


def test_entities(tmp_path):
    path = rosters.workbook_with(tmp_path / "e.xlsx", "xl/sharedStrings.xml", ENTITY)
    assert refused(path) == "xml_odd"


def test_damaged_sheet(tmp_path):
    path = rosters.workbook_with(tmp_path / "d.xlsx", "xl/worksheets/sheet1.xml", b"<work")
    assert refused(path) in {"workbook_damaged", "no_header"}


def test_an_empty_folder(tmp_path):
    assert refused(tmp_path) == "folder_unknown"


def test_a_path_that_climbs_out_is_only_a_name(tmp_path):
    path = rosters.oneroster(tmp_path / "o.zip", folder="../../../../etc")
    assert read(path, today=TODAY, hasher=str).students
    assert not list(tmp_path.parent.rglob("users.csv"))


def test_many_files(tmp_path):
    path = tmp_path / "many.zip"
    path.write_bytes(rosters.zipped(**{f"f{n}.csv": "" for n in range(2001)}))
    assert refused(path) == "zip_many"


def test_a_column_far_to_the_right(tmp_path):
    cells = b'<row r="1"><c r="KO1" t="str"><v>x</v></c></row>'
    assert refused(rosters.worksheet(tmp_path / "w.xlsx", cells)) == "columns_many"


def test_a_shared_text_that_grows_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(caps, "CHARACTERS", 1000)
    path = rosters.sheet(tmp_path / "h.xlsx", [["字" * 600] * 2])
    with pytest.raises(Unreadable) as refusal:
        list(tables.read(path))
    assert refusal.value.problem.code == "too_heavy"


def test_a_child_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(caps, "WAIT_SECONDS", 0.01)
    assert refused(rosters.sheet(tmp_path / "s.xlsx", [])) == "too_heavy"


def test_links_to_elsewhere_are_not_followed_and_formulas_not_run(tmp_path):
    path = tmp_path / "f.xlsx"
    rows = [["王二", "", "三年级2班"], ['=WEBSERVICE("http://127.0.0.1:9/x")', "", "三年级2班"]]
    rosters.sheet(path, rows)
    reading = read(path, today=TODAY, hasher=str)
    assert [s.name for s in reading.students] == ["王二"]
    assert ("formulas_empty", {"count": "1"}) in reading.notes


def test_hidden_sheets_are_named_and_left_alone(tmp_path):
    path = tmp_path / "h.xlsx"
    book = openpyxl.Workbook()
    book.active.append(rosters.HEADER)
    book.active.append(["王二", "", "三年级2班"])
    other = book.create_sheet("去年")
    other.append(rosters.HEADER)
    other.append(["钱七", "", "三年级2班"])
    other.sheet_state = "hidden"
    book.save(path)
    reading = read(path, today=TODAY, hasher=str)
    assert [s.name for s in reading.students] == ["王二"]
    assert reading.notes == [("sheet_hidden", {"sheet": "去年"})]


def test_old_excel_is_read(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(rosters.OLD)
    [student] = read(path, today=TODAY, hasher=str).students
    assert (student.name, student.number, student.born_on) == ("陈一", "M0001", "2015-03-04")
    assert (student.classroom.grade, student.classroom.number, student.row) == (3, 2, 3)

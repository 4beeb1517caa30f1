"""Files meant to hurt: each refused with a code that has a sentence, in ten seconds at most."""

import time
from datetime import date

import pytest

from school_safety.office.sentences import PROBLEMS
from school_safety.schools.roster.reading import read
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
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel"),
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

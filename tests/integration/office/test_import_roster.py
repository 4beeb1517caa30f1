"""manage.py import_roster on good, messy and broken files."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from school_safety.consents.actions import answer
from school_safety.schools.choices import BatchState
from school_safety.schools.models import (
    Classroom,
    District,
    Enrolment,
    Guardian,
    ImportBatch,
    School,
    Student,
)
from tests.factories import rosters

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
BODY = "11010520160307281"  # no such person: the district code is real, the rest is made up
GOOD_ID = BODY + "10X98765432"[sum(int(d) * w for d, w in zip(BODY, WEIGHTS, strict=True)) % 11]
pytestmark = pytest.mark.django_db


def run(path, *options: str) -> tuple[int, dict]:
    """(exit code, the JSON object)."""
    out, code = StringIO(), 0
    try:
        call_command("import_roster", str(path), "--json", *options, stdout=out)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, json.loads(out.getvalue())


def test_messy_workbook_is_understood(world, tmp_path):
    code, said = run(rosters.messy(tmp_path / "名单.xlsx"), "--school", "T1S1")
    assert (code, said["errors"], said["new"]) == (0, [], 4)
    student = Student.objects.get(number="M0001")
    assert (student.name, student.sex, str(student.born_on)) == ("陈一", "m", "2015-03-04")
    assert (student.classroom.grade, student.classroom.number) == (3, 2)
    assert student.name_key == "chenyi"
    assert {g.relation for g in student.guardianships.all()} == {"father", "mother"}
    assert Guardian.objects.get(name="李梅").phone == "15400000022"
    assert student.user.username.startswith("s-")
    assert student.user.has_usable_password() is False


def test_merged_rows_are_two_guardians_of_one_student(world, tmp_path):
    run(rosters.messy(tmp_path / "名单.xlsx"), "--school", "T1S1")
    child = Student.objects.get(name="赵六")
    links = child.guardianships.order_by("order")
    assert [(g.guardian.name, g.relation) for g in links] == [
        ("赵父", "father"),
        ("赵母", "mother"),
    ]


def test_dry_run_writes_nothing(world, tmp_path):
    before = Student.objects.count()
    code, said = run(rosters.messy(tmp_path / "a.xlsx"), "--school", "T1S1", "--dry-run")
    assert (code, said["written"], said["batch"], said["new"]) == (0, False, None, 4)
    assert (Student.objects.count(), ImportBatch.objects.count()) == (before, 0)


def test_one_bad_row_stops_everything_and_names_its_place(world, tmp_path):
    rows = [["王二", "X1", "三年级2班", "男", "2016-13-01", "王大", "父亲", "123"]]
    rows.append(["钱七", "X2", "三年级2班", "女", "2016-01-01", "", "", ""])
    before = Student.objects.count()
    code, said = run(rosters.sheet(tmp_path / "b.xlsx", rows), "--school", "T1S1")
    assert (code, said["written"], Student.objects.count()) == (1, False, before)
    places = [(e["file"], e["sheet"], e["row"], e["column"]) for e in said["errors"]]
    assert places == [("b.xlsx", "Sheet", 2, "出生日期"), ("b.xlsx", "Sheet", 2, "家长电话")]
    assert all(e["reason"].endswith("。") for e in said["errors"])


def test_again_with_changes_and_moves_and_one_left_out(world, tmp_path):
    rows = [
        ["王二", "X1", "三年级2班", "男", "2016-01-05", "王大", "父亲", "15400000011"],
        ["钱七", "X2", "三年级2班", "女", "2016-01-01", "钱八", "母亲", "15400000012"],
        ["孙八", "X3", "三年级2班", "女", "", "", "", ""],
    ]
    run(rosters.sheet(tmp_path / "1.xlsx", rows), "--school", "T1S1")
    rows[0][7] = "15400000019"
    rows[1][2] = "三年级3班"
    code, said = run(rosters.sheet(tmp_path / "2.xlsx", rows[:2]), "--school", "T1S1")
    counts = {kind: said[kind] for kind in ("new", "changed", "moved", "missing")}
    assert (code, counts) == (0, {"new": 0, "changed": 1, "moved": 1, "missing": 1})
    assert Guardian.objects.get(name="王大").phone == "15400000019"
    assert Enrolment.objects.filter(student__number="X2").count() == 2
    assert Student.objects.get(number="X3").status == "active"


def test_undo_gives_everything_back(world, tmp_path):
    rows = [["王二", "X1", "三年级2班", "男", "2016-01-05", "王大", "父亲", "15400000011"]]
    run(rosters.sheet(tmp_path / "1.xlsx", rows), "--school", "T1S1")
    rows = [["王二", "X1", "三年级3班", "男", "2016-01-06", "王大", "父亲", "15400000012"]]
    rows.append(["钱七", "X2", "三年级3班", "女", "", "钱八", "母亲", "15400000013"])
    _code, said = run(rosters.sheet(tmp_path / "2.xlsx", rows), "--school", "T1S1")
    call_command("undo_import", said["batch"], stdout=StringIO())
    student = Student.objects.get(number="X1")
    assert (student.classroom.number, str(student.born_on)) == (2, "2016-01-05")
    assert Guardian.objects.get(name="王大").phone_tail == "0011"
    assert Enrolment.objects.get(student=student).until is None
    assert not Student.objects.filter(number="X2").exists()
    assert not Guardian.objects.filter(name="钱八").exists()
    assert not Classroom.objects.filter(grade=3, number=3).exists()
    assert ImportBatch.objects.get(pk=said["batch"]).state == BatchState.UNDONE


def test_undo_of_an_older_batch_leaves_what_was_touched_since(world, tmp_path):
    row = ["王二", "X1", "三年级2班", "男", "", "", "", ""]
    other = ["钱七", "X2", "三年级2班", "女", "", "钱八", "母亲", "15400000013"]
    _code, first = run(rosters.sheet(tmp_path / "1.xlsx", [row, other]), "--school", "T1S1")
    run(rosters.sheet(tmp_path / "2.xlsx", [[*row[:3], "女", *row[4:]]]), "--school", "T1S1")
    call_command("undo_import", first["batch"], stdout=StringIO())
    assert Student.objects.get(number="X1").sex == "f"
    assert not Student.objects.filter(number="X2").exists()
    assert not Guardian.objects.filter(name="钱八").exists()
    batch = ImportBatch.objects.get(pk=first["batch"])
    assert [(row["kind"], row["why"]) for row in batch.findings["stayed"]] == [
        ("student", "changed"),
        ("classroom", "in_use"),
    ]
    with pytest.raises(CommandError, match="已经撤销过"):
        call_command("undo_import", first["batch"])


def test_undo_puts_back_only_the_fields_nobody_touched(world, tmp_path):
    rows = [["王二", "X1", "三年级2班", "男", "2016-01-05", "", "", ""]]
    run(rosters.sheet(tmp_path / "1.xlsx", rows), "--school", "T1S1")
    rows = [["王小二", "X1", "三年级3班", "女", "2016-01-05", "", "", ""]]
    _code, said = run(rosters.sheet(tmp_path / "2.xlsx", rows), "--school", "T1S1")
    Student.objects.filter(number="X1").update(sex="u")
    call_command("undo_import", said["batch"], stdout=StringIO())
    student = Student.objects.get(number="X1")
    assert (student.name, student.sex, student.classroom.number) == ("王二", "u", 2)
    assert student.enrolments.get().until is None
    stayed = ImportBatch.objects.get(pk=said["batch"]).findings["stayed"]
    assert [(row["id"], row["fields"]) for row in stayed] == [(str(student.pk), ["sex"])]


def test_undo_keeps_a_student_on_whom_something_rests(world, tmp_path):
    rows = [["王二", "X1", "三年级2班", "男", "", "", "", ""]]
    _code, said = run(rosters.sheet(tmp_path / "1.xlsx", rows), "--school", "T1S1")
    student = Student.objects.get(number="X1")
    answer(
        student=student, purpose="screening", state="given", giver="student", by=world.ck,
        at=timezone.now(),
    )  # fmt: skip
    call_command("undo_import", said["batch"], stdout=StringIO())
    stayed = ImportBatch.objects.get(pk=said["batch"]).findings["stayed"]
    assert ("student", "in_use") in {(row["kind"], row["why"]) for row in stayed}
    assert Student.objects.get(number="X1").enrolments.count() == 1


def test_oneroster_finds_school_homeroom_and_guardians(world, tmp_path):
    code, said = run(rosters.oneroster(tmp_path / "o.zip"))
    assert (code, said["errors"], said["new"]) == (0, [], 2)
    student = Student.objects.get(sourced_id="u-1")
    assert (student.name, student.school, student.classroom.name) == (
        "陈小禾",
        world.school,
        "六年级3班",
    )
    assert (student.sex, str(student.born_on)) == ("f", "2015-02-03")
    assert {g.guardian.name for g in student.guardianships.all()} == {"陈大海", "May Green"}
    assert Guardian.objects.filter(name="May Green").count() == 1
    assert Student.objects.get(sourced_id="u-2").name == "Lily Green"


def test_oneroster_of_an_unknown_district_makes_its_own(world, tmp_path):
    orgs = rosters.ONEROSTER["orgs.csv"].replace("甲区", "Elm").replace("T1", "E1")
    path = rosters.oneroster(tmp_path / "o.zip", orgs=orgs.replace("青禾学校", "Elm School"))
    code, said = run(path)
    assert (code, said["new"]) == (0, 2)
    school = School.objects.get(name="Elm School")
    assert school.district == District.objects.get(code="E1")
    code, again = run(path)
    assert (code, again["new"], again["same"]) == (0, 0, 2)


def test_oneroster_refers_to_somebody_who_is_not_there(world, tmp_path):
    enrollments = rosters.ONEROSTER["enrollments.csv"] + "e-9,,,c-h,org-1,ghost,student,,,\n"
    code, said = run(rosters.oneroster(tmp_path / "o.zip", enrollments=enrollments))
    error = said["errors"][0]
    assert (code, error["file"], error["row"], error["column"]) == (
        1,
        "enrollments.csv",
        6,
        "userSourcedId",
    )


def test_unknown_school_code_is_a_sentence(world, tmp_path):
    with pytest.raises(CommandError, match="T1S1"):
        call_command("import_roster", str(tmp_path), "--school", "NOPE")


def test_id_numbers_are_kept_as_keyed_hash_only(world, tmp_path):
    header = ["姓名", "班级", "身份证号"]
    path = rosters.sheet(tmp_path / "i.xlsx", [["王二", "三年级2班", GOOD_ID]], header=header)
    assert run(path, "--school", "T1S1")[0] == 0
    student = Student.objects.get(name="王二")
    assert len(student.id_hash) == 64
    assert (student.sex, str(student.born_on)) == ("m", "2016-03-07")


def test_boarders_are_read_kept_and_corrected(world, tmp_path):
    def sheet(name, boarding):
        rows = [["王二", "X1", "三年级2班", "男", "", "", "", "", boarding]]
        return rosters.sheet(tmp_path / name, rows, header=[*rosters.HEADER, "就读方式"])

    run(sheet("1.xlsx", "住校"), "--school", "T1S1")
    assert Student.objects.get(number="X1").boarding == "b"
    run(sheet("2.xlsx", ""), "--school", "T1S1")  # says nothing: changes nothing
    assert Student.objects.get(number="X1").boarding == "b"
    _code, said = run(sheet("3.xlsx", "走读"), "--school", "T1S1")
    assert (said["changed"], Student.objects.get(number="X1").boarding) == (1, "d")
    code, said = run(sheet("4.xlsx", "看情况"), "--school", "T1S1")
    assert (code != 0, said["errors"][0]["column"]) == (True, "就读方式")

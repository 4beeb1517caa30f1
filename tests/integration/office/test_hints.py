"""Who may be somebody else: told, never decided, and never more than needed."""

import json

import pytest

from school_safety.schools.models import Student
from tests.factories import rosters
from tests.integration.office.test_import_roster import GOOD_ID, run

pytestmark = pytest.mark.django_db
ROW = ["陈晓", "X1", "三年级2班", "男", "2016-01-05", "陈大", "父亲", "15400000011"]


@pytest.mark.parametrize(
    ("name", "born", "phone", "hints"),
    [
        ("陳曉", "2016-01-05", "", 1),  # another shape, same birth date
        ("陈小", "2016-01-05", "", 1),  # same sound, same birth date
        ("陈小", "", "15400000011", 1),  # same sound, same phone
        ("陈小", "2016-02-05", "15400000012", 0),  # same sound and nothing else
        ("李明", "2016-01-05", "15400000011", 0),  # another name
    ],
)
def test_duplicates_by_sound_and_shape(world, tmp_path, name, born, phone, hints):
    run(rosters.sheet(tmp_path / "1.xlsx", [ROW]), "--school", "T1S1")
    other = [name, "X2", "三年级3班", "男", born, "陈大", "父亲", phone]
    code, said = run(rosters.sheet(tmp_path / "2.xlsx", [other]), "--school", "T1S1", "--dry-run")
    assert (code, said["new"], said["hints"]) == (0, 1, hints)


def test_somebody_in_another_school_is_hinted_without_a_reason(world, tmp_path):
    header = [*rosters.HEADER, "身份证号"]
    run(rosters.sheet(tmp_path / "1.xlsx", [[*ROW, GOOD_ID]], header=header), "--school", "T1S2")
    there = Student.objects.get(number="X1")
    for row in (["陈某", "Y1", "三年级2班", "", "", "", "", "", GOOD_ID], [*ROW, ""]):
        path = rosters.sheet(tmp_path / "2.xlsx", [row], header=header)
        code, said = run(path, "--school", "T1S1", "--dry-run")
        assert (code, said["elsewhere"]) == (0, 1)
        told = json.dumps(said, ensure_ascii=False)
        assert there.school.name not in told
        assert "T1S2" not in told
    stranger = [["陈晓", "Y1", "三年级2班", "", "2016-01-05", "", "", "", ""]]
    path = rosters.sheet(tmp_path / "3.xlsx", stranger, header=header)
    assert run(path, "--school", "T1S1", "--dry-run")[1]["elsewhere"] == 0


def test_another_district_is_never_looked_at(world, tmp_path):
    run(rosters.sheet(tmp_path / "1.xlsx", [ROW]), "--school", world.far_school.code)
    path = rosters.sheet(tmp_path / "2.xlsx", [ROW])
    assert run(path, "--school", "T1S1", "--dry-run")[1]["elsewhere"] == 0

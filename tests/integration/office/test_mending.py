"""What somebody corrected by hand stays, until she says otherwise."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from school_safety.schools.models import FieldLock, Student
from tests.factories import rosters

pytestmark = pytest.mark.django_db
ROW = ["王二", "X1", "三年级2班", "男", "2016-01-05", "王大", "父亲", "15400000011"]


def run(path, *options):
    out = StringIO()
    call_command("import_roster", str(path), "--json", "--school", "T1S1", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def student(world, tmp_path):
    run(rosters.sheet(tmp_path / "1.xlsx", [ROW]))
    return Student.objects.get(number="X1")


def mend(client, student, **changed):
    values = {"name": student.name, "sex": student.sex, "born_on": "2016-01-05", "number": "X1"}
    return client.post(reverse("office:student_mend", args=[student.pk]), values | changed)


def test_a_corrected_field_is_not_overwritten_and_shown(world, client_of, student, tmp_path):
    client = client_of(world.ck)
    assert mend(client, student, name="王贰").status_code == 302
    page = client.get(reverse("office:student_detail", args=[student.pk])).content.decode()
    assert "导入不会改回去" in page
    said = run(rosters.sheet(tmp_path / "2.xlsx", [[*ROW[:3], "女", *ROW[4:]]]))
    student.refresh_from_db()
    assert (student.name, student.name_key, student.sex) == ("王贰", "wanger", "f")
    assert (said["kept"], said["changed"]) == (1, 1)
    assert student.user.name == "王贰"


def test_a_lifted_lock_lets_the_roster_through_again(world, client_of, student, tmp_path):
    client = client_of(world.ck)
    mend(client, student, name="王贰")
    lock = FieldLock.objects.get(student=student)
    assert client.post(reverse("office:lock_lift", args=[lock.pk])).status_code == 302
    run(rosters.sheet(tmp_path / "2.xlsx", [ROW]))
    student.refresh_from_db()
    assert student.name == "王二"


def test_what_cannot_be_comes_back(world, client_of, student):
    client = client_of(world.ck)
    taken = world.student
    Student.objects.filter(pk=taken.pk).update(number="T9")
    assert mend(client, student, name="123").status_code == 422
    assert mend(client, student, number="T9").status_code == 422
    assert not FieldLock.objects.exists()


@pytest.mark.parametrize("actor", ["co", "ht_a", "da", "co_other", "gu", "au"])
def test_strangers_find_no_door(world, client_of, student, actor):
    mend(client_of(world.ck), student, name="王贰")
    lock = FieldLock.objects.get(student=student)
    stranger = client_of(getattr(world, actor))
    assert mend(stranger, student, name="别的").status_code == 404
    assert stranger.post(reverse("office:lock_lift", args=[lock.pk])).status_code == 404

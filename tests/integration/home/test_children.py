"""Several children, several guardians: one account each, every child by herself."""

import pytest
from django.utils import timezone

from school_safety.home.actions import print_codes
from school_safety.schools.actions import import_roster
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian, Guardianship, Student
from school_safety.schools.phones import id_hash
from school_safety.schools.roster.reading import read
from tests.factories import rosters

pytestmark = pytest.mark.django_db
HEAD = ["姓名", "学号", "班级", "性别", "出生日期", "母亲姓名", "母亲电话", "父亲姓名", "父亲电话"]
MOTHER, FATHER = ["周兰", "13800000001"], ["陈强", "13800000002"]


def bring(world, school, tmp_path, *rows) -> None:
    path = rosters.sheet(tmp_path / f"{school.code}.xlsx", [list(row) for row in rows], header=HEAD)
    reading = read(path, today=timezone.localdate(), hasher=id_hash)
    outcome = import_roster(
        reading=reading, school=school, file_name=path.name, by=world.ck, at=timezone.now()
    )
    assert not outcome.problems


def child(name: str, number: str, room: str, *parents: str) -> list[str]:
    return [name, number, room, "女", "2018-03-04", *parents]


@pytest.fixture
def family(world, tmp_path):
    """Two children in two classes of one school, one in another school of the district."""
    bring(
        world,
        world.school,
        tmp_path,
        child("陈一一", "F1", "三年级1班", *MOTHER, *FATHER),
        child("陈二二", "F2", "一年级2班", *MOTHER, *FATHER),
    )
    bring(world, world.other_school, tmp_path, child("陈三三", "F3", "六年级1班", *MOTHER, "", ""))
    return world


def mother_of(world) -> Guardian:
    return Guardian.objects.get(name="周兰", district=world.district)


def test_one_number_and_name_is_one_guardian_in_two_classes_and_two_schools(family):
    mother, father = mother_of(family), Guardian.objects.get(name="陈强")
    assert Guardianship.objects.filter(guardian=mother).count() == 3
    assert Guardianship.objects.filter(guardian=father).count() == 2
    assert mother.user_id != father.user_id


def test_the_same_number_in_another_district_is_another_account(family, tmp_path):
    bring(family, family.far_school, tmp_path, child("陈四四", "F4", "二年级1班", *MOTHER, "", ""))
    far = Guardian.objects.get(name="周兰", district=family.far_district)
    assert far.user_id != mother_of(family).user_id
    assert Guardianship.objects.filter(guardian=far).count() == 1


def test_the_family_page_shows_each_child_by_herself(family, client_of):
    page = client_of(mother_of(family).user).get("/family/").content.decode()
    places = [page.index(name) for name in ("陈一一", "陈二二", "陈三三")]
    assert places == sorted(places)
    assert "青禾学校" in page
    assert "白杨学校" in page
    father = client_of(Guardian.objects.get(name="陈强").user).get("/family/").content.decode()
    assert "陈三三" not in father


@pytest.mark.parametrize("authority", [Authority.NONE, Authority.COURT])
def test_a_child_without_authority_or_with_a_hold_is_not_there(family, client_of, authority):
    mother = mother_of(family)
    ties = Guardianship.objects.filter(guardian=mother)
    ties.filter(student__name="陈一一").update(authority=authority)
    ties.filter(student__name="陈二二").update(held_at=timezone.now(), held_by=family.ld)
    page = client_of(mother.user).get("/family/").content.decode()
    assert "陈一一" not in page
    assert "陈二二" not in page


def test_each_guardian_gets_a_slip_of_her_own_and_a_second_child_no_second_account(family):
    children = Student.objects.filter(name__in=["陈一一", "陈二二"])
    facts = {"url": "https://x/", "by": family.ck, "at": timezone.now()}
    slips = print_codes(students=children, **facts)
    assert len({slip["code"] for slip in slips}) == len(slips)
    live = [
        guardian.user.entry_codes.filter(revoked_at=None).count()
        for guardian in (mother_of(family), Guardian.objects.get(name="陈强"))
    ]
    assert live == [1, 1]

"""From a change to the books: the same rules as a file, and a person wherever a rule needs one."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from school_safety.notices.models import WecomParent
from school_safety.schools.actions import begin_undo, begin_writing, undo_import, write_import
from school_safety.schools.choices import BatchState
from school_safety.schools.contacts import lists
from school_safety.schools.models import (
    ContactChange,
    FieldLock,
    Guardian,
    Guardianship,
    ImportBatch,
    Student,
)
from school_safety.schools.phones import id_hash, phone_hash

from .campus import CORP, child
from .conftest import FATHER, MOTHER, number

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
ID_NUMBER = "11010520160305001X"


def put(campus, *children):
    for each in children:
        campus.person[each["student_userid"]] = each


def one() -> ContactChange:
    return ContactChange.objects.get()


def test_a_known_student_is_found_by_name_and_phone_and_nothing_changes_twice(
    campus, tell, work, world
):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("update_student", "xh")
    assert work() == 1
    world.student.refresh_from_db()
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.file_name, batch.made_by) == ("written", "企业微信", None)
    assert (batch.school, batch.counts["changed"], batch.counts["new"]) == (world.school, 1, 0)
    assert len(world.student.contact_id) == 64
    assert (one().state, one().about) == ("done", {})
    tell("update_student", "xh")
    work()
    assert ImportBatch.objects.count() == 1
    assert set(ContactChange.objects.values_list("reason", flat=True)) == {"", "nothing_new"}


def test_a_new_student_arrives_with_her_parents(campus, tell, work, world):
    put(campus, child("new", "周小溪", ("p1", "爸爸", FATHER), ("p2", "奶奶", "")))
    tell("create_student", "new")
    work()
    student = Student.objects.get(name="周小溪")
    assert student.classroom == world.classroom
    ties = Guardianship.objects.filter(student=student)
    assert {(t.relation, t.authority) for t in ties} == {
        ("father", "full"),
        ("grandparent", "full"),
    }
    assert Guardian.objects.get(phone_hash=phone_hash(FATHER)).name == "周小溪的家长"


def test_the_import_can_be_taken_back(campus, tell, work, world):
    put(campus, child("new", "周小溪", ("p1", "爸爸", FATHER)), child("xh", "张小禾", at=(12,)))
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER), at=(12,)))
    tell("create_student", "new")
    tell("update_student", "xh")
    work()
    world.student.refresh_from_db()
    assert world.student.classroom == world.classroom_b
    batch = ImportBatch.objects.get()
    at = timezone.now()
    begin_undo(batch=batch, by=world.ck, at=at)
    assert undo_import(batch=batch, by=world.ck, at=at).findings["stayed"] == []
    world.student.refresh_from_db()
    assert (world.student.classroom, world.student.contact_id) == (world.classroom, "")
    assert not Student.objects.filter(name="周小溪").exists()


def test_an_account_named_by_an_id_number_is_never_kept(campus, tell, work, world):
    put(campus, child(ID_NUMBER, "周小溪", (f"{ID_NUMBER}_p", "妈妈", FATHER)))
    tell("create_student", ID_NUMBER)
    work()
    student = Student.objects.get(name="周小溪")
    assert student.id_hash == id_hash(ID_NUMBER)
    assert student.born_on.isoformat() == "2016-03-05"
    for row in (student, *student.guardianships.all()):
        assert ID_NUMBER not in str(vars(row))
    assert ID_NUMBER not in str(vars(one()))


def test_locked_fields_stay_as_corrected(campus, tell, work, world):
    guardian = number(world.gu, MOTHER)
    guardian.contact_id = ""
    guardian.save()
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("update_student", "xh")
    work()
    for field in ("name", "classroom"):
        FieldLock.objects.create(student=world.student, field=field, locked_at=timezone.now())
    FieldLock.objects.create(guardian=guardian, field="phone", locked_at=timezone.now())
    put(campus, child("xh", "张晓禾", ("xh-ma", "妈妈", FATHER), at=(12,)))
    tell("update_student", "xh")
    work()
    world.student.refresh_from_db()
    guardian.refresh_from_db()
    assert (world.student.name, world.student.classroom) == ("张小禾", world.classroom)
    assert guardian.phone_hash == phone_hash(MOTHER)


def test_a_new_phone_of_a_parent_ends_her_sessions_and_she_hears(
    campus, tell, work, world, client_of, django_capture_on_commit_callbacks
):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("create_parent", "xh-ma")
    work()
    browser = client_of(world.gu)
    assert browser.get("/family/").status_code == 200
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", FATHER)))
    tell("update_parent", "xh-ma")
    with django_capture_on_commit_callbacks(execute=True):
        work()
    cache.clear()
    assert Guardian.objects.get(user=world.gu).phone_hash == phone_hash(FATHER)
    assert browser.get("/family/").status_code == 302
    assert [n.kind for n in world.gu.notices.all()] == ["phone_changed"]


def test_authority_is_never_raised_and_a_restricted_family_waits_for_the_clerk(
    campus, tell, work, world
):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER), ("pa2", "爸爸", FATHER)))
    before = list(Guardianship.objects.order_by("pk").values_list("pk", "authority"))
    tell("update_student", "xh")
    work()
    assert list(Guardianship.objects.order_by("pk").values_list("pk", "authority")) == before
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.counts["changed"]) == ("waiting", 1)
    assert one().reason == "proposed"
    at = timezone.now()
    begin_writing(batch=batch, by=world.ck, at=at)
    write_import(batch=batch, by=world.ck, at=at)
    assert Guardianship.objects.count() == len(before) + 1


def test_a_deleted_student_is_a_proposal(campus, tell, work, world):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("create_student", "xh")
    work()
    campus.person.clear()
    tell("delete_student", "xh")
    work()
    world.student.refresh_from_db()
    assert world.student.status == "active"
    batch = ImportBatch.objects.first()
    assert batch.findings == {"missing": [], "leaving": [{"id": str(world.student.pk)}]}
    assert batch.counts["leaving"] == 1


def test_a_deletion_that_was_taken_back_is_none(campus, tell, work, world):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("delete_student", "xh")
    work()
    assert ImportBatch.objects.get().counts["leaving"] == 0


def test_nobody_here_by_that_name_left(campus, tell, work):
    tell("delete_student", "stranger")
    tell("delete_parent", "stranger-ma")
    work()
    assert not ImportBatch.objects.exists()
    assert set(ContactChange.objects.values_list("state", "reason")) == {("done", "unknown_here")}


def test_a_deleted_parent_is_listed_for_a_person(campus, tell, work, world):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("create_student", "xh")
    work()
    ties = Guardianship.objects.count()
    put(campus, child("xh", "张小禾"))
    tell("delete_parent", "xh-ma")
    work()
    row = ContactChange.objects.get(state="listed")
    assert (row.reason, row.about["student"]) == ("parent_gone", str(world.student.pk))
    assert Guardianship.objects.count() == ties


def test_a_renamed_account_is_the_same_child(campus, tell, work, world):
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("create_student", "xh")
    work()
    campus.person.clear()
    put(campus, child("xh2", "张禾", ("xh-ma", "妈妈", FATHER)))
    tell("update_student", "xh", new="xh2")
    work()
    world.student.refresh_from_db()
    assert world.student.name == "张禾"
    assert Student.objects.filter(school=world.school).count() == 3


@pytest.mark.parametrize(
    ("departments", "reason"),
    [((13,), "department_unknown"), ((99,), "department_unknown"), ((11, 12), "classes_several")],
)
def test_a_place_that_cannot_be_told_is_listed(campus, tell, work, departments, reason):
    put(campus, child("new", "周小溪", at=departments))
    tell("create_student", "new")
    work()
    assert (one().state, one().reason, one().about["name"]) == ("listed", reason, "周小溪")
    assert not Student.objects.filter(name="周小溪").exists()


def test_a_club_beside_the_class_does_not_matter(campus, tell, work, world):
    put(campus, child("new", "周小溪", at=(13, 12)))
    tell("create_student", "new")
    work()
    assert Student.objects.get(name="周小溪").classroom == world.classroom_b


def test_perhaps_the_same_child_waits_for_the_clerk(campus, tell, work, world):
    put(campus, child("x1", "张晓禾"), child("x2", "周小溪"))
    tell("create_student", "x1")
    tell("create_student", "x2")
    work()
    assert not Student.objects.filter(name="张晓禾").exists()
    assert Student.objects.filter(name="周小溪").exists()
    waiting = ImportBatch.objects.get(state=BatchState.WAITING)
    assert (waiting.counts["new"], waiting.counts["hints"]) == (1, 1)


def test_a_class_that_is_not_here_waits_for_the_clerk(campus, tell, work, world):
    put(campus, child("x1", "周小溪", at=(14,)), child("x2", "周小河", at=(14,)))
    tell("create_student", "x1")
    work()
    tell("create_student", "x2")
    work()
    waiting = ImportBatch.objects.get(state=BatchState.WAITING)
    assert waiting.counts["new"] == 2
    assert ImportBatch.objects.filter(state=BatchState.DROPPED).count() == 1


def test_very_many_at_once_wait_for_the_clerk(campus, tell, work, world):
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌"
    put(campus, *(child(f"s{at}", f"林{name}") for at, name in enumerate(names)))
    for account in list(campus.person):
        tell("create_student", account)
    work()
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.counts["new"]) == ("waiting", 21)


def test_who_is_on_the_roll_of_another_school_is_listed(campus, tell, work, world):
    put(campus, child("xb", "赵小白"))
    world.other_student.contact_id = lists.named("one").mark("student", "xb")
    world.other_student.save()
    tell("update_student", "xb")
    work()
    assert (one().reason, one().school) == ("other_school", world.school)
    assert Student.objects.filter(name="赵小白").count() == 1


def test_who_left_is_not_brought_back_by_a_change(campus, tell, work, world):
    Student.objects.filter(pk=world.student.pk).update(status="left", classroom=None)
    put(campus, child("xh", "张小禾", ("xh-ma", "妈妈", MOTHER)))
    tell("update_student", "xh")
    work()
    world.student.refresh_from_db()
    assert (world.student.status, one().reason) == ("left", "left_here")


def test_a_name_that_is_none_is_listed_and_holds_nobody_up(campus, tell, work):
    put(campus, child("x1", "13900001111"), child("x2", "周小溪"))
    tell("create_student", "x1")
    tell("create_student", "x2")
    work()
    assert Student.objects.filter(name="周小溪").exists()
    assert ContactChange.objects.get(state="listed").reason == "name_odd"


@pytest.mark.parametrize(("corp", "known"), [(CORP, 1), ("ww-another", 0)])
def test_a_parents_account_is_kept_sealed_where_school_notices_are_sent(
    campus, tell, work, world, settings, corp, known
):
    settings.WECOM_NOTICE = {"corp": corp}
    put(campus, child("xm", "李小明", ("xm-ma", "妈妈", MOTHER)))
    tell("create_student", "xm")
    work()
    rows = WecomParent.objects.filter(mark=lists.named("one").mark("parent", "xm-ma"))
    assert [row.account for row in rows] == ["xm-ma"] * known

"""Once a night the whole list is read: differences are proposed, never written."""

import pytest
from django.utils import timezone

from school_safety.office.contacts import reconciling
from school_safety.office.contacts.reconciling import reconcile
from school_safety.schools.contacts import lists
from school_safety.schools.models import ContactChange, ContactLink, ImportBatch, Student

from .campus import child
from .conftest import MOTHER

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture
def tonight(campus):
    def run() -> int:
        return reconcile(lists.named("one"), at=timezone.now())

    return run


def put(campus, *children):
    for each in children:
        campus.person[each["student_userid"]] = each


def test_a_missed_change_is_proposed_and_nothing_is_written(campus, tonight, world):
    put(campus, child("xh", "张小禾", ("ma", "妈妈", MOTHER), at=(12,)), child("x1", "周小溪"))
    assert tonight() == 1
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.school) == ("waiting", world.school)
    assert (batch.counts["new"], batch.counts["moved"], batch.counts["missing"]) == (1, 1, 0)
    assert not Student.objects.filter(name="周小溪").exists()
    assert ContactLink.objects.get().read_at is not None
    tonight()
    assert ImportBatch.objects.filter(state="waiting").count() == 1


def test_nothing_is_proposed_where_all_agrees(campus, tonight, tell, work):
    put(campus, child("xh", "张小禾", ("ma", "妈妈", MOTHER)))
    tell("create_student", "xh")
    work()
    assert tonight() == 0
    assert not ImportBatch.objects.filter(state="waiting").exists()


def test_who_is_no_longer_in_the_list_is_proposed_as_leaving(campus, tonight, tell, work, world):
    put(campus, child("xh", "张小禾", ("ma", "妈妈", MOTHER)), child("x1", "周小溪"))
    tell("create_student", "xh")
    tell("create_student", "x1")
    work()
    del campus.person["xh"]
    assert tonight() == 1
    batch = ImportBatch.objects.get(state="waiting")
    assert [row["id"] for row in batch.findings["leaving"]] == [str(world.student.pk)]


def test_a_list_that_is_suddenly_empty_proposes_nobody(campus, tonight, tell, work):
    put(campus, *(child(f"x{at}", f"周小{name}") for at, name in enumerate("溪河湖海江")))
    for account in list(campus.person):
        tell("create_student", account)
    work()
    put(campus, child("y", "吴小山"))
    for account in list(campus.person)[:5]:
        del campus.person[account]
    tonight()
    assert ImportBatch.objects.get(state="waiting").counts["leaving"] == 0
    assert ContactLink.objects.get().trouble == "list_short"


def test_what_cannot_be_placed_is_listed_once(campus, tonight):
    campus.codes["departments"].append(
        {"id": 15, "name": "火箭班", "parentid": 2, "type": 1, "department_admins": []}
    )
    put(campus, child("x1", "周小溪", at=(15,)), child("x2", "周小河", at=(15,)))
    put(campus, child("x3", "123456"))
    tonight()
    tonight()
    listed = ContactChange.objects.filter(state="listed")
    assert sorted(listed.values_list("reason", flat=True)) == ["department_unknown", "name_odd"]


def test_trouble_at_night_leaves_everything_as_it_is(campus, tonight, monkeypatch):
    put(campus, child("x1", "周小溪"), child("x2", "周小河"))
    campus.bent = "45009"
    assert tonight() == 0
    assert ContactLink.objects.get().trouble == "busy"
    campus.bent = ""
    monkeypatch.setattr(reconciling, "MOST_STUDENTS", 1)
    assert tonight() == 0
    assert ContactLink.objects.get().trouble == "list_long"
    assert not ImportBatch.objects.exists()

"""The page of a connection: what happened, what a person must see to, and who may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from school_safety.schools.models import ContactChange, ContactClass, ImportBatch, Student

from .campus import child
from .conftest import MOTHER

pytestmark = pytest.mark.django_db
PAGE = "/staff/roster/imports/contacts/"


@pytest.fixture
def listed(campus, tell, work):
    campus.person["x1"] = child("x1", "周小溪", at=(13,))
    tell("create_student", "x1")
    work()
    return ContactChange.objects.get()


def step(name: str, change: ContactChange) -> str:
    return reverse(f"office:contact_{name}", args=[change.pk])


def test_nothing_is_connected(world, client_of):
    page = client_of(world.ck).get(PAGE).content.decode()
    assert "还没有连接" in page


def test_the_clerk_sees_why_and_how(world, client_of, listed):
    page = client_of(world.ck).get(PAGE).content.decode()
    assert "看不出这个部门是我们的哪个班" in page
    assert "合唱团" in page
    assert "周小溪" not in page.partition("<title>")[2].partition("</title>")[0]


def test_a_class_is_chosen_once_and_remembered(world, client_of, listed, tell, work, campus):
    clerk = client_of(world.ck)
    room = {"department": "13", "room": str(world.classroom_b.pk)}
    assert clerk.post(step("place", listed), room).status_code == 302
    assert Student.objects.get(name="周小溪").classroom == world.classroom_b
    assert ContactClass.objects.get().kept_by == world.ck
    campus.person["x2"] = child("x2", "周小河", at=(13,))
    tell("create_student", "x2")
    work()
    assert Student.objects.get(name="周小河").classroom == world.classroom_b


@pytest.mark.parametrize("room", ["", "no", "other_classroom", "far_classroom"])
def test_only_a_class_of_hers(world, client_of, listed, room):
    pk = str(getattr(world, room).pk) if hasattr(world, room) else room
    answer = client_of(world.ck).post(step("place", listed), {"department": "13", "room": pk})
    assert answer.status_code in {302, 404}
    assert not ContactClass.objects.exists()
    foreign = {"department": "11", "room": str(world.classroom.pk)}
    assert client_of(world.ck).post(step("place", listed), foreign).status_code == 409


def test_again_and_settled(world, client_of, listed, campus):
    clerk = client_of(world.ck)
    campus.person["x1"] = child("x1", "周小溪", at=(11,))
    assert clerk.post(step("again", listed)).status_code == 302
    assert Student.objects.filter(name="周小溪").exists()
    assert clerk.post(step("settle", listed)).status_code == 409
    ContactChange.objects.update(state="listed", reason="parent_gone", about={})
    assert clerk.post(step("again", listed)).status_code == 409
    assert clerk.post(step("settle", listed)).status_code == 302
    listed.refresh_from_db()
    assert (listed.state, listed.settled_by) == ("settled", world.ck)


@pytest.mark.parametrize("who", ["te", "co", "ld", "sa", "da_other", "au", "gu"])
def test_strangers_change_nothing(world, client_of, listed, who):
    client = client_of(getattr(world, who))
    for name in ("again", "settle", "place"):
        assert client.post(step(name, listed), {}).status_code == 404
    assert client_of(None).post(step("settle", listed)).status_code == 302
    page = client.get(PAGE)
    assert page.status_code == (200 if who in {"sa", "da_other"} else 404)
    assert ("合唱团" in page.content.decode()) == (who == "sa")
    listed.refresh_from_db()
    assert listed.state == "listed"


def test_a_written_change_stands_among_the_imports(world, client_of, tell, work, campus):
    campus.person["xh"] = child("xh", "张小禾", ("ma", "妈妈", MOTHER))
    tell("update_student", "xh")
    work()
    clerk = client_of(world.ck)
    assert "企业微信" in clerk.get("/staff/roster/imports/").content.decode()
    batch = ImportBatch.objects.get()
    assert clerk.get(reverse("office:import_detail", args=[batch.pk])).status_code == 200


def test_more_rows_ask_no_more_questions(world, client_of, listed, django_assert_num_queries):
    clerk = client_of(world.ck)
    clerk.get(PAGE)

    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            assert clerk.get(PAGE).status_code == 200
        return len(found)

    before = count()
    for at in range(10):
        ContactChange.objects.create(
            district=world.district, school=world.school, link=listed.link, digest=f"{at}",
            kind="student", state="listed", reason="name_odd", about={"name": "周"},
            heard_at=timezone.now(),
        )  # fmt: skip
    assert count() == before

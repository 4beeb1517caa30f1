"""A clerk moves children between classes; whoever looks after one of them hears that she left."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school_safety.access.second_factor import SESSION_KEY
from school_safety.notices.models import Notice
from school_safety.schools.models import Classroom, Student
from tests.factories import cases as builders
from tests.worlds import SHANGHAI

pytestmark = pytest.mark.django_db
YEAR, BEGIN = reverse("office:year_roll"), reverse("office:year_begin")


def door(name, row):
    return reverse(f"office:{name}", args=[row.pk])


def test_a_clerk_moves_one_child(world, client_of):
    client, page = client_of(world.ck), door("student_move", world.student)
    assert world.classroom_b.name in client.get(page).content.decode()
    assert client.post(page, {"grade": "5"}).status_code == 422
    answer = client.post(page, {"classroom": world.classroom_b.pk})
    assert answer["Location"] == door("student_detail", world.student)
    world.student.refresh_from_db()
    assert world.student.classroom == world.classroom_b


def test_a_class_goes_into_another(world, client_of):
    client, page = client_of(world.ck), door("class_move", world.classroom)
    assert world.student.name in client.get(page).content.decode()
    form = {"students": [world.student.pk, world.classmate.pk], "grade": "5", "number": "7"}
    assert client.post(page, form).status_code == 302
    room = Classroom.objects.get(school=world.school, number=7)
    assert {child.pk for child in room.students.all()} == {world.student.pk, world.classmate.pk}
    stranger = client.post(page, {"students": [world.far_student.pk], "classroom": room.pk})
    assert stranger.status_code == 422
    assert world.far_classroom.students.get() == world.far_student


@pytest.mark.parametrize("who", ["te", "ht_a", "co", "da", "gu", "ht_other"])
@pytest.mark.parametrize("name", ["student_move", "student_leave", "class_move"])
def test_strangers_find_nothing(world, client_of, who, name):
    row = world.classroom if name == "class_move" else world.student
    client = client_of(getattr(world, who))
    assert client.post(door(name, row)).status_code == 404
    assert Student.objects.get(pk=world.student.pk).status == "active"


def test_another_school_s_child_is_not_there(world, client_of):
    assert client_of(world.ck).get(door("student_move", world.other_student)).status_code == 404
    assert client_of(world.ck).get(door("class_move", world.far_classroom)).status_code == 404


def test_leaving_looks_alike_and_tells_who_must_know(world, client_of, at):
    case = builders.planned(world, at - timedelta(days=3))
    Notice.objects.all().delete()
    client = client_of(world.ck)
    answers = [client.post(door("student_leave", row)) for row in (world.student, world.classmate)]
    with_case, without = ({**answer.headers, "Location": ""} for answer in answers)
    assert with_case == without
    assert {answer.status_code for answer in answers} == {302}
    told = set(
        Notice.objects.filter(kind="case_child_left").values_list("user__username", flat=True)
    )
    assert told == {case.owner.username, "ld"}
    assert client.post(door("student_leave", world.student)).status_code == 409


def test_the_new_year_is_a_preview_until_it_begins(world, client_of):
    client = client_of(world.ck)
    shown = client.get(YEAR).content.decode()
    assert "六年级1班" in shown
    assert "全校升一级" not in shown
    assert client.post(BEGIN, {"school": world.school.pk, "last": 6}).status_code == 409
    assert not Classroom.objects.filter(school_year=2027).exists()


def test_the_new_year_begins_once(world):
    with time_machine.travel(datetime(2027, 9, 1, 9, tzinfo=SHANGHAI)):
        client = Client()
        client.force_login(world.ck)
        session = client.session
        session[SESSION_KEY] = timezone.now().isoformat()
        session.save()
        assert "全校升一级" in client.get(YEAR, {"last": 5}).content.decode()
        answer = client.post(BEGIN, {"school": world.school.pk, "last": 5}, follow=True)
        assert "毕业" in answer.content.decode()
        assert client.post(BEGIN, {"school": world.school.pk, "last": 5}).status_code == 409
    assert not Student.objects.filter(school=world.school, status="active").exists()


@pytest.mark.parametrize("who", ["te", "co", "gu", "au", "sa"])
def test_the_year_is_begun_by_who_keeps_the_rosters(world, client_of, who):
    form = {"school": world.school.pk, "last": 5}
    assert client_of(getattr(world, who)).post(BEGIN, form).status_code == 404
    assert client_of(world.sa).get(YEAR).status_code == 200


def test_another_district_s_school_is_no_school(world, client_of):
    client = client_of(world.da_other)
    answers = [client.post(BEGIN, {"school": pk}) for pk in (world.school.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert not Classroom.objects.filter(school_year=2027).exists()


def test_the_whole_class_goes(world, client_of):
    client, page = client_of(world.ck), door("class_move", world.classroom)
    target = {"classroom": world.classroom_b.pk}
    assert client.post(page, target).status_code == 422
    assert client.post(page, {**target, "whole": "on"}).status_code == 302
    assert not world.classroom.students.exists()
    assert world.classroom_b.students.count() == 3


def test_a_guardian_s_rights_are_cut_by_a_paper(world, client_of):
    link = world.student.guardianships.get(guardian__user=world.gu)
    page = reverse("office:guardian_edit", args=[world.student.pk, link.guardian_id])
    client, family = client_of(world.ck), client_of(world.gu)
    assert family.get("/family/").status_code == 200
    assert client.post(page, {"authority": "court"}).status_code == 422
    form = {"authority": "court", "document": "（2026）沪01民终1号"}
    assert client.post(page, form).status_code == 302
    link.refresh_from_db()
    assert (link.authority, link.document) == ("court", form["document"])
    assert world.student.name not in family.get("/family/", follow=True).content.decode()


def test_a_new_number_ends_what_the_old_one_opened(
    world, client_of, django_capture_on_commit_callbacks
):
    link = world.student.guardianships.get(guardian__user=world.gu)
    page = reverse("office:guardian_edit", args=[world.student.pk, link.guardian_id])
    client, family = client_of(world.ck), client_of(world.gu)
    form = {"authority": "full", "phone": "139 0000 1234"}
    assert client.post(page, {**form, "phone": "12"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, form).status_code == 302
    link.guardian.refresh_from_db()
    assert (link.guardian.phone, link.guardian.phone_tail) == ("13900001234", "1234")
    assert family.get("/family/").status_code == 302
    assert Notice.objects.filter(kind="phone_changed", user=world.gu).exists()


def test_one_more_guardian_once(world, client_of):
    page = reverse("office:guardian_new", args=[world.student.pk])
    client = client_of(world.ck)
    form = {
        "name": "张奶奶",
        "relation": "grandparent",
        "phone": "13900005678",
        "authority": "full",
    }
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 409
    link = world.student.guardianships.get(guardian__name="张奶奶")
    assert (link.order, link.relation, link.guardian.phone_tail) == (2, "grandparent", "5678")


def test_a_guardian_of_another_child_is_not_there(world, client_of):
    other = world.student_b.guardianships.get().guardian_id
    page = reverse("office:guardian_edit", args=[world.student.pk, other])
    assert client_of(world.ck).get(page).status_code == 404

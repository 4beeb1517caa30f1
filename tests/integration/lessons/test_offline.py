"""A record that waited on a device: once is once, the first one stands, strangers send nothing."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import DeliveryRecord
from lessons.queries import taught

pytestmark = pytest.mark.django_db
DOOR = "lessons:delivery_sync"
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def form(world, shelf):
    lesson = shelf[0]
    return {
        "key": uuid4(),
        "classroom": world.classroom.pk,
        "lesson": lesson.pk,
        "taught_on": timezone.localdate().isoformat(),
        "minutes": 15,
        "absent": str(taught.children(world.classroom).first().pk),
    }


def send(client, form):
    return client.post(reverse(DOOR), form, headers=FETCH)


@pytest.mark.parametrize("who", ["ed", "sa", "da", "gu", "co"])
def test_strangers_find_no_door(who, world, form, client_of):
    client = client_of(getattr(world, who))
    assert send(client, form).status_code == 404
    assert client.get(reverse("lessons:classroom_record")).status_code == 404
    assert not DeliveryRecord.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"key": "1"}, {"lesson": 0}, {"absent": "a b"}, {"minutes": 999}, {"taught_on": "2099-01-01"}],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, world, form, client_of):
    response = send(client_of(world.ht_a), {**form, **wrong})
    assert response.status_code == 422
    assert "没有收下" in response.json()["message"]
    assert not DeliveryRecord.objects.exists()


def test_another_class_is_nobodys_business(world, form, client_of):
    assert send(client_of(world.ht_b), form).status_code == 422
    assert not DeliveryRecord.objects.exists()


def test_the_same_record_twice_is_one_row(world, form, client_of):
    client = client_of(world.ht_a)
    for _try in range(3):
        assert send(client, form).status_code == 200
    row = DeliveryRecord.objects.get()
    assert row.absences.count() == 1
    assert row.minutes == 15


def test_whoever_was_quicker_is_told_and_nothing_is_overwritten(world, form, client_of):
    assert send(client_of(world.te), form).status_code == 200
    other = {**form, "key": uuid4(), "minutes": 40, "absent": ""}
    response = send(client_of(world.ht_a), other)
    assert response.status_code == 409
    row = DeliveryRecord.objects.get()
    assert (row.minutes, row.absences.count()) == (15, 1)
    assert response.json()["url"] == reverse("lessons:delivery_show", args=[row.pk])
    assert world.te.name in response.json()["message"]


def test_a_child_who_moved_in_between_does_not_hold_it_up(world, form, client_of):
    moved = taught.children(world.classroom_b).first()
    assert send(client_of(world.ht_a), {**form, "absent": str(moved.pk)}).status_code == 200
    assert DeliveryRecord.objects.get().absences.count() == 0


def test_without_a_script_it_is_a_form(world, form, client_of):
    client = client_of(world.ht_a)
    page = client.get(reverse("lessons:classroom_record")).content.decode()
    assert "张小禾" in page
    response = client.post(reverse(DOOR), form)
    assert response.status_code == 302
    assert str(DeliveryRecord.objects.get().pk) in response.url
    assert client.post(reverse(DOOR), {**form, "key": "1"}).status_code == 302


def test_what_a_device_may_keep_names_nobody(world, form, client_of):
    page = client_of(world.ht_a).get(reverse("lessons:classroom_record"), {"bare": "1"})
    text = page.content.decode()
    assert form["absent"] in text
    for word in (world.student.name, world.ht_a.name, "csrfmiddlewaretoken"):
        assert word not in text
    assert page["Cache-Control"] == "no-store"


def test_the_worker_is_the_same_for_everybody(client, world, client_of):
    path = reverse("lessons:classroom_worker")
    assert path.startswith(reverse("lessons:classroom_record"))
    assert client.get(path)["Content-Type"].startswith("text/javascript")
    assert client.get(path).content == client_of(world.ht_a).get(path).content

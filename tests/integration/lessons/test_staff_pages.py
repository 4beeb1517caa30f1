"""Sending from the page, counting on the page, and one tap for a lesson taught."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lessons.models import DeliveryRecord, Dispatch

pytestmark = pytest.mark.django_db


def sending(page):
    return reverse("lessons:letter_send", args=[page.pk])


@pytest.mark.parametrize("who", ["ht_other", "te", "gu", "sa", "co", "da_other"])
def test_strangers_cannot_send(who, school_pages, world, client_of):
    client = client_of(getattr(world, who))
    theirs = client.get(sending(school_pages.info))
    absent = client.get(reverse("lessons:letter_send", args=[999_999]))
    assert theirs.status_code == absent.status_code == 404


def test_a_class_teacher_sends_to_her_class_alone(school_pages, world, client_of):
    client = client_of(world.ht_a)
    page = client.get(sending(school_pages.consent)).content.decode()
    assert world.classroom.name in page
    assert world.classroom_b.name not in page
    form = {"classrooms": [world.classroom_b.pk], "rule": "any", "due_on": "2099-01-01"}
    assert client.post(sending(school_pages.consent), form).status_code == 422
    assert not Dispatch.objects.exists()
    form["classrooms"] = [world.classroom.pk]
    for _click in range(2):
        response = client.post(sending(school_pages.consent), form)
        assert response.status_code == 302
    assert Dispatch.objects.count() == 1
    told = client.get(reverse("lessons:dispatch_list")).content.decode()
    assert "1 家里 0 家" in told
    assert "没有再发一次" in told
    assert "张小禾" in client.get(response.url).content.decode()


def test_an_editor_sends_to_several_classes_and_sees_no_names(school_pages, world, client_of):
    client = client_of(world.ed)
    rooms = [world.classroom.pk, world.classroom_b.pk]
    form = {"reach": "picked", "classrooms": rooms, "rule": "any", "due_on": "2099-01-01"}
    assert client.post(sending(school_pages.ack), form).status_code == 302
    assert Dispatch.objects.count() == 2
    detail = reverse("lessons:dispatch_detail", args=[Dispatch.objects.first().pk])
    html = client.get(detail).content.decode()
    assert "张小禾" not in html
    assert "王小树" not in html


def test_a_past_deadline_comes_back_with_its_reason(school_pages, world, client_of):
    form = {"classrooms": [world.classroom.pk], "rule": "any", "due_on": "2001-01-01"}
    response = client_of(world.ht_a).post(sending(school_pages.ack), form)
    assert response.status_code == 422
    assert "今天或以后" in response.content.decode()


def test_one_tap_for_a_lesson_taught(world, at, client_of, shelf):
    lesson = shelf[0]
    client, door = client_of(world.ht_a), reverse("lessons:delivery_list")
    form = {
        "classroom": world.classroom.pk,
        "lesson": lesson.pk,
        "taught_on": "2026-01-05",
        "minutes": 40,
    }
    for _click in range(2):
        assert client.post(door, form).status_code == 302
    row = DeliveryRecord.objects.get()
    assert (row.classroom, row.lesson_title) == (world.classroom, lesson.title)
    assert lesson.title in client_of(world.sa).get(door).content.decode()
    assert (
        lesson.title not in client_of(world.ht_b).get(door).content.decode().partition("<form")[0]
    )
    assert client.post(door, {**form, "classroom": world.classroom_b.pk}).status_code == 422
    assert client.post(door, {**form, "taught_on": "2099-01-05"}).status_code == 422
    undo = reverse("lessons:delivery_undo", args=[row.pk])
    assert client_of(world.ht_b).post(undo).status_code == 404
    assert client_of(world.te).post(undo).status_code == 409
    DeliveryRecord.objects.update(recorded_at=row.recorded_at - timedelta(days=2))
    assert client.post(undo).status_code == 409
    DeliveryRecord.objects.update(recorded_at=row.recorded_at)
    assert client.post(undo).status_code == 302
    assert not DeliveryRecord.objects.exists()


@pytest.mark.parametrize("who", ["gu", "au", "cl", "op"])
def test_strangers_find_no_teaching_record(who, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get(reverse("lessons:delivery_list")).status_code == 404
    assert client.get(reverse("lessons:dispatch_list")).status_code == 404


def test_a_letter_on_paper_has_a_reply_slip(school_pages, world, client_of):
    door = reverse("lessons:letter_print", args=[school_pages.consent.pk])
    assert client_of(world.ht_other).get(door).status_code == 404
    response = client_of(world.ht_a).get(door)
    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("attachment")

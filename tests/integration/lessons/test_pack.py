"""A programme as a folder: made behind a page that tells how far it is, once, for whoever asked."""

import time
from datetime import timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from lessons.actions import packing, programmes
from lessons.models import LessonPage
from school_safety.documents import printing
from school_safety.volatile import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(world, at, shelf):
    today = timezone.localdate(at)
    days = {"starts_on": today, "ends_on": today + timedelta(days=20)}
    grades = {"grade_from": 5, "grade_to": 6}
    row = programmes.make(
        district=world.district,
        school=world.school,
        facts={
            "kind": "first",
            "title": "开学第一课",
            "title_en": "First lesson",
            **grades,
            **days,
        },
        by=world.ed,
        at=at,
    )
    fit = [page for page in shelf if page.grade_from <= 5 <= page.grade_to]
    for lesson in fit[:2]:
        programmes.add_lesson(
            programme=row, lesson=lesson, from_on=today, until_on=today, by=world.ed, at=at
        )
    return row


@pytest.fixture
def ask(world, programme, client_of):
    """The button, as a teacher presses it."""
    path = reverse("lessons:programme_pack", args=[programme.pk])
    return lambda who=world.te, **more: client_of(who).post(path, {"grade": "5", **more})


@pytest.fixture
def broken(monkeypatch):
    """Lessons that cannot be packed; called, they can again."""

    def stop(*args, **kwargs):
        message = "no room"
        raise OSError(message)

    with monkeypatch.context() as patch:
        patch.setitem(printing._gatherers, packing.PROGRAMME, stop)
        yield patch.undo


def order_of(answer):
    return UUID(answer.url.rstrip("/").rpartition("/")[2])


@pytest.mark.parametrize("who", ["gu", "da_other", "op"])
def test_strangers_order_no_folder(who, world, ask):
    assert ask(getattr(world, who)).status_code == 404
    assert not store.keys(printing.ORDER)


@pytest.mark.parametrize("wrong", [{"part": "2"}, {"part": "x"}, {"grade": "12"}, {"grade": "5:1"}])
def test_what_is_not_there_is_not_packed(wrong, ask):
    assert ask(**wrong).status_code == 404
    assert not store.keys(printing.ORDER)


def test_a_programme_as_a_folder(world, programme, shelf, ask, client_of):
    client, path = client_of(world.te), ask().url
    page = client.get(path)
    order = page.context["order"]
    assert (order.state, order.done, order.total) == ("ready", 3, 3)
    answer = client.get(f"{path}lessons.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="programme-1.zip"'
    with ZipFile(BytesIO(answer.content)) as folder:
        assert {"index.html", "booklet.pdf", "01/wall.html", "02/wall.html"} <= set(
            folder.namelist()
        )


def test_nobody_else_finds_it(world, ask, client_of):
    path = ask().url
    for who in (world.ht_a, world.ed, world.gu):
        assert client_of(who).get(path).status_code == 404
        assert client_of(who).get(f"{path}lessons.zip").status_code == 404


def test_a_second_click_finds_the_first(world, ask):
    first = ask().url
    assert ask().url == first
    assert ask(world.ht_a).url != first
    assert len(store.keys(printing.ORDER)) == 2


def test_another_version_is_packed_anew(programme, ask):
    first = ask().url
    lesson = LessonPage.objects.get(pk=programme.lessons.first().lesson_page)
    lesson.save_revision().publish()
    assert ask().url != first


def test_a_failure_is_told_and_tried_again(world, broken, ask, client_of):
    first = ask().url
    page = client_of(world.te).get(first).content.decode()
    assert "这次没有包成" in page
    assert "再试一次" in page
    broken()
    second = ask().url
    assert second != first
    assert client_of(world.te).get(second).context["order"].state == "ready"
    assert ask().url == second


def test_work_that_fell_silent_counts_as_stopped(world, ask):
    first = order_of(ask())
    made = printing.of(world.te, first)
    store.delete(printing.FILE, str(first))
    printing._step(made, 0)
    assert printing.of(world.te, first).state == "working"
    with time_machine.travel(time.time() + printing.SILENT + 1):
        assert printing.of(world.te, first).state == "failed"
        assert order_of(ask()) != first


def test_after_an_hour_nothing_of_it_is_left(ask):
    ask()
    with time_machine.travel(time.time() + printing.TTL + 1):
        store.sweep()
        assert not store.keys(printing.FILE) | store.keys(printing.ORDER)
        assert not store.keys(printing.ONCE)

"""The class's own door: a code, one sheet without a name, the reasons for her eyes only."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from lessons.actions import quizzing
from lessons.models import QuizPage, QuizSheet
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
TYPE, ANSWER, DONE, NEXT = (
    reverse(f"lessons:quiz_{name}") for name in ("type", "answer", "done", "next")
)


@pytest.fixture
def row(world, at, shelf):
    for n in range(6):
        make_student(world.classroom, f"孩子{n}")
    quiz = QuizPage.objects.get(slug="q-skill-5-6", locale__language_code="zh-hans")
    run = quizzing.start(classroom=world.classroom, quiz=quiz, by=world.ht_a, at=at)
    return quizzing.open_round(run=run, phase="before", by=world.ht_a, at=at)


@pytest.fixture
def now(at):
    with time_machine.travel(at + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


def enter(client, row):
    return client.post(TYPE, {"code": quizzing.code_of(row).lower()})


def test_without_a_code_there_is_only_the_first_page(client, row, now):
    assert client.get(TYPE).status_code == 200
    for door in (ANSWER, DONE):
        assert client.get(door).url == TYPE
    assert client.post(ANSWER, {"q0": "0"}).url == TYPE
    assert not QuizSheet.objects.exists()


def test_a_wrong_code_is_told_kindly_and_not_for_ever(client, row, now):
    for _try in range(5):
        assert client.post(TYPE, {"code": "ZZZZZZ"}).status_code == 422
    assert client.post(TYPE, {"code": "ZZZZZZ"}).status_code == 429
    assert enter(client, row).status_code == 429


def test_a_scanned_code_is_written_already_and_nothing_more(client, row, now):
    code = quizzing.code_of(row)
    assert f'value="{code}"' in client.get(TYPE, {"code": code}).content.decode()
    long = client.get(TYPE, {"code": '"><b>' + "A" * 40}).content.decode()
    assert '"><b>' not in long
    assert 'value="&quot;&gt;&lt;b&gt;AAAAAAA"' in long  # as long as a code, and not a sign more
    assert client.get(ANSWER).url == TYPE


def test_a_closed_round_takes_nothing(client, row, at, now, world):
    enter(client, row)
    quizzing.close_round(round_id=row.pk, by=world.ht_a, at=at)
    answer = client.post(ANSWER, {"q0": "0"})
    assert answer.status_code == 404
    assert "没赶上" in answer.content.decode()
    assert client.post(TYPE, {"code": quizzing.code_of(row)}).status_code == 422
    assert not QuizSheet.objects.exists()


def test_an_option_that_is_not_there_is_refused(client, row, now):
    enter(client, row)
    assert client.post(ANSWER, {"q0": "9"}).status_code == 422
    assert not QuizSheet.objects.exists()


def test_one_sheet_per_device_and_the_reasons_at_once(client, row, now):
    assert enter(client, row).url == ANSWER
    asked = client.get(ANSWER).content.decode()
    item = row.run.items[1] if row.run.items[0]["form"] != row.run.first_form else row.run.items[0]
    why = item["texts"]["zh-hans"]["why"]
    assert why not in asked
    assert client.post(ANSWER, {"q0": "0", "q1": "unsure"}).url == DONE
    assert client.post(ANSWER, {"q0": "1"}).url == DONE
    assert enter(client, row).url == DONE
    sheet = QuizSheet.objects.get()
    assert sheet.answers == [0, None, None, None, None]
    assert why in client.get(DONE).content.decode()


def test_the_next_child_sees_nothing_of_the_last(client, row, now):
    enter(client, row)
    client.post(ANSWER, {"q0": "0"})
    assert client.get(NEXT).status_code == 405
    assert client.post(NEXT).url == TYPE
    assert client.get(DONE).url == TYPE
    assert enter(client, row).url == ANSWER
    client.post(ANSWER, {"q0": "1"})
    assert QuizSheet.objects.count() == 2


def test_a_result_is_forgotten_by_itself(client, row, now):
    enter(client, row)
    client.post(ANSWER, {"q0": "0"})
    assert client.get(DONE)["Cache-Control"].count("no-store") == 1
    now.shift(timedelta(minutes=11))
    assert client.get(DONE).url == TYPE


def test_a_round_taken_back_leaves_no_result(client, row, now, world, at):
    enter(client, row)
    client.post(ANSWER, {"q0": "0"})
    quizzing.undo_round(row=row, by=world.ht_a, at=at)
    assert client.get(DONE).url == TYPE


def test_it_is_asked_in_the_reader_s_language(client, row, now):
    enter(client, row)
    client.cookies["language"] = "en"
    page = client.get(ANSWER).content.decode()
    assert "not sure" in page
    assert row.run.items[2]["texts"]["en"]["question"] in page

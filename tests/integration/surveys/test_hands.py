"""A hand up: the teacher comes, and learns nothing else."""

import pytest
from django.test import Client

from school_safety.volatile import store
from surveys.queries.rooms import hands_kind

pytestmark = pytest.mark.django_db
ASK, FETCH = "/answer/hand/", {"X-Requested-With": "fetch"}


@pytest.fixture
def seat(slips):
    client = Client()
    client.post(slips.student.url)
    return client


@pytest.fixture
def room(wave, world, client_of):
    """The teacher's page, asked anew each time."""
    client, url = client_of(world.ht_a), f"/staff/proctor/{wave.pk}/{world.classroom.pk}/"
    return lambda path="": client.post(f"{url}{path}") if path else client.get(url)


def hands(page):
    return [seat.slip.student for seat in page.context["room"].seats if seat.hand]


def test_a_hand_goes_up_stands_first_and_comes_down(seat, slips, room, world):
    assert seat.post(ASK, headers=FETCH).status_code == 204
    page = room()
    assert hands(page) == [world.student]
    assert page.context["room"].seats[0].hand
    assert "请您过去" in page.content.decode()
    assert room(f"{slips.student.slip.pk}/hand/").status_code == 302
    assert hands(room()) == []


def test_without_javascript_the_page_comes_back_and_says_so(seat):
    page = seat.post(ASK, follow=True)
    assert page.redirect_chain == [("/answer/", 302)]
    assert "已经告诉老师了" in page.content.decode()
    assert "已经告诉老师了" not in seat.get("/answer/").content.decode()


def test_the_quiet_task_asks_in_the_same_way(slips, room, world):
    for who in (slips.student, slips.classmate):
        client = Client()
        client.post(who.url)
        client.post(ASK)
    seats = [(seat.hand, seat.done, seat.locked) for seat in room().context["room"].seats]
    assert seats[0] == seats[1] == (True, False, True)


def test_handing_in_takes_it_down(seat, room):
    seat.post(ASK)
    seat.post("/answer/", {"q": "1", "choice": "1"})
    seat.post("/answer/submit/", {"key": seat.session["surveys.session"]["key"]})
    assert hands(room()) == []


def test_without_a_seat_there_is_no_hand():
    assert Client().post(ASK).status_code == 404
    assert Client().get(ASK).status_code in {404, 405}


def test_the_eleventh_time_waits(seat):
    assert {seat.post(ASK, headers=FETCH).status_code for _ in range(10)} == {204}
    assert seat.post(ASK, headers=FETCH).status_code == 429


def test_a_lost_store_costs_a_hand_and_no_page(seat, slips, room):
    seat.post(ASK)
    store.delete_kind(hands_kind(slips.student.slip.sitting_id))
    assert hands(room()) == []

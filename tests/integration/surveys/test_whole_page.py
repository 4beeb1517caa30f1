"""All questions on one page: the same answers, the same end, with nothing but a form."""

import pytest
from django.test import Client

from surveys.models import Response

pytestmark = pytest.mark.django_db
ALL = "/answer/all/"


@pytest.fixture
def seat(slips):
    client = Client()
    client.post(slips.student.url)
    return client


def test_a_page_is_kept_as_it_is_and_handed_in(seat):
    page = seat.get(ALL)
    assert page.status_code == 200
    assert page.content.decode().count("<fieldset") == page.context["length"]
    reply = seat.post(ALL, {"a0": "1", "a2": "0", "talk": "1"})
    assert (reply.status_code, reply.url) == (302, "/answer/check/")
    again = seat.get(ALL)
    assert [line.chosen for line in again.context["lines"]][:3] == [1, None, 0]
    assert again.context["talk"]
    seat.post("/answer/submit/", {"key": seat.session["surveys.session"]["key"], "talk": "1"})
    kept = Response.objects.get().answers["a"]
    assert kept[:3] == "1-0"
    assert set(kept[3:]) == {"-"}


def test_one_by_one_goes_on_where_the_page_stopped(seat):
    seat.post(ALL, {"a0": "1"})
    assert seat.get("/answer/?q=1").context["paper"].chosen == 1


@pytest.mark.parametrize("choice", ["99", "9"])
def test_an_option_that_is_not_there_keeps_nothing(seat, choice):
    assert seat.post(ALL, {"a0": choice}).status_code == 422
    assert seat.get(ALL).context["answered"] == 0


def test_what_is_no_number_counts_as_passed_over(seat):
    assert seat.post(ALL, {"a0": "-1", "a1": "x" * 5000}).status_code == 302
    assert seat.get(ALL).context["answered"] == 0


def test_without_a_seat_it_is_not_there():
    assert Client().get(ALL).status_code == 404
    assert Client().post(ALL, {"a0": "1"}).status_code == 404


def test_the_quiet_task_looks_alike(slips):
    sizes = []
    for who in (slips.student, slips.classmate):
        client = Client()
        client.post(who.url)
        sizes.append(client.get(ALL).context["length"])
    assert sizes[0] == sizes[1]

"""The door of a slip, unhappy ways only: scanned or typed, one page for every reason."""

import re
from datetime import timedelta
from hashlib import scrypt
from time import perf_counter

import pytest
from django.test import Client
from django.utils import timezone

from surveys.actions import inviting, slips, tries
from surveys.actions.planning import open_wave
from surveys.models import Invitation, Sitting, Wave
from tests.readying import read_by_both

from .conftest import draft

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timedelta(hours=5)
OWN = re.compile(rb'nonce="[^"]*"|value="/s/[^"]*"|name="csrf[^>]*>')  # differs on every page


@pytest.fixture
def printed(slips, wave, world):
    """The typed codes work from the first printing on."""
    inviting.ready_to_print(
        wave=wave, invitations=Invitation.objects.filter(wave=wave), by=world.co, at=timezone.now()
    )
    return slips


def typed(code: str, client: Client | None = None):
    return (client or Client()).post("/s/", {"code": code})


def not_yet(slip: Invitation, world) -> None:
    Sitting.objects.filter(pk=slip.sitting_id).update(
        opens_at=timezone.now() + SOON, closes_at=timezone.now() + 2 * SOON
    )


def over(slip: Invitation, world) -> None:
    long_ago = timezone.now() - SOON
    Sitting.objects.filter(pk=slip.sitting_id).update(
        opens_at=long_ago, closes_at=long_ago + timedelta(hours=1)
    )


def ended(slip: Invitation, world) -> None:
    Wave.objects.filter(pk=slip.wave_id).update(status="closed", closed_at=timezone.now())


def replaced(slip: Invitation, world) -> None:
    inviting.reissue(invitation=slip, by=world.co, at=timezone.now())


def used(slip: Invitation, world) -> None:
    Invitation.objects.filter(pk=slip.pk).update(
        state="submitted", path="screening", started_at=timezone.now()
    )


@pytest.mark.parametrize("happened", [not_yet, over, ended, replaced, used])
def test_a_slip_that_cannot_be_used_looks_like_one_that_never_was(printed, world, happened):
    slip = printed.student
    happened(slip.slip, world)
    unknown = Client().get(f"/s/{'A' * 22}/")
    scanned, begun, written = Client().get(slip.url), Client().post(slip.url), typed(slip.code)
    assert {a.status_code for a in (unknown, scanned, begun, written)} == {404}
    pages = {OWN.sub(b"", a.content) for a in (unknown, scanned, begun, written)}
    assert len(pages) == 1
    assert "answer" not in str(begun.headers)


def test_only_the_new_slip_opens_and_its_typed_code_only_once_it_is_printed(printed, world, wave):
    fresh = inviting.reissue(invitation=printed.student.slip, by=world.co, at=timezone.now())
    code = slips.code_of(fresh)
    assert typed(code).status_code == 404
    inviting.ready_to_print(wave=wave, invitations=[fresh], by=world.co, at=timezone.now())
    assert typed(code).status_code == 302
    assert Client().get(f"/s/{slips.token_of(fresh)}/").status_code == 200


def test_a_reissue_ends_the_session_that_held_the_old_slip(printed, world):
    client = Client()
    client.post(printed.student.url)
    inviting.reissue(invitation=printed.student.slip, by=world.co, at=timezone.now())
    assert client.get("/answer/").status_code == 404


def test_a_slip_of_a_class_whose_window_is_shut_stays_shut_while_another_class_sits(printed, world):
    at = timezone.now()
    later = draft(
        world, at, classrooms=[world.classroom_b], opens_at=at + SOON, closes_at=at + 2 * SOON
    )
    read_by_both(later, world, at)
    open_wave(wave=later, by=world.co, at=at)
    neighbour = Invitation.objects.get(wave=later)
    inviting.ready_to_print(wave=later, invitations=[neighbour], by=world.co, at=at)
    assert typed(slips.code_of(neighbour)).status_code == 404
    assert Client().get(f"/s/{slips.token_of(neighbour)}/").status_code == 404
    assert typed(printed.student.code).status_code == 302


def test_the_same_slip_on_a_second_device_waits_whichever_way_it_came(printed):
    Client().post(printed.student.url)
    other = Client()
    door = typed(printed.student.code, other).headers["Location"]
    assert other.post(door).status_code == 409


@pytest.mark.parametrize("code", ["l1I0O", "7" * 8, "７" * 8, "x" * 20, " - - - - "])
def test_a_code_that_is_no_code_is_one_more_wrong_one(printed, code):
    assert typed(code).status_code == 404


def test_the_sixth_wrong_try_of_a_machine_waits_with_the_right_code_too(printed):
    machine = Client()
    for _ in range(5):
        assert typed("2222 2222", machine).status_code == 404
    held = typed(printed.student.code, machine)
    assert held.status_code == 429
    assert int(held.headers["Retry-After"]) <= 600
    assert machine.get(printed.student.url).status_code == 429
    assert Client().get(printed.student.url).status_code == 200


def test_sixty_wrong_tries_in_a_room_stop_typing_but_no_printed_qr_code(printed):
    Client().post(printed.classmate.url)  # this address now belongs to the room
    for _ in range(12):
        machine = Client()
        for _ in range(5):
            typed("2222 2222", machine)
    assert tries.wrong_in(printed.student.slip.sitting_id) == 60
    assert typed(printed.student.code).status_code == 429
    assert Client().get(printed.student.url).status_code == 200


def test_six_hundred_wrong_tries_from_an_address_stop_every_slip(printed):
    for _ in range(600):
        tries.count_wrong(device="", address="127.0.0.1")
    assert Client().get(printed.student.url).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert elsewhere.get(printed.student.url).status_code == 200


def test_the_teacher_in_the_room_sees_how_often_and_nothing_of_whom(
    printed, wave, world, client_of
):
    room = f"/staff/proctor/{wave.pk}/{world.classroom.pk}/"
    assert "没有对上码" not in client_of(world.ht_a).get(room).content.decode()
    replaced(printed.student.slip, world)
    Client().get(printed.student.url)  # a void slip names its room
    Client().post(printed.classmate.url)
    typed("2222 2222")  # an unknown code: the room last entered here
    page = client_of(world.ht_a).get(room).content.decode()
    assert "有 2 次没有对上码" in page


def test_a_typed_code_is_kept_under_a_slow_keyed_hash_of_about_ten_milliseconds(printed):
    slip = printed.student.slip
    slip.refresh_from_db()
    assert slip.code_hash == slips.code_hash(printed.student.code)
    unkeyed = scrypt(printed.student.code.encode(), salt=b"", n=slips.WORK, r=8, p=1, dklen=32)
    assert slip.code_hash != unkeyed.hex()
    took = []
    for _ in range(5):
        begun = perf_counter()
        slips.code_hash("2222 2222")
        took.append(perf_counter() - begun)
    assert min(took) > 0.003
    assert len(slips.token_of(slip)) == 22
    assert len(printed.student.code) == 8


def test_a_start_whose_reply_was_lost_is_pressed_again(printed):
    url = printed.student.url
    seat = re.search(r'name="seat" value="([^"]{32})"', Client().get(url).content.decode())[1]
    assert Client().post(url, {"seat": seat}).status_code == 302  # the reply never came
    again = Client()
    assert again.post(url, {"seat": seat}).status_code == 302
    assert again.get("/answer/").status_code == 200
    assert Client().post(url).status_code == 409
    assert Client().post(url, {"seat": "x" * 32}).status_code == 409


@pytest.mark.parametrize(
    "offered", ["", "short", "x" * 31, "x" * 33, "中" * 32, "x" * 31 + "'"], ids=str.__len__
)
def test_a_seat_of_another_shape_is_not_taken(printed, offered):
    first = Client()
    assert first.post(printed.student.url, {"seat": offered}).status_code == 302
    assert first.session["surveys.session"]["seat"] != offered

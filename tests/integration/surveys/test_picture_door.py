"""The youngest come in by the code on the board, their number and three pictures."""

import re
from datetime import timedelta
from itertools import permutations
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from surveys.actions import cards, doors, inviting, tries
from surveys.actions.slips import token_of
from surveys.choices import Picture
from surveys.models import Invitation, PictureCard, RoomDoor, Sitting, Wave

pytestmark = pytest.mark.django_db(transaction=True)
OWN = re.compile(rb'nonce="[^"]*"|value="/s/[^"]*"|name="csrf[^>]*>')


@pytest.fixture
def young(wave, world):
    """Grade two, everybody with a card, the door open."""
    world.classroom.grade = 2
    world.classroom.save()
    at = timezone.now()
    printed = cards.make_cards(
        classroom=world.classroom,
        students=[world.student, world.classmate],
        by=world.ht_a,
        at=at,
    )
    sitting = Sitting.objects.select_related("wave", "classroom").get(wave=wave)
    door = doors.open_door(sitting=sitting, by=world.ht_a, at=at)
    return SimpleNamespace(
        door=door,
        code=doors.code_of(door),
        sitting=sitting,
        mine=pictures(printed[0]),
        hers=pictures(printed[1]),
        number=printed[0]["number"],
        her_number=printed[1]["number"],
        slip=Invitation.objects.get(wave=wave, student=world.student),
    )


def pictures(card) -> list[str]:
    return [each["file"].rpartition("/")[2].removesuffix(".svg") for each in card["pictures"]]


def through(code: str, number: int, picked: list[str], client: Client | None = None):
    """Board, number, three taps, as without JavaScript."""
    client = client or Client()
    first = client.post("/s/class/", {"code": code})
    if first.status_code != 302:
        return client, first
    client.post("/s/class/number/", {"number": number})
    for each in picked:
        answer = client.post("/s/class/pictures/", {"picture": each})
    return client, answer


def wrong(young) -> list[str]:
    some = permutations(Picture.values, 3)
    return next(list(each) for each in some if list(each) not in (young.mine, young.hers))


def test_board_number_and_pictures_lead_to_her_own_slip(young, world):
    client, answer = through(f" {young.code.lower()} ", young.number, young.mine)
    assert answer.headers["Location"] == f"/s/{token_of(young.slip)}/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert world.student.name not in page
    assert client.post(answer.headers["Location"]).headers["Location"] == "/answer/"
    assert "surveys.door" not in client.session


def test_a_second_device_waits_for_the_teacher(young):
    client, answer = through(young.code, young.number, young.mine)
    client.post(answer.headers["Location"])
    other, again = through(young.code, young.number, young.mine)
    assert other.post(again.headers["Location"]).status_code == 409


def her_pictures(young):
    return young.number, young.hers


def her_number(young):
    return young.her_number, young.mine


def another_order(young):
    return young.number, young.mine[::-1]


def nobody(young):
    return 57, young.mine


@pytest.mark.parametrize("tried", [her_pictures, her_number, another_order, nobody])
def test_whatever_is_wrong_looks_the_same_and_opens_nothing(young, tried):
    _, plain = through(young.code, young.number, wrong(young))
    client, answer = through(young.code, *tried(young))
    assert answer.status_code == plain.status_code == 422
    assert OWN.sub(b"", answer.content) == OWN.sub(b"", plain.content)
    assert "没关系" in answer.content.decode()
    assert client.get("/answer/").status_code == 404


def shut(young, world):
    doors.shut_door(sitting=young.sitting, by=world.ht_a, at=timezone.now())


def hour_over(young, world):
    RoomDoor.objects.update(closes_at=timezone.now())


def window_over(young, world):
    long_ago = timezone.now() - timedelta(hours=9)
    Sitting.objects.update(opens_at=long_ago, closes_at=long_ago + timedelta(hours=1))


def wave_over(young, world):
    Wave.objects.update(status="closed", closed_at=timezone.now())


def code_renewed(young, world):
    doors.open_door(sitting=young.sitting, by=world.ht_a, at=timezone.now())


@pytest.mark.parametrize("happened", [shut, hour_over, window_over, wave_over, code_renewed])
def test_the_code_on_the_board_ends_with_the_teachers_window(young, world, happened):
    inside = Client()
    inside.post("/s/class/", {"code": young.code})
    inside.post("/s/class/number/", {"number": young.number})
    happened(young, world)
    assert Client().post("/s/class/", {"code": young.code}).status_code == 422
    for each in young.mine:
        answer = inside.post("/s/class/pictures/", {"picture": each})
    assert answer.status_code == 422


def handed_in(young, world):
    Invitation.objects.filter(pk=young.slip.pk).update(
        state="submitted", path="screening", started_at=timezone.now()
    )


def moved(young, world):
    world.student.classroom = world.classroom_b
    world.student.save()


def left(young, world):
    type(world.student).objects.filter(pk=world.student.pk).update(status="left")


def new_card(young, world):
    cards.make_cards(
        classroom=world.classroom, students=[world.student], by=world.ck, at=timezone.now()
    )


@pytest.mark.parametrize("happened", [handed_in, moved, left, new_card])
def test_the_card_opens_nothing_any_more(young, world, happened):
    happened(young, world)
    assert through(young.code, young.number, young.mine)[1].status_code == 422


def test_a_replaced_slip_is_found_by_the_same_card(young, world):
    fresh = inviting.reissue(invitation=young.slip, by=world.co, at=timezone.now())
    _, answer = through(young.code, young.number, young.mine)
    assert answer.headers["Location"] == f"/s/{token_of(fresh)}/"


def test_after_five_wrong_tries_this_child_waits_and_no_other(young):
    for _ in range(5):
        assert through(young.code, young.number, wrong(young))[1].status_code == 422
    _, answer = through(young.code, young.number, young.mine)
    assert answer.status_code == 429
    assert "老师来帮你" in answer.content.decode()
    assert through(young.code, young.her_number, young.hers)[1].status_code == 302


def test_sixty_wrong_tries_shut_the_pictures_of_the_class_and_its_teacher_sees_them(
    young, world, client_of
):
    for place in range(60):
        tries.count_wrong(device=f"d{place}", address="192.0.2.1", room=str(young.sitting.pk))
    assert through(young.code, young.number, young.mine)[1].status_code == 429
    room = f"/staff/proctor/{young.sitting.wave_id}/{world.classroom.pk}/"
    assert "有 60 次没有对上码" in client_of(world.ht_a).get(room).content.decode()


def test_guessing_class_codes_is_counted_by_machine(young):
    machine = Client()
    answers = [machine.post("/s/class/", {"code": "222222"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_steps_cannot_be_skipped_and_outside_waves_there_is_nothing(world):
    client = Client()
    assert client.get("/s/class/number/").headers["Location"] == "/s/class/"
    assert client.post("/s/class/pictures/", {"picture": "sun"}).headers["Location"] == "/s/class/"
    assert client.post("/s/class/", {"code": "ABCDEF"}).status_code == 422


def test_pictures_are_kept_as_slow_keyed_hashes_unique_in_the_class(young, world):
    held = list(PictureCard.objects.all())
    assert held[0].picture_hash == cards.picture_hash(world.classroom.pk, young.mine)
    assert cards.picture_hash(world.classroom_b.pk, young.mine) != held[0].picture_hash
    assert len({card.picture_hash for card in held}) == len(held) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM surveys_picturecard")
        assert not any(name in repr(cursor.fetchall()) for name in young.mine)


def test_only_the_youngest_have_this_door(young, world, client_of):
    url = f"/staff/proctor/{young.sitting.wave_id}/{world.classroom.pk}/"
    page = client_of(world.ht_a).get(url).content.decode()
    assert young.code in page
    type(world.classroom).objects.filter(pk=world.classroom.pk).update(grade=4)
    assert "用图片进入" not in client_of(world.ht_a).get(url).content.decode()
    assert client_of(world.ht_a).post(f"{url}door/").status_code == 409
    printing = f"/staff/codes/{world.classroom.pk}/cards/"
    assert client_of(world.ht_a).post(printing).status_code == 409


@pytest.mark.parametrize("who", ["ht_b", "co_other", "te", "sa", "gu", "da"])
def test_strangers_open_no_door(young, world, client_of, who):
    url = f"/staff/proctor/{young.sitting.wave_id}/{world.classroom.pk}/door/"
    assert client_of(getattr(world, who)).post(url).status_code == 404
    assert client_of(getattr(world, who)).post(url, {"shut": "1"}).status_code == 404
    assert RoomDoor.objects.get().closed_at is None


def test_the_teacher_opens_renews_and_shuts_the_door(young, world, client_of):
    url = f"/staff/proctor/{young.sitting.wave_id}/{world.classroom.pk}/door/"
    client_of(world.ht_a).post(url)
    assert RoomDoor.objects.count() == 2
    client_of(world.ht_a).post(url, {"shut": "1"})
    assert not RoomDoor.objects.filter(closed_at=None).exists()


def test_cards_come_as_one_file_from_the_class_teacher_or_the_clerk(young, world, client_of):
    url = f"/staff/codes/{world.classroom.pk}/cards/"
    reply = client_of(world.ht_a).post(url)
    assert reply.content.startswith(b"%PDF")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="picture-cards.pdf"'
    one = client_of(world.ck).post(url, {"student": world.student.pk})
    assert one.status_code == 200
    foreign = {"student": world.other_student.pk}
    assert client_of(world.ck).post(url, foreign).status_code == 404
    for who in ("ht_b", "ht_other", "te", "co", "gu"):
        assert client_of(getattr(world, who)).post(url).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_picture_has_its_word_and_every_button_a_name(young, language):
    client = Client()
    client.cookies["language"] = language
    client.post("/s/class/", {"code": young.code})
    client.post("/s/class/number/", {"number": 1})
    page = client.get("/s/class/pictures/").content.decode()
    buttons = re.findall(r'name="picture" value="(\w+)">.*?<span>(.+?)</span>', page, re.S)
    assert [value for value, _word in buttons] == Picture.values
    assert len({word for _value, word in buttons}) == 12
    assert all(word.isascii() == (language == "en") for _value, word in buttons)
    assert page.count('aria-hidden="true" focusable="false"') >= 12

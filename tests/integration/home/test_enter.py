"""The guardian's door: the unhappy ways first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.accounts.actions import issue_entry_code
from school_safety.accounts.codes import written


@pytest.fixture
def code(world) -> str:
    return issue_entry_code(
        user=world.gu, by=world.ht_a, at=timezone.now(), district_id=world.district.pk
    )


def knock(code: str, tail: str):
    client = Client()
    return client, client.post("/enter/", {"code": code, "tail": tail})


@pytest.mark.parametrize(
    ("change", "tail"),
    [
        (lambda code: "X" * 16, "0001"),
        (lambda code: code[:-1], "0001"),
        (lambda code: code, "0002"),
        (lambda code: code, "12"),
        (lambda code: "", "0001"),
    ],
)
def test_enter_wrong_code_or_tail_stays_outside_and_keeps_what_was_typed(
    world, code, change, tail
) -> None:
    client, answer = knock(change(code), tail)
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
    assert tail in answer.content.decode()


def test_enter_code_written_in_groups_and_lower_case_is_the_same_code(world, code) -> None:
    client, answer = knock(written(code).lower(), "0001")
    assert (answer.status_code, answer["Location"]) == (302, "/family/")
    assert client.session["_auth_user_id"] == str(world.gu.pk)


def test_enter_opening_the_printed_link_signs_nobody_in(world, code) -> None:
    client = Client()
    answer = client.get(f"/enter/{code}/")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_enter_reissued_and_expired_codes_are_dead(world, code) -> None:
    newer = issue_entry_code(
        user=world.gu, by=world.ht_a, at=timezone.now(), district_id=world.district.pk
    )
    assert knock(code, "0001")[1].status_code == 422
    assert knock(newer, "0001")[1].status_code == 302
    world.gu.entry_codes.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert knock(newer, "0001")[1].status_code == 422


def test_enter_sixth_wrong_try_waits(world, code) -> None:
    for _ in range(5):
        assert knock(code, "9999")[1].status_code == 422
    client, answer = knock(code, "0001")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "_auth_user_id" not in client.session


def test_enter_disabled_guardian_stays_outside(world, code) -> None:
    world.gu.is_active = False
    world.gu.save()
    assert knock(code, "0001")[1].status_code == 422

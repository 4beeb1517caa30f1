"""Roles that reach S3, people or keys do nothing before the second factor."""

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.access.second_factor import SESSION_KEY

FORCED = ["co", "ld", "ck", "sa", "da", "au", "cl", "pa", "du", "op"]
FREE = ["te", "ht_a", "ed", "rv", "gu"]


@pytest.mark.parametrize("actor", FORCED)
def test_second_factor_is_forced(world, actor) -> None:
    client = Client()
    client.force_login(getattr(world, actor))
    for path in ("/staff/", "/notices/", "/nowhere/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.parametrize("actor", FREE)
def test_second_factor_is_optional_for_the_others(world, actor) -> None:
    client = Client()
    client.force_login(getattr(world, actor))
    assert client.get("/nowhere/").status_code == 404


def test_second_factor_in_this_session_opens(world) -> None:
    client = Client()
    client.force_login(world.co)
    session = client.session
    session[SESSION_KEY] = timezone.now().isoformat()
    session.save()
    assert client.get("/nowhere/").status_code == 404

"""A contact list over there, the settings that name it, and the way from a change to the books."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.office.contacts.following import follow
from school_safety.schools.contacts import asking, lists
from school_safety.schools.models import Guardian
from school_safety.schools.phones import kept
from school_safety.settings import contacts as configuration
from tests.integration.home.elsewhere.houses import open_house

from .campus import CORP, KEY, SECRET, TOKEN, Campus, change, department, envelope, seal, signed

DOOR = "/callbacks/wecom/one/"
MOTHER, FATHER = "13911112222", "13833334444"
TREE = [
    department(1, "青禾学校", 0, 5),
    department(2, "五年级", 1, 2),
    department(11, "1班", 2, 1),
    department(12, "五年级二班", 2, 1),
    department(13, "合唱团", 2, 1),
    department(14, "9班", 2, 1),
]


@pytest.fixture
def campus(settings: Any, free_port: int, world: Any) -> Iterator[Any]:
    """The school's 企业微信, without a single account yet."""
    with open_house(Campus, free_port) as house:
        house.codes["departments"] = list(TREE)
        said = {
            "CORP": CORP, "SECRET": SECRET, "TOKEN": TOKEN, "AESKEY": KEY,
            "DISTRICT": "T1", "SCHOOL": "T1S1", "BASE": house.url,
        }  # fmt: skip
        environ = {f"ROSTER_WECOM_ONE_{key}": value for key, value in said.items()}
        settings.ROSTER_WECOM = configuration.configured({"ROSTER_WECOM": "one", **environ})
        asking._tokens.clear()
        number(world.gu, MOTHER)
        yield house


def number(user: Any, phone: str) -> Guardian:
    """The world's guardians have no number that could be found."""
    guardian = Guardian.objects.get(user=user)
    for name, value in kept(phone).items():
        setattr(guardian, name, value)
    guardian.save()
    return guardian


@pytest.fixture
def tell(campus: Any) -> Any:
    """tell("update_student", "xm"): the callback as it comes in."""
    count = iter(range(1_790_000_000, 1_800_000_000))

    def send(kind: str, account: str, *, new: str = "") -> Any:
        sealed = seal(change(kind, account, new=new, at=next(count)))
        return post(envelope(sealed), signed(sealed))

    return send


@pytest.fixture
def work(campus: Any) -> Any:
    """work(minutes): what the clock does so much later."""

    def run(minutes: float = 1) -> int:
        return follow(lists.named("one"), at=timezone.now() + timedelta(minutes=minutes))

    return run


def post(body: str, query: dict[str, str]) -> Any:
    return Client().post(f"{DOOR}?{urlencode(query)}", body, content_type="text/xml")

"""A house elsewhere, the settings that name it, and a browser that goes there and back."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from school_safety.settings import elsewhere as configuration

from .houses import Answers, House, Oidc, open_house

LOCAL = "http://127.0.0.1"


def configure(settings: Any, way: str, house: House, **more: str) -> None:
    """As the environment would."""
    prefix = f"SSO_{way.upper()}_"
    said = {
        "oidc": {"URL": house.url, "CLIENT": "school", "SECRET": "shared"},
        "wecom": {"CORP": "ww1", "AGENT": "1000002", "SECRET": "shared", "BASE": house.url},
    }.get(way, {"CLIENT": "school", "SECRET": "shared", "BASE": house.url})
    environ = {prefix + name: value for name, value in {**said, **more}.items()}
    settings.SSO = configuration.configured({**environ, "SSO_DISTRICT": "T1"})


@pytest.fixture
def open_up(free_port: int) -> Iterator[Any]:
    """open_up(kind): a house of that kind until the test ends."""
    stack = []

    def start(kind: type[Answers]) -> House:
        manager = open_house(kind, free_port)
        stack.append(manager)
        return manager.__enter__()

    yield start
    for manager in stack:
        manager.__exit__(None, None, None)


@pytest.fixture
def house(settings: Any, open_up: Any) -> House:
    """A school's own directory that speaks OpenID Connect and vouches for staff numbers."""
    opened = open_up(Oidc)
    configure(settings, "oidc", opened, CLAIM="staff_no", NAME="区统一认证")
    return opened


def walk(client: Client, url: str) -> Any:
    """The browser goes where it is sent, agrees there, and comes back."""
    there = requests.get(url, allow_redirects=False, timeout=5)
    assert there.status_code == 302, there.text
    parts = urlsplit(there.headers["Location"])
    assert parts.netloc == "testserver"
    return client.get(f"{parts.path}?{parts.query}")


def come_in(client: Client, way: str = "oidc", wanted: str = "") -> Any:
    """From the sign-in page to the other side and back."""
    begun = client.get(f"/accounts/{way}/login/", {"next": wanted} if wanted else {})
    assert begun.status_code == 302, begun.content.decode()[:200]
    assert begun.url.startswith(LOCAL)
    return walk(client, begun.url)


def connect(client: Client, way: str = "oidc") -> Any:
    """From "My sign-in" to the other side and back."""
    page = client.post(f"/me/sign-in/{way}/connect/")
    assert page.status_code == 200
    return walk(client, page.context["url"])

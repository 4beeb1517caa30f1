"""The framework's defences, asked at every door of our own: forms, methods, hosts, redirects."""

import contextlib
import itertools
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from .doors import own_doors

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
METHODS = ("GET", "POST", "PUT", "DELETE", "TRACE", "PROPFIND")
# Language and theme are cookies of one's own device; the CMS door only points to the sign-in page.
WITHOUT_TOKEN = {"web:language_set", "web:theme_set", "lessons:cms_sign_in"}
UNKNOWN = {404, 405}
FINE = {"POST": {403, 404, 405}, **dict.fromkeys(METHODS[2:], UNKNOWN)}
ELSEWHERE = "https://elsewhere.example/"


def addresses() -> list[tuple[str, str]]:
    """Every own door once, with something that is not there where it names an object."""
    found = []
    for door in own_doors():
        given = {name: _value(door.route, name) for name in door.arguments}
        with contextlib.suppress(NoReverseMatch):  # the closed areas are regular expressions
            found.append((door.name, reverse(door.name, kwargs=given)))
    return found


def _value(route: str, name: str) -> Any:
    if f"uuid:{name}" in route:
        return uuid4()
    return 987654 if f"int:{name}" in route else "nothing"


def test_every_door_keeps_its_manners(world: Any) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(world.ht_a)
    wrong = []
    for (name, url), method in itertools.product(addresses(), METHODS):
        if name in WITHOUT_TOKEN:
            continue
        answer = client.generic(method, url)
        if faults := _faults(method, answer):
            wrong.append(f"{method} {name}: {faults}")
    assert not wrong, "\n".join(wrong)


def _faults(method: str, answer: Any) -> list[str]:
    """What is wrong with this answer; a posting without its token is refused before all else."""
    policy = answer.headers.get("Content-Security-Policy", "")
    kept = answer.headers.get("Cache-Control", "")
    asked = {
        f"status {answer.status_code}": answer.status_code in FINE.get(method, range(500)),
        "headers": {key: answer.headers.get(key) for key in HEADERS} == HEADERS,
        "content policy": "default-src 'none'" in policy,
        f"kept {kept}": kept == "no-store" or kept.startswith("public"),
    }
    return [fault for fault, fine in asked.items() if not fine]


def test_a_strange_host_is_no_host_of_ours(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("url", ["/accounts/login/", "/language/"])
def test_no_way_leads_elsewhere(client: Client, url: str) -> None:
    for way in (ELSEWHERE, "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        for answer in (
            client.get(url, {"next": way}),
            client.post(url, {"next": way, "language": "en", "code": "en"}),
        ):
            assert "elsewhere" not in answer.headers.get("Location", "")
            assert "javascript" not in answer.headers.get("Location", "")


def test_method_override_and_doubled_parameters_change_nothing(client_of: Any, world: Any) -> None:
    client = client_of(world.ck)
    answer = client.post(
        "/staff/people/?_method=DELETE", headers={"x-http-method-override": "DELETE"}
    )
    assert answer.status_code == 405
    assert client.get("/staff/people/?page=1&page=2&q=a&q=b").status_code == 200

"""Other people's doors (Wagtail's admin, allauth, documents): each pattern, each actor, both ways."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from .actors import account, actor
from .knocking import knock
from .test_matrix import ACTORS, check_heard, sign_in

EDITORS = {"te", "ht", "ed", "rv", "sa", "da"}  # who may write, review or approve pages
HOLE = re.compile(r"\(\?P<\w+>[^)]*\)|<[^>]+>")
QUICK = ("anonymous", "clerk_s1")  # in `make test`; the rest in `make trust`
REST = [
    pytest.param(key, marks=[pytest.mark.slow, pytest.mark.trust])
    for key in ACTORS
    if key not in QUICK
]
OUT = {"accounts/logout/", "cms/logout/"}  # would end the session of the walk
NOT_EDITORS = {302, 404, 405}
OPEN_TO_ALL = {"/cms/jsi18n/", "/cms/sprite/"}  # words and icons of Wagtail's own, the same for all
# Wagtail itself stumbles over what no page of its own sends; nothing is told, nothing is written.
STUMBLES = {
    "/cms/choose-external-link/",
    "/cms/documents/chooser/chosen/nothing/",
    "/cms/images/chooser/chosen/nothing/",
}


def addresses(resolver: Any = None, route: str = "") -> Iterator[str]:
    """One address for every pattern that does not wear our gate; holes hold what is not there."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        elif isinstance(pattern, URLPattern) and not hasattr(pattern.callback, "gate"):
            yield _filled(here)


def _filled(route: str) -> str:
    plain = HOLE.sub(_something, route).replace("\\Z", "").replace("^", "").replace("$", "")
    return "/" + plain.replace("\\", "").replace("?", "")


def _something(hole: re.Match[str]) -> str:
    if "uuid" in hole[0]:
        return str(uuid4())
    return "987654" if "int" in hole[0] or "\\d" in hole[0] else "nothing"


@pytest.mark.django_db
@pytest.mark.parametrize("key", [*QUICK, *REST])
def test_no_area_of_others_tells_or_breaks(demo: Any, key: str) -> None:
    who = actor(key, account(demo, key))
    canaries = {mark["text"]: mark for mark in demo.manifest["canaries"]}
    client, wrong = sign_in(who), []
    for url in sorted({*addresses()} - {f"/{out}" for out in OUT}):
        for method in ("GET", "POST"):
            got = knock(client, method, url)
            label = f"{key} {method} {url}"
            if got.status >= 500 and url not in STUMBLES:
                wrong.append(f"{label}: {got.status}")
            closed = url.startswith("/cms/") and not who.roles & EDITORS
            if closed and got.status not in NOT_EDITORS and url not in OPEN_TO_ALL:
                wrong.append(f"{label}: let in with {got.status}")
            wrong += check_heard(who, label, got, canaries)
    assert not wrong, "\n".join(wrong)

"""What Wagtail brings and no school needs stays shut: found in the resolver, not in a list of ours.

An area that a new Wagtail adds is walked as soon as it is there, and must be closed or decided.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from lessons.actions import sections
from school_safety.volatile import store

pytestmark = pytest.mark.django_db
WRITERS = ("te", "ht_a", "ed", "rv")  # of the roles below, those who open the CMS at all
ROLES = (*WRITERS, "ck", "sa", "co", "ld")
# Areas of the CMS in which its writers work; everything else is shut.
OPEN = {
    "": "its first page",
    "account": "one's own name and theme",
    "api": "pages alone: the tree beside the editor",
    "block-preview": "what a block looks like",
    "bulk": "several pages at once, each by its own permission",
    "choose-anchor-link": "a dialog of the editor",
    "choose-email-link": "a dialog of the editor",
    "choose-external-link": "a dialog of the editor",
    "choose-page": "a dialog of the editor; lists what its user may explore",
    "choose-phone-link": "a dialog of the editor",
    "dismissibles": "a hint that was read",
    "documents": "films and worksheets of one's own school",
    "editing-sessions": "who else has this page open",
    "embeds": "a dialog of the editor",
    "images": "pictures of one's own school, and those that every school may use",
    "jsi18n": "words of the scripts",
    "localize": "the English side of one's own page",
    "logout": "the way out",
    "pages": "the work itself",
    "questionnaires": "drafts of questionnaires, for district officials; nothing for anybody else",
    "sprite": "icons",
    "tag-autocomplete": "words for documents",
}
NEVER = ("users", "groups", "reports", "sites", "locales", "workflows", "redirects", "collections",
         "snippets", "password_reset", "login", "failwhale", "test404")  # fmt: skip
FILLED = {"int": "1", "slug": "x", "str": "x", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}


def patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver: URLResolver, path: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            here = path + str(entry.pattern).lstrip("^")
            if isinstance(entry, URLResolver):
                yield from walk(entry, here)
            else:
                yield here, entry

    for path, entry in walk(get_resolver(), ""):
        ours = entry.callback.__module__.startswith(("lessons", "school_safety"))
        if path.startswith("cms/") and not ours and path != "cms/.*/$":
            yield path, entry


def knock(client: Client, method: str, path: str) -> int:
    """The status; knocking so often at what is not there would be refused for a while (429)."""
    store.backend().run("DELETE FROM volatile_counter")
    return client.generic(method, path).status_code


def area(path: str) -> str:
    return path.split("/")[1]


def address(path: str) -> str:
    """The pattern with something in its holes; regular expressions are not used there for areas."""
    known = re.sub(r"<(?:(\w+):)?\w+>", lambda hole: FILLED.get(hole[1] or "str", "x"), path)
    return "/" + re.sub(r"\(.*?\)|\\|\$|\^", "x", known).rstrip("/") + "/"


SHUT = sorted({address(path) for path, _entry in patterns() if area(path) not in OPEN})
ALL = sorted({address(path) for path, _entry in patterns()})


@pytest.fixture
def school(world, at):
    sections.make_section(school=world.school, by=world.giver, at=at)
    for key in ROLES:
        sections.sync_groups(getattr(world, key), by=world.giver, at=at)
    return world


def test_every_area_is_either_worked_in_or_named_here() -> None:
    areas = {area(path) for path, _entry in patterns()}
    assert areas - OPEN.keys() == set(NEVER)
    assert OPEN.keys() <= areas
    assert len(SHUT) > 80


@pytest.mark.parametrize("key", ROLES)
def test_shut_areas_look_like_nothing_at_all(school, client_of, key) -> None:
    client = client_of(getattr(school, key))
    nothing = client.get("/cms/no-such-room/" if key not in WRITERS else "/nowhere/")
    assert nothing.status_code == 404
    let_in = [
        f"{method} {path} {status}"
        for path in SHUT
        for method in ("GET", "POST")
        if (status := knock(client, method, path)) != 404
    ]
    assert let_in == []


@pytest.mark.parametrize("key", ["ck", "co", "ld", "gu"])
def test_whoever_writes_nothing_finds_no_cms(school, client_of, key) -> None:
    client = client_of(getattr(school, key))
    found = {knock(client, m, path) for path in ALL for m in ("GET", "POST")}
    assert found == {404}


@pytest.mark.parametrize("key", ROLES)
@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/zh-hans/_util/login/"])
def test_wagtails_own_sign_in_is_not_there(school, client_of, key, path) -> None:
    client = client_of(getattr(school, key))
    for method in ("GET", "POST"):
        assert client.generic(method, path).status_code == 404


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/en/_util/login/"])
def test_a_password_posted_there_opens_nothing(school, path) -> None:
    school.ed.set_password("winter-boats-on-a-lake")
    school.ed.save()
    client = Client()
    for method in (client.get, client.post):
        answer = method(path, {"username": "ed", "password": "winter-boats-on-a-lake"})
        assert answer["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_a_passer_by_is_shown_the_sign_in_or_nothing(school) -> None:
    client = Client()
    for path in ALL:
        store.backend().run("DELETE FROM volatile_counter")
        answer = client.get(path)
        fine = answer.status_code == 404 or "login/" in answer.get("Location", "")
        assert fine or area(path[1:]) in {"jsi18n", "sprite", "logout"}, (path, answer.status_code)


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_apis_lists_of_files_are_shut(school, client_of, kind) -> None:
    for key in WRITERS:
        assert client_of(getattr(school, key)).get(f"/cms/api/main/{kind}/").status_code == 404


def test_no_group_of_a_school_may_touch_people_or_settings(school) -> None:
    held = set(
        Group.objects.filter(user__isnull=False).values_list(
            "permissions__content_type__app_label", "permissions__codename"
        )
    )
    kinds = {f"{app}.{name}" for app, name in held if name}
    assert {name for name in kinds if name.split(".")[0] in {"accounts", "auth"}} == set()
    assert {name for name in kinds if "workflow" in name or "site" in name} == set()

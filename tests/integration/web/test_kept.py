"""A kept page is never older than the last change, in no process, and never anybody's own."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory, override_settings
from wagtail.models import GroupPagePermission

from lessons.models import SectionPage
from school_safety.volatile import store
from school_safety.web import kept
from school_safety.web.kept import Shelf

pytestmark = pytest.mark.django_db
PATH = "/zh-hans/lessons/"
HTML = ("Content-Type", "text/html; charset=utf-8")


class Count:
    """An application that says how often it was asked."""

    asked = 0

    def __init__(self, *headers, during=lambda: None):
        self.headers, self.during = [HTML, *headers], during

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response("200 OK", self.headers)
        self.during()
        return [str(self.asked).encode()]


class Answer:
    """What a server hears; also the request, since it is made for one path."""

    def __init__(self, application, path=PATH, method="GET", **more):
        environ = RequestFactory().generic(method, path).environ | more
        self.body = b"".join(application(environ, self))

    def __call__(self, status, headers, *more):
        self.status, self.headers = int(status[:3]), headers


@pytest.fixture
def django():
    """Our own handler as the lane calls it; the test's transaction outlives its requests."""
    handler = WSGIHandler()

    def answer(environ, start_response):
        for signal in (request_started, request_finished):  # the test client connects them anew
            signal.disconnect(close_old_connections)
        reply = handler(environ, start_response)
        try:
            return [b"".join(reply)]
        finally:
            reply.close()

    yield answer
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.pg
def test_the_second_reader_gets_the_same_and_a_signed_in_one_her_own():
    shelf = Shelf(Count(("X-Frame-Options", "DENY")))
    first, second = Answer(shelf), Answer(shelf)
    assert (second.body, second.status, second.headers) == (b"1", 200, first.headers)
    assert Answer(shelf, HTTP_COOKIE="session=hers").body == b"2"
    assert Answer(shelf, method="HEAD").body == b"3"
    assert Answer(shelf).body == b"1"


def test_what_sets_a_cookie_or_is_over_is_asked_for_again():
    assert [Answer(Shelf(Count(("Set-Cookie", "a=1")))).body] == [b"1"]
    for shelf in (Shelf(Count(("Set-Cookie", "a=1"))), Shelf(Count(), lasts=-1)):
        assert [Answer(shelf).body for _ in range(2)] == [b"1", b"2"]


def test_a_change_while_a_page_is_rendered_is_not_covered_up():
    during = [kept.renew]
    shelf = Shelf(Count(during=lambda: during and during.pop()()))
    assert [Answer(shelf).body for _ in range(3)] == [b"1", b"2", b"2"]


def test_questions_push_out_no_page():
    shelf = Shelf(Count())
    Answer(shelf)
    for number in range(kept.PAGES + 1):
        Answer(shelf, f"{PATH}?q={number}")
    assert Answer(shelf).body == b"1"


def test_without_the_store_every_reader_is_rendered_for(tmp_path):
    torn = tmp_path / "torn"
    torn.write_bytes(b"no database" * 100)
    store.backend.cache_clear()
    with override_settings(VOLATILE_PATH=torn):
        shelf = Shelf(Count())
        told = [Answer(shelf).body for _ in range(2)]
    store.backend.cache_clear()
    assert told == [b"1", b"2"]


def test_a_strange_host_is_refused_and_what_is_absent_stays_asked_for(django, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    shelf = Shelf(django)
    assert Answer(shelf, "/zh-hans/").status == 200
    for _ in range(2):
        assert Answer(shelf, "/zh-hans/", HTTP_HOST="evil.example").status == 400
        assert Answer(shelf, "/zh-hans/no-such-page/").status == 404


def test_headers_and_themes_are_those_of_the_page_itself(django):
    shelf = Shelf(django)
    rendered, again = Answer(django, "/zh-hans/"), [Answer(shelf, "/zh-hans/") for _ in range(2)]
    assert [each.headers for each in again] == [rendered.headers] * 2
    assert again[1].body == rendered.body
    assert b'data-theme="dark"' in Answer(shelf, "/zh-hans/", HTTP_COOKIE="theme=dark").body
    assert b"data-theme" not in Answer(shelf, "/zh-hans/").body


def test_a_lobby_device_and_whoever_is_signed_in_see_no_kept_page(django, client_of, world):
    shelf = Shelf(django)
    Answer(shelf, "/zh-hans/")
    hers = client_of(world.ht_a).cookies["session"].value
    page = Answer(shelf, "/zh-hans/", HTTP_COOKIE=f"session={hers}")
    assert b'href="/home/"' in page.body
    assert dict(page.headers)["Cache-Control"] == "no-store"
    assert b'href="/home/"' not in Answer(shelf, "/zh-hans/").body


def test_what_is_withdrawn_is_gone_for_the_next_reader_of_every_process(
    django, school_pages, world, client_of
):
    section = SectionPage.objects.get(school=world.school, locale__language_code="zh-hans")
    may = Permission.objects.get(codename="publish_page")
    group = Group.objects.create(name="may withdraw")
    GroupPagePermission.objects.create(group=group, page=section, permission=may)
    world.ed.groups.add(group)
    processes = [Shelf(django), Shelf(django)]
    assert [Answer(each, section.url).status for each in processes] == [200, 200]
    answer = client_of(world.ed).post(f"/cms/pages/{section.pk}/unpublish/")
    assert answer.status_code == 302
    assert [Answer(each, section.url).status for each in processes] == [404, 404]


def test_nobody_else_moves_the_stamp(client_of, world):
    """No stranger with a forged session, no family, nobody who looks or is refused."""
    before = kept.present_stamp()
    forged = client_of(None)
    forged.cookies["session"] = "f" * 32
    assert forged.post("/staff/lessons/1/fork/").status_code == 302
    assert client_of(world.gu).post("/family/letters/").status_code == 405
    editor = client_of(world.ed)
    assert editor.get("/staff/lessons/").status_code == 200
    assert editor.post("/staff/lessons/999999999/fork/").status_code == 404
    assert kept.present_stamp() == before

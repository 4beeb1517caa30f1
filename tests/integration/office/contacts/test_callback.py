"""The door at which a contact list tells of changes: what it refuses, and that it only listens."""

import time
from urllib.parse import urlencode

import pytest
from django.test import Client

from school_safety.schools.models import ContactChange, ContactLink, ImportBatch

from .campus import ENTITY, change, envelope, seal, signed
from .conftest import DOOR, post

pytestmark = pytest.mark.django_db


def test_the_proof_that_we_have_the_key(campus):
    sealed = seal("4561255354251345929")
    answer = Client().get(DOOR, {**signed(sealed), "echostr": sealed})
    assert (answer.status_code, answer.content) == (200, b"4561255354251345929")
    assert answer["Content-Type"].startswith("text/plain")


def test_a_change_is_kept_and_nothing_else_happens(campus, tell):
    assert tell("update_student", "xm").content == b"success"
    row = ContactChange.objects.get()
    assert (row.kind, row.state, row.about["account"]) == ("student", "waiting", "xm")
    assert ContactLink.objects.get().heard_at is not None
    assert campus.asked == []
    assert not ImportBatch.objects.exists()


def test_the_same_envelope_and_the_same_change_count_once(campus):
    text = change("create_student", "xm")
    sealed = seal(text)
    query = signed(sealed)
    again = seal(text)
    answers = [post(envelope(sealed), query), post(envelope(sealed), query)]
    answers.append(post(envelope(again), signed(again)))
    assert {(a.status_code, a.content) for a in answers} == {(200, b"success")}
    assert ContactChange.objects.count() == 1


def _wrong_signature(sealed):
    return {**signed(sealed), "msg_signature": "0" * 40}


@pytest.mark.parametrize(
    "query",
    [
        _wrong_signature,
        lambda sealed: signed(sealed, token="another"),
        lambda sealed: signed(sealed, when=time.time() - 1200),
        lambda sealed: signed(sealed, when=time.time() + 1200),
        lambda sealed: {**signed(sealed), "timestamp": "now"},
        lambda sealed: {**signed(sealed), "nonce": "other"},
        lambda sealed: {**signed(sealed), "msg_signature": "签名"},
        lambda sealed: {},
    ],
)
def test_a_signature_that_does_not_fit(campus, query):
    sealed = seal(change("delete_student", "xm"))
    answer = post(envelope(sealed), query(sealed))
    assert (answer.status_code, answer.content) == (403, b"refused")
    assert Client().get(DOOR, {**query(sealed), "echostr": sealed}).status_code == 403
    assert not ContactChange.objects.exists()


@pytest.mark.parametrize(
    "sealed",
    [
        seal(change("delete_student", "xm"), receiver="ww9999999999999999"),
        seal(change("delete_student", "xm"), key="a" * 43),
        seal(ENTITY + change("delete_student", "&b;")),
        seal("no xml"),
        seal(change("delete_student", "x" * 65)),
        seal(change("delete_student", "")),
        "AAAA",
        "不是 base64",
        "",
    ],
    ids=["receiver", "key", "entity", "not xml", "long", "empty", "short", "not base64", "none"],
)
def test_what_is_inside_does_not_fit(campus, sealed):
    answer = post(envelope(sealed), signed(sealed))
    assert (answer.status_code, answer.content) == (403, b"refused")
    assert not ContactChange.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "\x00\x01",
        ENTITY + "<xml><Encrypt>&b;</Encrypt></xml>",
        "<xml><ToUserName>wwother</ToUserName><Encrypt>AAAA</Encrypt></xml>",
        "<xml><Encrypt>" + "A" * 100_000 + "</Encrypt></xml>",
        '<?xml version="1.0" encoding="nonsense"?><xml/>',
    ],
)
def test_bodies_that_are_no_envelope(campus, body):
    assert post(body, signed("AAAA")).status_code == 403


@pytest.mark.parametrize("kind", ["subscribe", "unsubscribe", "something_new"])
def test_what_does_not_concern_the_roster_is_answered_and_forgotten(campus, tell, kind):
    assert tell(kind, "xm").status_code == 200
    assert not ContactChange.objects.exists()


@pytest.mark.parametrize("kind", ["create_deparmtment", "update_department", "delete_department"])
def test_departments_are_looked_up_anew_anyway(campus, tell, work, kind):
    tell(kind, "11")
    work()
    assert ContactChange.objects.get().state == "done"


def test_nobody_else_is_at_this_door(campus, settings):
    assert Client().get("/callbacks/wecom/two/").status_code == 404
    assert Client().put(DOOR).status_code == 405
    settings.ROSTER_WECOM = {}
    assert Client().get(f"{DOOR}?{urlencode({'echostr': 'A'})}").status_code == 404


def test_it_needs_no_database_row_to_refuse(campus, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        assert post("<xml/>", {}).status_code == 403

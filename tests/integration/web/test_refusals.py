"""Refusals are pages with the right status, and absent looks like not yours."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from school_safety.kernel.refusals import Absent, Invalid, NotNow, TooMany
from school_safety.web import refusals
from school_safety.web.middleware import RefusalMiddleware

pytestmark = pytest.mark.django_db


def refused(error, **headers):
    request = RequestFactory().get("/staff/", headers=headers)
    request.LANGUAGE_CODE = "zh-hans"
    return RefusalMiddleware(lambda r: HttpResponse()).process_exception(request, error)


@pytest.mark.parametrize(
    ("error", "status"),
    [(Absent(), 404), (NotNow("closed"), 409), (Invalid(), 422), (TooMany(), 429)],
)
def test_each_refusal_has_its_page(error, status):
    response = refused(error)
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_too_many_says_when_to_come_back():
    assert refused(TooMany(retry_after=90)).headers["Retry-After"] == "90"


def test_scripts_get_a_line_of_json():
    response = refused(NotNow("closed"), Accept="application/json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.status_code == 409


def test_a_fault_of_ours_is_not_swallowed():
    assert refused(ValueError("ours")) is None


def test_a_page_for_our_own_faults_needs_nothing():
    response = refusals.fault(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Traceback" not in response.content.decode()


def test_an_unknown_address_and_an_unknown_row_look_alike(client, world):
    one = client.get("/no/such/page/")
    other = client.get("/gallery/no-such-example/")
    assert one.status_code == other.status_code == 404
    assert one.content.replace(b"/no/such/page/", b"") == other.content.replace(
        b"/gallery/no-such-example/", b""
    )


def test_a_form_without_its_token_gets_a_kind_page():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a"})
    assert response.status_code == 403
    assert "放得太久" in response.content.decode()


def test_a_refused_press_leads_back_to_its_page():
    here = {"Host": "testserver", "Referer": "http://testserver/answer/check/"}
    request = RequestFactory().post("/answer/submit/", headers=here)
    request.LANGUAGE_CODE = "zh-hans"
    page = refusals.page(request, NotNow("closed")).content.decode()
    assert 'href="/answer/check/"' in page
    assert 'href="/answer/submit/"' not in page


def test_a_referer_from_elsewhere_is_not_followed():
    request = RequestFactory().post(
        "/answer/submit/", headers={"Referer": "http://else.example/a/"}
    )
    request.LANGUAGE_CODE = "zh-hans"
    assert 'href="/a/"' not in refusals.page(request, NotNow("closed")).content.decode()


def test_a_buttons_address_is_no_blank_sheet(client):
    response = client.get("/language/", headers={"Accept": "text/html"})
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "<h1>" in response.content.decode()

"""The exact header set of the trust document."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from school_safety.web.middleware import SecureHeadersMiddleware

pytestmark = pytest.mark.django_db

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; manifest-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXACT = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@pytest.mark.parametrize("path", ["/gallery/", "/accounts/login/", "/no-such-page/"])
def test_every_page_carries_the_exact_set(client, path):
    response = client.get(path)
    assert {name: response.headers[name] for name in EXACT} == EXACT


def test_pages_of_people_are_never_stored(client):
    cached = client.get("/accounts/login/").headers["Cache-Control"]
    assert cached == "no-store"


def test_the_address_scheme_decides_hsts(client, settings):
    assert "Strict-Transport-Security" not in client.get("/gallery/").headers
    settings.SECURE_HSTS_SECONDS = 31536000
    sent = client.get("/gallery/").headers["Strict-Transport-Security"]
    assert sent == "max-age=31536000; includeSubDomains"


def test_only_the_cms_may_carry_inline_code(client):
    policy = client.get("/cms/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in policy
    assert "'unsafe-eval'" not in policy


def kept(path, status=200, **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    response = SecureHeadersMiddleware(lambda r: HttpResponse(status=status))(request)
    return response.headers.get("Cache-Control", "") != "no-store"


def test_only_a_public_page_read_by_nobody_in_particular_may_be_kept():
    assert kept("/zh-hans/lessons/")
    assert not kept("/zh-hans/lessons/", session="somebody")
    assert not kept("/zh-hans/lessons/", status=404)
    assert not kept("/family/letters/")


def test_the_editors_rooms_are_at_their_own_host_name_alone(client, settings):
    assert client.get("/cms/").status_code == 302
    settings.ADMIN_HOST, settings.ALLOWED_HOSTS = "cms.example.org", ["*"]
    assert client.get("/cms/").status_code == 404
    assert client.get("/cms/", headers={"host": "cms.example.org:8443"}).status_code == 302

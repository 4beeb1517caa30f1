"""The only site is known at once; among several, Wagtail's own search decides."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page, Site

from school_safety.web import sites

pytestmark = pytest.mark.django_db


def found(host):
    request = RequestFactory().get("/zh-hans/", HTTP_HOST=host)
    sites.know(request)
    known = hasattr(request, "_wagtail_site")
    return known, Site.find_for_request(request)


def test_among_several_the_host_name_decides(settings):
    settings.ALLOWED_HOSTS = ["*"]
    only = Site.objects.get()
    assert found("any.example") == (True, only)
    other = Site.objects.create(hostname="b.example", root_page=Page.objects.get(depth=1))
    assert found("b.example") == (False, other)
    assert found("any.example") == (False, only)


def test_a_site_that_does_not_answer_for_every_name_is_searched_for(settings):
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.update(is_default_site=False, hostname="a.example")
    assert found("b.example") == (False, None)

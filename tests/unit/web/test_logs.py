"""A log line says when, how bad and where, and never who or what."""

import logging
import sys

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import resolve

from school_safety.web.logs import Tactful

TOKEN = "hu-lan-zhong-de-mi-mi"


def line(message: str, *args: object, **extra: object) -> str:
    info = extra.pop("exc_info", None)
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, info)
    record.__dict__.update(extra)
    return Tactful().format(record)


def test_an_address_with_a_secret_becomes_the_name_of_its_route():
    request = RequestFactory().get(f"/s/{TOKEN}/?name=zhang")
    request.resolver_match = resolve(f"/s/{TOKEN}/")
    said = line("Not Found: %s", request.path, request=request, status_code=404)
    assert said.endswith("WARNING django.request: GET surveys:slip_show 404")
    assert TOKEN not in line("Not Found: %s", request.path, request=RequestFactory().get("/"))


def test_a_fault_is_told_by_class_and_place_without_its_words():
    try:
        try:
            raise ValueError(TOKEN)
        except ValueError as error:
            raise RuntimeError(TOKEN) from error
    except RuntimeError:
        said = line("job %s failed", "clock.prune", exc_info=sys.exc_info())
    assert TOKEN not in said
    assert "builtins.RuntimeError" in said
    assert "builtins.ValueError" in said
    assert "test_logs.py" in said


def test_one_record_is_one_line():
    assert len(line("first\nsecond 2026 ERROR forged").splitlines()) == 1


@pytest.mark.parametrize("name", ["django", "django.request", "school_safety.clock"])
def test_faults_reach_standard_error_in_every_setting(name):
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
    assert logging.getLogger(name).propagate

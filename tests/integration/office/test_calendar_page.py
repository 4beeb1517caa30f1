"""The school calendar is the district official's; deadlines follow it at once."""

from datetime import date

import pytest
from django.urls import reverse

from school_safety.audit.models import AuditEvent
from school_safety.clock import calendar

pytestmark = pytest.mark.django_db
PAGE = reverse("office:calendar_edit")
FORM = {"first": "2026-10-01", "last": "2026-10-07", "kind": "holiday", "name": "国庆节"}


def is_on(world, day):
    return calendar.is_school_day(world.district.pk, date.fromisoformat(day))


def test_a_holiday_and_its_make_up_day(world, client_of):
    client = client_of(world.da)
    assert client.post(PAGE, FORM)["Location"] == PAGE
    assert client.post(PAGE, {"first": "2026-10-10", "kind": "makeup"}).status_code == 302
    assert [is_on(world, day) for day in ("2026-10-01", "2026-10-08", "2026-10-10")] == [
        False, True, True,
    ]  # fmt: skip
    assert "国庆节" in client.get(PAGE, {"year": "2026"}).content.decode()
    assert "这个学年还没有写校历" in client.get(PAGE, {"year": "2025"}).content.decode()
    assert AuditEvent.objects.filter(event="clock.calendar.set").count() == 2


def test_days_are_given_back(world, client_of):
    client = client_of(world.da)
    client.post(PAGE, FORM)
    client.post(PAGE, {**FORM, "kind": "", "first": "2026-10-05"})
    assert [is_on(world, day) for day in ("2026-10-02", "2026-10-05")] == [False, True]


@pytest.mark.parametrize(
    "wrong",
    [{"first": ""}, {"last": "2026-09-30"}, {"last": "2027-10-07"}, {"kind": "party"}],
)
def test_odd_spans_change_nothing(world, client_of, wrong):
    answer = client_of(world.da).post(PAGE, {**FORM, **wrong})
    assert answer.status_code == 422
    assert is_on(world, "2026-10-01")


@pytest.mark.parametrize("year", ["x", "99999999999999999999", "", "-1"])
def test_odd_years_show_this_one(world, client_of, year):
    assert client_of(world.da).get(PAGE, {"year": year}).status_code == 200


@pytest.mark.parametrize("who", ["sa", "ck", "ld", "au", "gu"])
def test_others_find_nothing(world, client_of, who):
    assert client_of(getattr(world, who)).post(PAGE, FORM).status_code == 404
    assert is_on(world, "2026-10-01")


def test_another_district_keeps_its_own(world, client_of):
    client_of(world.da_other).post(PAGE, FORM)
    assert is_on(world, "2026-10-01")
    assert not calendar.is_school_day(world.far_district.pk, date(2026, 10, 1))

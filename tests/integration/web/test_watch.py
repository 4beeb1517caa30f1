"""Guessing at addresses ends in waiting, and somebody is told."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from school_safety.audit.events import ground as events
from school_safety.audit.models import AuditEvent
from school_safety.limits.table import TABLE
from school_safety.notices.models import Notice
from school_safety.office.alarms import raise_alarms
from school_safety.volatile import store

pytestmark = pytest.mark.django_db
FIGURE = TABLE["route.absent"].key[0].times


def guess(client, world):
    return client.get(f"/staff/roster/students/{uuid4()}/")


def use_up(client, world, figure=FIGURE):
    guess(client, world)
    store.backend().run("UPDATE volatile_counter SET count = ?", (figure,))


def test_below_the_figure_a_wrong_guess_is_just_absent(client_of, world):
    client = client_of(world.ht_a)
    assert {guess(client, world).status_code for _ in range(5)} == {404}
    assert not AuditEvent.objects.filter(event=events.MANY_ABSENT.code).exists()


def test_above_it_a_right_guess_waits_like_a_wrong_one(client_of, world):
    client = client_of(world.ht_a)
    use_up(client, world)
    right = client.get(f"/staff/roster/students/{world.student.pk}/")
    assert (guess(client, world).status_code, right.status_code) == (429, 429)
    assert right.headers["Retry-After"]
    assert client.get("/staff/").status_code == 200  # only what is guessed at is closed
    assert client_of(world.co).get("/staff/cases/").status_code == 200


def test_the_lead_and_the_auditor_are_told_once(client_of, world):
    client = client_of(world.ht_a)
    use_up(client, world)
    for _ in range(3):
        guess(client, world)
    assert AuditEvent.objects.filter(event=events.MANY_ABSENT.code).count() == 1
    for _ in range(2):
        assert raise_alarms(at=timezone.now()) == 1
    told = Notice.objects.filter(kind="alarm_absent").values_list("user_id", flat=True)
    assert sorted(told) == sorted([world.ld.pk, world.au.pk])


def test_many_records_are_never_refused_but_told(client_of, world):
    from school_safety.access import policy
    from school_safety.access.permissions import Permission
    from school_safety.schools.models import Student

    def read():
        rows = Student.objects.all()
        pk = world.student.pk
        return policy.get_sensitive(
            world.co, Permission.ROSTER_READ, rows, pk=pk, at=timezone.now()
        )

    read()
    store.backend().run(
        "UPDATE volatile_counter SET count = ?", (TABLE["record.read"].key[0].times,)
    )
    assert read().pk == read().pk
    assert AuditEvent.objects.filter(event=events.MANY_READ.code).count() == 1
    raise_alarms(at=timezone.now())
    assert Notice.objects.filter(kind="alarm_reads", user=world.ld).count() == 1


def test_without_an_account_there_is_a_figure_but_not_for_public_pages_and_slips():
    client = Client()
    assert client.get("/accounts/login/").status_code == 200
    store.backend().run("UPDATE volatile_counter SET count = ?", (600,))
    assert client.get("/accounts/login/").status_code == 429
    assert client.get("/zh-hans/").status_code != 429
    assert client.get("/s/").status_code != 429
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_who_writes_very_many_concerns_loses_none(client_of, world):
    from interventions.models import Concern

    client = client_of(world.ht_a)
    given = {"who": "新来的同学", "fact": "上课一直趴着。", "words_said": "", "done": ""}
    for _ in range(7):
        assert client.post("/staff/concerns/new/", given).status_code == 302
    assert Concern.objects.count() == 7
    rung = Notice.objects.filter(kind="concern_unmatched").values("about_id").distinct()
    assert rung.count() == 5

"""Sitting down leaves nothing in the main database, and is never decided twice."""

import threading
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school_safety.audit.models import AuditEvent
from school_safety.consents.choices import State
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.volatile import store
from surveys.actions import answering, drafting, responding, seating
from surveys.actions.withdrawing import carry_out
from surveys.choices import InvitationState, Path
from surveys.models import Invitation
from surveys.queries import begun, rooms

from .conftest import agree, sit

pytestmark = pytest.mark.django_db(transaction=True)
ALL_YES = "111111111"


def hand_in(slip, seat):
    return responding.submit(
        invitation_id=slip.pk, seat=seat, key="k" * 24, at=timezone.now(), answers=ALL_YES
    ).response


def test_the_main_database_is_read_and_not_written(slips):
    before = (Invitation.objects.values().get(pk=slips.student.slip.pk), AuditEvent.objects.count())
    with CaptureQueriesContext(connection) as asked:
        assert Client().post(slips.student.url).status_code == 302
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    after = (Invitation.objects.values().get(pk=slips.student.slip.pk), AuditEvent.objects.count())
    assert after == before


def test_handing_in_writes_down_the_path_and_when_she_began(slips):
    began = timezone.now() - timedelta(minutes=4)
    slip, seat = sit(slips.student.slip, began)
    assert hand_in(slip, seat).seconds >= 240
    row = Invitation.objects.get(pk=slip.pk)
    assert (row.state, row.path, row.started_at) == (
        InvitationState.SUBMITTED, Path.SCREENING, began
    )  # fmt: skip
    assert begun.of(slip) is None
    assert store.get(drafting.KIND, str(slip.pk)) is None


def test_where_the_store_is_lost_she_sits_down_once_more(slips):
    slip, seat = sit(slips.student.slip)
    store.clear()
    with pytest.raises(Absent):
        answering.sit_at(slip.pk, seat, timezone.now())
    with pytest.raises(Absent):
        hand_in(slip, seat)
    slip, seat = sit(slips.student.slip)
    assert hand_in(slip, seat).answers["a"] == ALL_YES


def test_of_many_devices_at_once_one_sits_down(slips):
    barrier, won, refused = threading.Barrier(6), [], []

    def device() -> None:
        slip = rooms.by_id(slips.student.slip.pk)
        barrier.wait()
        try:
            won.append(seating.take_seat(slip=slip, seat="", at=timezone.now()))
        except NotNow as refusal:
            refused.append(str(refusal))
        close_old_connections()

    threads = [threading.Thread(target=device) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(won), len(refused)) == (1, 5)
    assert answering.sit_at(slips.student.slip.pk, won[0], timezone.now())


def test_another_device_after_an_hour_goes_on_where_the_first_stopped(slips):
    now = timezone.now()
    slip, first = sit(slips.student.slip, now - timedelta(minutes=8))
    with pytest.raises(NotNow, match="elsewhere"):
        sit(slip, now)
    start = begun.of(slip)
    later = now + timedelta(minutes=53)
    slip, second = sit(slip, later)
    assert begun.of(slip).started_at == start.started_at
    assert begun.of(slip).seated_at == later
    with pytest.raises(Absent):
        answering.sit_at(slip.pk, first, later)
    assert answering.sit_at(slip.pk, second, later)


def test_a_freed_seat_is_anybodys_with_the_slip(slips, world):
    slip, first = sit(slips.student.slip)
    assert begun.held(slip.sitting_id) == {str(slip.pk)}
    seating.free_seat(invitation=slip, by=world.ht_a, at=timezone.now())
    assert begun.held(slip.sitting_id) == set()
    with pytest.raises(Absent):
        answering.sit_at(slip.pk, first, timezone.now())
    _, second = sit(slip)
    assert answering.sit_at(slip.pk, second, timezone.now())


def test_nothing_is_freed_before_the_start_or_after_the_end(slips, world):
    slip = slips.student.slip
    with pytest.raises(NotNow, match="not_started"):
        seating.free_seat(invitation=slip, by=world.ht_a, at=timezone.now())
    hand_in(*sit(slip))
    with pytest.raises(NotNow, match="not_started"):
        seating.free_seat(invitation=slip, by=world.ht_a, at=timezone.now())


def test_a_no_between_reading_the_slip_and_sitting_down_is_heard(slips, world):
    """The request had asked for the consent already; whatever the clocks say, she is on the quiet path."""
    stale = rooms.by_id(slips.student.slip.pk)
    start = begun.Begun("s", timezone.now(), timezone.now(), Path.SCREENING, stale.switched_at)
    consent = agree(world.student, State.WITHDRAWN)
    carry_out(consent=consent, by=consent.recorded_by, at=timezone.now() - timedelta(minutes=1))
    kind, key = begun.kind(stale.sitting_id), str(stale.pk)
    assert store.put_new(kind, key, begun.written(start), 60)
    fresh = rooms.by_id(stale.pk)
    assert begun.of(fresh).path_of(fresh) == Path.ALTERNATIVE
    assert begun.of(fresh).switched(fresh)


def test_who_agrees_again_while_she_writes_changes_nothing_on_her_page(slips, world):
    slip, seat = sit(slips.student.slip)
    consent = agree(world.student, State.WITHDRAWN)
    carry_out(consent=consent, by=consent.recorded_by, at=timezone.now())
    agree(world.student)
    desk = answering.sit_at(slip.pk, seat, timezone.now())
    assert desk.switched
    assert hand_in(slip, seat).path == Path.ALTERNATIVE


def test_who_was_writing_while_the_version_changed_sits_down_once_more(slips):
    rows = Invitation.objects.filter(pk=slips.student.slip.pk)
    rows.update(state="started", path=Path.ALTERNATIVE, started_at=timezone.now())
    import_module("surveys.migrations.0019_sitting_down").stand_up(apps, None)
    assert rows.values_list("state", "path", "started_at").get() == ("issued", "", None)
    slip, seat = sit(slips.student.slip)
    assert hand_in(slip, seat).path == Path.SCREENING

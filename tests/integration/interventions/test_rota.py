"""The rota: who may keep it, what does not fit, who is told, and that a hole is never silent."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.safety import acting, duty
from interventions.jobs import look_ahead
from interventions.models import DutyShift, SafetyEvent
from interventions.queries import duty as queries
from school_safety.audit.models import AuditEvent
from school_safety.clock import calendar
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice, StaffPhone
from tests.factories import safety

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def turn(world, now, key="du", hours=(1, 5), order=1):
    starts, ends = (now + timedelta(hours=hour) for hour in hours)
    return duty.Turn(getattr(world, key), starts, ends, order)


def add(world, now, *, weeks=1, by=None, **changes):
    return duty.add_shifts(
        school=world.school,
        turn=turn(world, now, **changes),
        weeks=weeks,
        by=by or world.ld,
        at=now,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours": (5, 1)}, "ends"),
        ({"hours": (1, 80)}, "ends"),
        ({"hours": (-5, -1)}, "day"),
        ({"key": "te"}, "person"),
        ({"key": "co_other"}, "person"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": 27}, "weeks"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(world, now, changes, field) -> None:
    with pytest.raises(Invalid) as refused:
        add(world, now, **changes)
    assert field in refused.value.fields
    assert not DutyShift.objects.exists()


def test_nobody_is_in_two_places_and_one_bad_week_writes_none(world, now) -> None:
    add(world, now + timedelta(weeks=2))
    with pytest.raises(Invalid):
        add(world, now, weeks=4)
    assert DutyShift.objects.count() == 1


def test_every_week_at_the_same_hour(world, now) -> None:
    rows = add(world, now, weeks=6)
    hours = {timezone.localtime(row.starts_at).time() for row in rows}
    assert (len(rows), len(hours)) == (6, 1)
    assert Notice.objects.get(kind="duty_changed").user == world.du
    assert AuditEvent.objects.get(event="interventions.duty.added").facts["weeks"] == 6


def test_a_cover_takes_the_rest_and_both_are_told(world, now) -> None:
    shift = safety.on_call(world, now)
    row = duty.cover_shift(shift=shift, person=world.co, by=world.ld, at=now)
    assert [each.person for each in queries.on_duty(world.school.pk, now)] == [world.co]
    before = queries.on_duty(world.school.pk, now - timedelta(minutes=30))
    assert [each.person for each in before] == [world.du]
    assert (row.covers, row.ends_at) == (shift, shift.ends_at)
    told = set(Notice.objects.filter(kind="duty_changed").values_list("user__username", flat=True))
    assert told == {"du", "co"}
    with pytest.raises(NotNow):
        duty.remove_shift(shift=shift, by=world.ld, at=now)


def test_what_is_taken_off_stays_in_the_history(world, now) -> None:
    [shift] = add(world, now)
    duty.remove_shift(shift=shift, by=world.ld, at=now)
    assert DutyShift.objects.get().removed_by == world.ld
    assert not queries.STANDING.exists()


def test_a_closed_account_holds_no_duty(world, now) -> None:
    safety.on_call(world, now)
    world.du.is_active = False
    world.du.save()
    assert queries.on_duty(world.school.pk, now) == []


def whole_fortnight(world, now):
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(-1, 15):
        key = ("du", "co")[day % 2]
        start = midnight + timedelta(days=day)
        if start + timedelta(days=1) > now:
            step = duty.Turn(getattr(world, key), start, start + timedelta(days=1))
            duty.add_shifts(school=world.school, turn=step, weeks=1, by=world.ld, at=now)


def told_of_gaps():
    rows = Notice.objects.filter(kind="rota_gap")
    return sorted(rows.values_list("user__username", flat=True))


def test_a_hole_is_told_to_lead_and_head_once_a_morning(world, now) -> None:
    look_ahead(at=now)
    look_ahead(at=now + timedelta(minutes=5))
    assert told_of_gaps() == ["ld", "sa"]
    assert Notice.objects.filter(kind="rota_gap", safety=True).count() == 2
    assert (
        AuditEvent.objects.filter(event="interventions.duty.gap", school_id=world.school.pk).count()
        == 1
    )
    look_ahead(at=now + timedelta(days=1))
    assert told_of_gaps() == ["ld", "ld", "sa", "sa"]


def test_a_rota_without_holes_is_quiet(world, now) -> None:
    whole_fortnight(world, now)
    look_ahead(at=now)
    assert told_of_gaps() == []


def test_on_holidays_the_districts_number_is_enough_on_school_nights_it_is_not(world, now) -> None:
    today = timezone.localdate(now)
    for n in range(15):
        calendar.set_day(
            district_id=world.district.pk, day=today + timedelta(days=n), kind="holiday", name="x"
        )
    world.district.duty_line = "0532-8888"
    world.district.save()
    look_ahead(at=now)
    assert told_of_gaps() == []
    calendar.set_day(
        district_id=world.district.pk, day=today + timedelta(days=3), kind="makeup", name="x"
    )
    look_ahead(at=now)
    assert told_of_gaps() == ["ld", "sa"]
    assert Notice.objects.filter(kind="rota_gap").first().on == today + timedelta(days=3)


def test_the_lead_puts_a_colleague_on_with_her_number(world, now, client_of) -> None:
    client = client_of(world.ld)
    new = reverse("interventions:shift_new")
    day = timezone.localdate(now) + timedelta(days=1)
    form = {
        "person": world.du.pk, "day": f"{day:%Y-%m-%d}", "starts": "18:00", "ends": "07:30",
        "order": 1, "weeks": 2, "phone": "199 0000 4321",
    }  # fmt: skip
    assert client.post(new, {**form, "phone": "abc"}).status_code == 422
    assert not DutyShift.objects.exists()
    assert client.post(new, form).status_code == 302
    first = DutyShift.objects.order_by("starts_at").first()
    assert first.ends_at - first.starts_at == timedelta(hours=13, minutes=30)
    assert StaffPhone.objects.get().number == "19900004321"
    assert first.starts_at == datetime.combine(day, time(18), timezone.get_current_timezone())
    page = client.get(reverse("interventions:rota_list")).content.decode()
    later = client.get(reverse("interventions:rota_list") + "?week=1").content.decode()
    assert "手机尾号 4321" in page + later
    assert "19900004321" not in page + later
    assert client.get(reverse("interventions:shift_cover", args=[first.pk])).status_code == 200


def test_who_may_not_keep_the_rota_finds_no_door(world, now, client_of) -> None:
    shift = safety.on_call(world, now)
    for user in (world.du, world.sa, world.da, world.co, world.te):
        client = client_of(user)
        assert client.get(reverse("interventions:shift_new")).status_code == 404
        gone = reverse("interventions:shift_remove", args=[shift.pk])
        assert client.post(gone).status_code == 404
    assert client_of(world.co).get(reverse("interventions:rota_list")).status_code == 404
    assert DutyShift.objects.filter(removed_at=None).count() == 1


def test_the_duty_officer_reads_her_own_shifts_alone(world, now, client_of) -> None:
    safety.on_call(world, now)
    safety.on_call(world, now, "co", order=2)
    page = client_of(world.du).get(reverse("interventions:rota_list")).content.decode()
    assert world.du.name in page
    assert f"<b>{world.co.name}</b>" not in page


def test_a_drill_rings_the_same_people_names_nobody_and_opens_no_case(
    world, now, client_of
) -> None:
    safety.phones(world, now)
    safety.on_call(world, now)
    client = client_of(world.ld)
    assert client.get(reverse("interventions:drill_new")).status_code == 200
    assert client.post(reverse("interventions:drill_new")).status_code == 302
    event = SafetyEvent.objects.get()
    assert (event.drill, event.student, event.case, event.code) == (True, None, None, "D-0001")
    assert Notice.objects.get(user=world.du, kind="safety_drill").safety is False
    officer = client_of(world.du)
    page = officer.get(reverse("interventions:safety_show", args=[event.pk])).content.decode()
    assert "演练" in page
    assert client.post(reverse("interventions:drill_new")).status_code == 409


def test_a_review_is_signed_once_and_never_changes(world, now, client_of) -> None:
    safety.on_call(world, now)
    event = safety.raised(world, now)
    client = client_of(world.ld)
    review = reverse("interventions:safety_review", args=[event.pk])
    assert client.get(review).status_code == 404  # it is not over yet
    acting.acknowledge(event=event, by=world.ld, at=now + timedelta(minutes=7))
    acting.stand_down(event=event, words="x", by=world.ld, at=now + timedelta(minutes=30))
    form = {
        "helped": safety.CANARY, "change": "钥匙放门卫", "owner": world.co.pk,
        "due_on": f"{timezone.localdate(now) + timedelta(days=7):%Y-%m-%d}",
    }  # fmt: skip
    assert client.post(review, {**form, "helped": ""}).status_code == 422
    assert client.post(review, {**form, "due_on": "2020-01-01"}).status_code == 422
    assert client.post(review, form).status_code == 302
    page = client.get(review).content.decode()
    assert "7 分钟" in page
    assert safety.CANARY in page
    assert client.post(review, form).status_code == 409
    assert client_of(world.sa).get(review).status_code == 404


def test_the_district_sets_its_number_and_nobody_else(world, client_of) -> None:
    door = reverse("office:duty_line")
    for user in (world.sa, world.ld, world.au):
        assert client_of(user).post(door, {"duty_line": "1"}).status_code == 404
    client = client_of(world.da)
    assert client.post(door, {"duty_line": "call me"}).status_code == 302
    world.district.refresh_from_db()
    assert world.district.duty_line == ""
    assert client.post(door, {"duty_line": "0532-8888"}).status_code == 302
    world.district.refresh_from_db()
    assert world.district.duty_line == "0532-8888"


def test_her_own_number_is_hers_to_set_and_to_take_out(world, client_of) -> None:
    url, client = reverse("interventions:duty_number"), client_of(world.sa)
    assert client.post(url, {"phone": "none"}).status_code == 422
    assert client.post(url, {"phone": "199 0000 4321"}).status_code == 302
    assert StaffPhone.objects.get(user=world.sa).number == "19900004321"
    page = client.get(url).content.decode()
    assert "4321" in page
    assert "0000" not in page
    assert client.post(url, {"phone": ""}).status_code == 302
    assert not StaffPhone.objects.exists()
    assert client_of(world.te).get(url).status_code == 404

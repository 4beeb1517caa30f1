"""The second time: more than noise, within it, or not to be judged yet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school_safety.access.actions import grant
from school_safety.access.choices import GrantKind
from school_safety.audit.models import AuditEvent
from school_safety.consents.choices import BasisKind
from school_safety.consents.models import Basis
from surveys.models import Response, WaveStatistics
from surveys.queries import changing, repeated
from tests.factories.finished_waves import finished_wave, room_of


@pytest.fixture
def twice(world):
    """The same child in two waves of the same version, 7 and then 2 points."""
    rooms = [room_of(world.school, 7, number) for number in (1, 2)]
    waves = [finished_wave(world, world.school, [(room, 1)], code="igd9c") for room in rooms]
    rows = [Response.objects.get(wave=wave, path="screening") for wave in waves]
    for row, score in zip(rows, (7, 2), strict=True):
        row.score, row.band, row.student_id = score, 0, rows[0].student_id
        row.basis = Basis.objects.create(
            district_id=row.district_id, student_id=row.student_id, field="screening.response",
            about=f"response:{row.pk}", kind=BasisKind.STATUTE, statute="测试", at=row.submitted_at,
        )  # fmt: skip
        row.save()
    first, second = rows
    Response.objects.filter(pk=first.pk).update(submitted_at=waves[0].opens_at)
    second.refresh_from_db()
    at = timezone.now()
    grant(
        user=world.co, student=second.student, kind=GrantKind.CASELOAD, basis="case:test",
        approver=world.ld, by=world.ld, at=at,
    )  # fmt: skip
    return Response.objects.select_related("wave").get(pk=second.pk)


def measured(response, *, alpha=0.8, sd=1.5, n=180):
    figures = {"score": {"n": n, "mean": 2, "sd": sd, "alpha": {"value": alpha, "n": n}}}
    return WaveStatistics.objects.create(
        district_id=response.district_id,
        wave=response.wave,
        figures=figures,
        taken_at=timezone.now(),
    )


def said(world, response):
    return changing.since_last(world.co, response, at=timezone.now())


def test_a_change_beyond_the_noise_names_its_source(world, twice):
    """sd 1.5, alpha .80: 1.96 * sqrt(2 * 2.25 * .2) = 1.86."""
    measured(twice)
    text = said(world, twice)
    assert "上次 7，这次 2：真的少了（超过误差 1.9；RCI -5.3）" in text
    assert "α .80，180 人" in text


def test_a_change_within_the_noise(world, twice):
    measured(twice, alpha=0.5, sd=3.0)
    assert "在测量误差以内（至少要差 5.9 才算变了" in said(world, twice)


def test_children_measured_twice_say_more_than_alpha(world, twice):
    """sd 1.5, ICC .68: 1.96 * sqrt(2 * 2.25 * .32) = 2.35."""
    row = measured(twice)
    row.figures = {**row.figures, "retest": {"icc": 0.68, "n": 40}}
    row.save()
    text = said(world, twice)
    assert "超过误差 2.4" in text
    assert "重测的 ICC .68，40 人" in text
    row.figures = {**row.figures, "retest": {"icc": 0.68, "n": 29}}
    row.save()
    assert "α .80" in said(world, twice)


@pytest.mark.parametrize(
    ("days", "cared", "found"),
    [
        ((0, 30), [], (2.0, 5.0)),
        ((0, 6), [], None),
        ((0, 101), [], None),
        ((0, 30), [(10, 20)], None),
        ((0, 30), [(-9, None)], None),
        ((0, 30), [(-9, -1), (30, None)], (2.0, 5.0)),
        ((0, 30, 60), [], (5.0, 7.0)),
        ((0, 30, 62), [(40, 50)], (2.0, 5.0)),
    ],
)
def test_what_counts_as_measured_twice(days, cared, found):
    """A week to a hundred days apart, and nobody looked after her in between; the last such pair."""
    start = timezone.now()
    sheets = [(start + timedelta(day), score) for day, score in zip(days, (2, 5, 7), strict=False)]
    spans = [(start + timedelta(a), None if b is None else start + timedelta(b)) for a, b in cared]
    assert repeated._last_pair(sheets, spans) == found


@pytest.mark.parametrize("facts", [{"n": 12}, {"alpha": -0.1}, {"sd": 0}])
def test_without_a_reliability_it_cannot_be_judged(world, twice, facts):
    assert "看不出是不是真的变了" in said(world, twice)
    measured(twice, **facts)
    assert "看不出是不是真的变了" in said(world, twice)


def test_the_earlier_sheet_is_read_on_the_record(world, twice):
    before = AuditEvent.objects.count()
    said(world, twice)
    assert AuditEvent.objects.count() == before + 1


def test_who_may_not_read_the_child_hears_nothing(world, twice):
    assert changing.since_last(world.co2, twice, at=timezone.now()) == ""


def test_the_first_time_there_is_nothing_to_compare(world, twice):
    first = Response.objects.exclude(pk=twice.pk).get(student=twice.student)
    assert said(world, first) == ""

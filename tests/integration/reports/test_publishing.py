"""Frozen once, never small, never twice."""

import json

import pytest
from django.utils import timezone

from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import NotNow
from school_safety.reports.actions import publish
from school_safety.reports.audit import Finding
from school_safety.reports.models import Publication
from surveys.models import Response
from tests.factories.finished_waves import finished_wave

pytestmark = pytest.mark.django_db


def numbers(payload):
    """Every count in it."""
    if isinstance(payload, dict):
        return ([payload["n"]] if payload.get("n") is not None else []) + [
            n for value in payload.values() for n in numbers(value)
        ]
    return [n for value in payload for n in numbers(value)] if isinstance(payload, list) else []


def test_no_count_under_ten_and_all_by_fives(published):
    found = numbers(published.payload)
    assert len(found) > 10
    assert all(n >= 10 and n % 5 == 0 for n in found)


def test_figures_are_the_rounded_truth(published):
    table = published.payload["views"]["grade"]
    assert table["total"]["n"] == 350  # 352
    by_grade = {row["name"]: row for row in table["rows"]}
    assert list(by_grade) == ["05", "07-08"]  # grade 8 with its 12 answers joins its neighbour
    assert by_grade["07-08"]["total"]["n"] == 200  # 202
    assert by_grade["05"]["cells"][0] == {"n": 95, "share": 63, "code": ""}


def test_no_name_and_no_student_in_it(published, world):
    text = json.dumps(published.payload, ensure_ascii=False)
    assert "某生" not in text
    assert str(Response.objects.first().student_id) not in text


def test_frozen_figures_do_not_move(published, world):
    before = published.payload
    Response.objects.filter(band=0).update(band=3)
    assert Publication.objects.get().payload == before


def test_a_wave_is_published_once(published, world):
    with pytest.raises(NotNow, match="figures_none"):
        publish(district=world.district, instrument="iu8c", by=world.da, at=timezone.now())
    assert Publication.objects.count() == 1


def test_open_waves_and_other_districts_stay_out(world, waves):
    finished_wave(world, world.far_school, [(world.far_classroom, 40)])
    made = publish(district=world.district, instrument="iu8c", by=world.da, at=timezone.now())
    assert made.waves.count() == 2


def test_too_few_answers_are_not_published(world):
    finished_wave(world, world.school, [(world.classroom, 9)])
    with pytest.raises(NotNow, match="figures_few"):
        publish(district=world.district, instrument="iu8c", by=world.da, at=timezone.now())


def test_what_an_attacker_still_finds_is_not_published(world, waves):
    def knows_everything(views):
        return [Finding("grade", ("05", "3"), 2, 2)]

    with pytest.raises(NotNow, match="figures_unsafe"):
        publish(
            district=world.district,
            instrument="iu8c",
            by=world.da,
            at=timezone.now(),
            attackers=[knows_everything],
        )
    assert not Publication.objects.exists()


def test_publishing_is_remembered(published, world):
    event = AuditEvent.objects.filter(event="reports.publication.made").get()
    assert event.district_id == world.district.pk

"""What is kept of a finished wave, and what anybody may read of it."""

import io
import json
from datetime import timedelta

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from school_safety.audit.models import AuditEvent
from school_safety.reports import wave_words
from school_safety.reports.actions import publish
from school_safety.schools.models import Student
from surveys.actions.freezing import freeze_due, freeze_wave
from surveys.choices import WaveStatus
from surveys.jobs import JOBS
from surveys.models import Response, WaveStatistics
from surveys.queries.wave_answers import wave_data
from tests.factories.answered_waves import answered_wave
from tests.factories.finished_waves import finished_wave, room_of


@pytest.fixture
def wave(world):
    school = world.school
    rooms = [(room_of(school, 7, 1), 45), (room_of(school, 7, 2), 50), (room_of(school, 8, 1), 8)]
    return answered_wave(world, school, rooms, caution=12)


def run(wave, *options):
    out = io.StringIO()
    call_command("wave_report", str(wave.pk), *options, stdout=out)
    return out.getvalue()


def test_the_clock_freezes_a_wave_once_the_grace_is_over(wave):
    wave.closed_at = timezone.now() - timedelta(minutes=5)
    wave.save()
    job = next(each for each in JOBS if each.name == "surveys.freeze")
    job.run(at=timezone.now())
    assert not WaveStatistics.objects.exists()
    assert freeze_due(at=timezone.now() + timedelta(minutes=11)) == 1
    assert freeze_due(at=timezone.now() + timedelta(minutes=12)) == 0
    assert AuditEvent.objects.filter(event="surveys.wave.counted").count() == 1


def test_frozen_figures_outlive_the_answers(wave):
    before = json.loads(run(wave, "--json"))
    assert before["wave"]["frozen"] is True
    Response.objects.filter(wave=wave).update(answers=None)
    after = json.loads(run(wave, "--json"))
    assert after["alpha"] == before["alpha"]
    assert freeze_wave(wave=wave, at=timezone.now()) is None


def test_the_figures_are_those_of_the_answers(wave):
    found = json.loads(run(wave, "--json"))
    answers = wave_data(wave).answers
    k = answers.shape[1]
    covariances = np.cov(answers.T)
    alpha = k / (k - 1) * (1 - np.trace(covariances) / covariances.sum())
    assert found["alpha"]["value"] == pytest.approx(alpha, abs=6e-4)
    assert (found["n"], found["n_items"]) == (105, k)
    assert found["alpha"]["ci_low"] < found["alpha"]["value"] < found["alpha"]["ci_high"]
    assert found["one_factor"]["df"] == k * (k - 3) // 2
    assert {row["name"] for row in found["items"]} == set(wave_data(wave).names)


def test_every_part_of_the_contract(wave):
    found = json.loads(run(wave, "--json"))
    assert set(found) >= {
        *("n", "n_items", "alpha", "items", "omega", "split_half", "floor", "ceiling"),
        *("parallel_analysis", "one_factor", "completion", "bands", "validity", "flags"),
        *("follow_up", "norms", "fairness", "drift", "without_caution"),
    }
    assert (
        found["completion"]["handed_in"]["share"] == 95 or found["completion"]["handed_in"]["code"]
    )


def test_no_count_under_ten_leaves(wave):
    """Eight children of grade 8, twelve of caution, a few of each rare band."""
    found = json.loads(run(wave, "--json"))
    norms = {(row["grade"], row["sex"]): row["n"] for row in found["norms"]}
    assert norms["08", ""] is None
    assert norms["07", ""] is None  # or it could be subtracted
    for cell in _cells(found):
        assert cell["n"] is None or (cell["n"] >= 10 and cell["n"] % 5 == 0)
    for row in found["norms"]:
        assert row["n"] is None or row["n"] % 5 == 0


def _cells(found):
    if isinstance(found, dict):
        if set(found) >= {"n", "share", "code"}:
            yield found
        for value in found.values():
            yield from _cells(value)
    elif isinstance(found, list):
        for value in found:
            yield from _cells(value)


def test_with_and_without_caution_only_where_ten_are_meant(world, wave):
    assert json.loads(run(wave, "--json"))["without_caution"]["n"] == 90
    room = room_of(world.other_school, 7, 1)
    few = answered_wave(world, world.other_school, [(room, 40)], caution=3)
    assert json.loads(run(few, "--json"))["without_caution"] is None


def test_an_item_that_hardly_anybody_answers_otherwise_is_not_shown(world):
    wave = answered_wave(world, world.school, [(room_of(world.school, 7, 1), 60)], shift=-2.5)
    found = json.loads(run(wave, "--json"))
    hidden = [row for row in found["items"] if row["few"]]
    assert hidden
    assert all(row["mean"] is None and row["sd"] is None for row in hidden)


def test_a_class_of_eight_is_not_reported(world):
    wave = answered_wave(world, world.school, [(room_of(world.school, 7, 1), 8)])
    found = json.loads(run(wave, "--json"))
    assert (found["n"], found["alpha"], found["bands"]) == (None, None, None)
    assert all(row["n"] is None for row in found["norms"])
    assert "少于 10 人" in run(wave)


def test_drift_against_the_wave_before(world):
    school = world.school
    first = answered_wave(world, school, [(room_of(school, 7, 1), 60)], seed=2)
    first.closed_at -= timedelta(days=90)
    first.save()
    freeze_wave(wave=first, at=timezone.now())
    second = answered_wave(world, school, [(room_of(school, 7, 2), 60)], seed=3, shift=1.0)
    found = json.loads(run(second, "--json"))["drift"]
    assert found["score"]["moved"]
    assert found["score"]["value"] > 0
    assert "变了" in run(second)


def test_sentences_in_both_languages_and_a_pdf(wave, tmp_path):
    assert "不能判断一个孩子" in run(wave)
    with translation.override("en"):
        said = run(wave)
    assert "not to judge one child" in said or "one child's change" in said
    assert "诊断" not in run(wave).replace("不是诊断", "")
    run(wave, "--pdf", str(tmp_path / "report.pdf"))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert AuditEvent.objects.filter(event="reports.wave.printed").count() == 4


def test_a_wave_by_its_title(world, wave):
    out = io.StringIO()
    call_command("wave_report", wave.title, "--school", wave.school.code, "--json", stdout=out)
    assert json.loads(out.getvalue())["wave"]["id"] == str(wave.pk)
    with pytest.raises(CommandError, match="没有这个批次"):
        call_command("wave_report", "没有的批次")
    answered_wave(world, world.other_school, [(room_of(world.other_school, 7, 1), 12)])
    with pytest.raises(CommandError, match="几个批次"):
        call_command("wave_report", wave.title)


def test_a_wave_that_goes_on_has_no_figures(world):
    wave = finished_wave(
        world, world.school, [(room_of(world.school, 7, 1), 12)], status=WaveStatus.OPEN
    )
    with pytest.raises(CommandError, match="还没有结束"):
        run(wave)


def test_sheets_whose_answers_are_gone_are_counted(world):
    wave = finished_wave(world, world.school, [(room_of(world.school, 5, 3), 90)])
    found = json.loads(run(wave, "--json"))
    assert found["alpha"] is None
    assert found["bands"]["grade"]["total"]["n"] == 90


# ---- the page --------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["co", "ld"])
def test_counselor_and_lead_read_the_page(world, wave, client_of, who):
    page = client_of(getattr(world, who)).get(f"/staff/reports/waves/{wave.pk}/")
    assert page.status_code == 200
    assert "这份问卷在这里好不好用" in page.text
    assert "α ." in page.text


@pytest.mark.parametrize("who", ["sa", "te", "ht_a", "da", "co_other", "ck"])
def test_strangers_find_nothing(world, wave, client_of, who):
    assert client_of(getattr(world, who)).get(f"/staff/reports/waves/{wave.pk}/").status_code == 404


def test_the_printed_page(world, wave, client_of):
    page = client_of(world.ld).get(f"/staff/reports/waves/{wave.pk}/pdf/")
    assert page["Content-Type"] == "application/pdf"


def test_a_publication_says_how_well_the_questionnaire_worked(world, wave, client_of):
    freeze_wave(wave=wave, at=timezone.now())
    made = publish(district=world.district, instrument="igd9c", by=world.da, at=timezone.now())
    (row,) = made.payload["quality"]
    assert row["n"] == 105
    assert "bands" not in row
    page = client_of(world.da).get(f"/staff/reports/{made.pk}/")
    assert "这份问卷在各校好不好用" in page.text
    assert "不能判断一个孩子" in page.text


def test_boarders_beside_day_pupils_where_a_school_has_both(wave):
    assert set(json.loads(run(wave, "--json"))["bands"]) == {"grade", "sex"}
    WaveStatistics.objects.all().delete()
    asked = Response.objects.filter(wave=wave).values("student_id")
    for number, row in enumerate(Student.objects.filter(pk__in=asked).order_by("pk")):
        Student.objects.filter(pk=row.pk).update(boarding="bd"[number % 2])
    found = json.loads(run(wave, "--json"))
    assert [row["name"] for row in found["bands"]["boarding"]["rows"]] == ["b", "d"]
    assert [row["name"] for row in found["fairness"]["flagged"]["boarding"]] == ["b", "d"]
    assert all(cell["n"] is None or cell["n"] >= 10 for cell in _cells(found["bands"]))
    assert {"住校", "走读"} <= {name for name, _cells in wave_words.groups(found)}

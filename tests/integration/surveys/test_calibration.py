"""How often flags were confirmed here, and what the counselor is told of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.choices import DecisionKind
from interventions.models import Case, Decision
from surveys.actions.responding import submit
from surveys.models import Flag, Response
from surveys.queries import calibration
from surveys.queries.calibration import Confirmed
from surveys.rules.statistics.prediction import PUBLISHED, in_so_many, predictive

from .conftest import sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def flagged(slips):
    slip, seat = sit(slips.student.slip)
    submit(
        invitation_id=slip.pk,
        seat=seat,
        key="a-key-of-its-own-0001",
        at=timezone.now(),
        answers="111111110",
        seconds=[4.0] * 9,
    )
    return Response.objects.get()


def decide(kind, world, at, finding=""):
    case = Case.objects.get()
    Decision.objects.create(
        district=world.district,
        case=case,
        kind=kind,
        finding=finding,
        reason="谈过",
        decided_by=world.co,
        decided_at=at,
    )


def counted(response):
    flag = Flag.objects.get(response=response, kind="cut")
    version = response.wave.instrument_version
    return calibration.counted(version, flag.code, response.district_id)


def test_nothing_is_known_before_a_person_has_decided(flagged):
    assert counted(flagged) == Confirmed(0, 0)


@pytest.mark.parametrize(
    ("kind", "finding", "found"),
    [(DecisionKind.CONFIRMED, "", Confirmed(1, 1)), (DecisionKind.DISMISSED, "", Confirmed(1, 0)),
     (DecisionKind.LEVEL, "", Confirmed(0, 0)), (DecisionKind.CONFIRMED, "other", Confirmed(1, 0)),
     (DecisionKind.CONFIRMED, "confirmed", Confirmed(1, 1)),
     (DecisionKind.DISMISSED, "sub", Confirmed(1, 0)),
     (DecisionKind.DISMISSED, "declined", Confirmed(0, 0))],
)  # fmt: skip
def test_a_decision_counts_once_and_a_no_to_talking_not_at_all(
    flagged, world, kind, finding, found
):
    decide(kind, world, timezone.now() + timedelta(hours=1), finding)
    assert counted(flagged) == found


def test_what_was_decided_before_the_flag_says_nothing_about_it(flagged, world):
    decide(DecisionKind.CONFIRMED, world, timezone.now() - timedelta(days=9))
    assert counted(flagged) == Confirmed(0, 0)


def test_answers_that_were_taken_back_do_not_count(flagged, world):
    decide(DecisionKind.CONFIRMED, world, timezone.now() + timedelta(hours=1))
    Response.objects.update(withdrawn_at=timezone.now())
    assert counted(flagged) == Confirmed(0, 0)


def test_the_case_is_handed_the_share_or_the_published_range(flagged):
    body = Case.objects.get().evidence.get().body
    assert body["lines"][-1]["en"].startswith("Fewer than 100 interviews here yet")
    assert (body["facts"]["interviews"], body["facts"]["confirmed"]) == (0, 0)
    assert body["facts"]["instrument"] == "iu8c"


def test_from_a_hundred_interviews_on_the_local_share_is_said():
    said = calibration.line(Confirmed(150, 50))
    assert said["en"] == (
        "In schools like yours about 1 in 3 such flags is confirmed (95% CI 26% to 41%)."
    )
    assert "每 3 个这样的提示大约有 1 个得到确认" in said["zh"]
    assert "14 to 47 of 100" in calibration.line(Confirmed(99, 50))["en"]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, (0, 100)),
        (0.03, (3, 100)),
        (0.1, (1, 10)),
        (0.33, (1, 3)),
        (0.5, (1, 2)),
        (0.71, (7, 10)),
    ],
)
def test_a_share_as_people_say_it(share, said):
    assert in_so_many(share) == said


def test_the_predictive_value_of_the_design_table():
    """Sensitivity .80, specificity .90, prevalence 5 %: .296."""
    assert round(predictive(0.80, 0.90, 0.05), 3) == 0.296
    assert [round(value, 2) for value in PUBLISHED] == [0.14, 0.47]

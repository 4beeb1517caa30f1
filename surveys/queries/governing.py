"""What a district has laid down for its waves, and the assessments that stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.consents.choices import Purpose
from school_safety.schools.models import District, School
from surveys.models import AskSettings, ImpactAssessment, Instrument, InstrumentVersion, Wave
from surveys.rules.linting import Limits

from . import forms


def settings_of(district_id: UUID) -> AskSettings:
    """The district's own, or the product's (not stored)."""
    found = AskSettings.objects.filter(district_id=district_id).first()
    return found or AskSettings(district_id=district_id)


def limits_of(district_id: UUID) -> Limits:
    """The same as the linter reads them."""
    row = settings_of(district_id)
    return Limits(row.selfharm_grade, row.negative_share, row.heavy_share, row.notice_days)


def own_district(user: Any) -> District | None:
    """The district whose limits this person sets."""
    rows = policy.visible(user, Permission.DISTRICT_SET, District.objects.all())
    return rows.order_by("code").first()


def assessments_of(wave: Wave) -> QuerySet[ImpactAssessment]:
    """Those that speak of this questionnaire for this school or its district."""
    return ImpactAssessment.objects.filter(
        Q(school_id=wave.school_id) | Q(school=None),
        district_id=wave.district_id,
        instrument_id=wave.instrument_version.instrument_id,
        purpose=Purpose.SCREENING,
    )


def assessed_until(wave: Wave) -> date | None:
    """The last day for which one stands that was written by the day the wave begins."""
    written = assessments_of(wave).filter(at__lte=wave.closes_at)
    return written.order_by("-valid_until").values_list("valid_until", flat=True).first()


def assessment_list(user: Any) -> QuerySet[ImpactAssessment]:
    """Every assessment of one's school or district, the newest first."""
    found = ImpactAssessment.objects.none()
    for verb in (Permission.WAVE_READ, Permission.WAVE_APPROVE):
        found = found | policy.visible(user, verb, ImpactAssessment.objects.all())
        schools = policy.units(user, verb).schools
        districts = School.objects.filter(pk__in=schools).values("district_id")
        found = found | ImpactAssessment.objects.filter(school=None, district_id__in=districts)
    return found.distinct().select_related("school", "instrument", "by")


def instruments(ids: Iterable[UUID]) -> QuerySet[Instrument]:
    """These questionnaires."""
    return Instrument.objects.filter(pk__in=list(ids)).order_by("code")


def titles(rows: Iterable[ImpactAssessment], language: str) -> dict[UUID, str]:
    """What the newest version of each assessed questionnaire is called."""
    versions = InstrumentVersion.objects.filter(instrument__in=[row.instrument_id for row in rows])
    return {
        row.instrument_id: forms.words(row.texts["title"], language)
        for row in versions.order_by("number").only("instrument_id", "texts")
    }


def schools_to_assess(user: Any) -> QuerySet[School]:
    """For which schools this person may write one: where she plans."""
    return School.objects.filter(
        pk__in=policy.units(user, Permission.WAVE_PLAN).schools
    ).select_related("district")


def districts_to_assess(user: Any) -> QuerySet[District]:
    """For which districts as a whole: where she publishes."""
    return District.objects.filter(pk__in=policy.units(user, Permission.WAVE_APPROVE).districts)

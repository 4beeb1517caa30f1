"""What a district lays down for its waves, and the assessments that come before them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import surveys as events
from school_safety.audit.record import record
from school_safety.consents.choices import Purpose
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import District, School
from surveys.models import AskSettings, ImpactAssessment, Instrument

YEARS_KEPT = 3  # PIPL article 56
LONGEST_YEARS = 3
SHORTEST = 20  # characters: a sentence, not a tick
LIMITS = (
    "selfharm_grade", "negative_share", "heavy_share", "notice_days", "talk_minutes", "talk_hours",
    "followup_weeks",
)  # fmt: skip


@transaction.atomic
def assess(
    *,
    instrument: Instrument,
    district: District,
    aim: str,
    necessity: str,
    risks: str,
    measures: str,
    valid_until: date,
    by: Any,
    at: datetime,
    school: School | None = None,
) -> ImpactAssessment:
    """Write down aim, necessity, risks and measures (PIPL 55, 56). Never changed afterwards.

    Raises Invalid where a part says too little, or the term is over or longer than three years.
    """
    texts = {"aim": aim, "necessity": necessity, "risks": risks, "measures": measures}
    _check(texts, valid_until, district, school, timezone.localdate(at))
    row = ImpactAssessment.objects.create(
        district=district,
        school=school,
        instrument=instrument,
        purpose=Purpose.SCREENING,
        by=by,
        at=at,
        valid_until=valid_until,
        keep_until=_years(valid_until, YEARS_KEPT),
        **{name: text.strip() for name, text in texts.items()},
    )
    _remember(row, by=by, at=at)
    return row


def _remember(row: ImpactAssessment, *, by: Any, at: datetime) -> None:
    record(
        events.ASSESSED,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="surveys.impactassessment",
        object_id=str(row.pk),
        facts={"instrument": row.instrument.code},
        at=at,
    )


def _check(
    texts: dict[str, str], until: date, district: District, school: School | None, today: date
) -> None:
    wrong = {name: "short" for name, text in texts.items() if len(text.strip()) < SHORTEST}
    if not today < until <= _years(today, LONGEST_YEARS):
        wrong["valid_until"] = "term"
    if school is not None and school.district_id != district.pk:
        wrong["school"] = "other_district"
    if wrong:
        raise Invalid(fields=wrong)


@transaction.atomic
def set_limits(
    *, district: District, by: Any, at: datetime, **limits: int | Decimal
) -> AskSettings:
    """The district's own limits. Questions about harm may only be moved to higher grades."""
    row, _made = AskSettings.objects.select_for_update().get_or_create(district=district)
    before = {name: getattr(row, name) for name in LIMITS}
    for name in LIMITS:
        setattr(row, name, limits[name])
    if row.selfharm_grade < AskSettings._meta.get_field("selfharm_grade").get_default():
        raise Invalid(fields={"selfharm_grade": "only_raised"})
    if row.heavy_share > row.negative_share:
        raise Invalid(fields={"heavy_share": "more_than_all"})
    row.set_by, row.set_at = by, at
    row.save()
    changed = {name: str(limits[name]) for name in LIMITS if limits[name] != before[name]}
    record(
        events.LIMITS_SET,
        by=by,
        district_id=district.pk,
        object_kind="schools.district",
        object_id=str(district.pk),
        facts=changed,
        at=at,
    )
    return row


def _years(day: date, years: int) -> date:
    """The same day so many years later; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)

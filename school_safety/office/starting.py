"""A real district on an empty database: its name, its help numbers, its two founders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lessons.actions.publishing import publish_letters, publish_shipped
from lessons.actions.sections import make_section, sync_groups
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.accounts.actions import issue_activation_code, new_user
from school_safety.accounts.codes import written
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.actions.founding import found_district, found_school
from school_safety.schools.models import District

FOUNDERS = 2  # whatever one district official does to a person, a second one must see


@dataclass(frozen=True)
class Envelope:
    """What one founder is handed, closed, and nobody else reads."""

    name: str
    username: str
    code: str


@transaction.atomic(durable=True)
def start_district(
    *,
    code: str,
    name: str,
    name_en: str,
    founders: Sequence[str],
    schools: Mapping[str, str],
    hotlines: list[dict[str, str]],
    at: datetime,
) -> list[Envelope]:
    """All of it or nothing, shipped lessons and letters included; the codes are returned once and
    kept nowhere."""
    if District.objects.exists():
        raise NotNow("district_exists")
    if len(founders) != FOUNDERS or len({given.strip() for given in founders} - {""}) != FOUNDERS:
        raise Invalid(fields={"founder": "two_people"})
    district = found_district(
        code=code, name=name, name_en=name_en, hotlines=hotlines, by=None, at=at
    )
    envelopes, users = [], []
    for number, given in enumerate(founders, 1):
        user = new_user(username=f"{code.lower()}-{number}", name=given.strip())
        secret = issue_activation_code(user=user, by=None, at=at, district_id=district.pk)
        assign_role(user=user, role=Role.DISTRICT, unit=district, by=None, at=at)
        envelopes.append(Envelope(user.name, user.username, written(secret)))
        users.append(user)
    publish_shipped(by=None, at=at)
    for school_code, school_name in schools.items():
        school = found_school(
            district=district, code=school_code, name=school_name, name_en="", by=None, at=at
        )
        make_section(school=school, by=None, at=at)
        publish_letters(school=school, by=None, at=at)
    for user in users:
        sync_groups(user, at=at)
    return envelopes

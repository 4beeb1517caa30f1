"""Drafts of questionnaires as plain values, and versions as definitions."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.models import InstrumentDraft, InstrumentVersion
from surveys.rules.definition import faults
from surveys.rules.form import BadForm
from surveys.rules.writing.carried import children
from surveys.rules.writing.compiling import Fields, data_of

STREAMS = ("option_sets", "questions", "subscales", "rules")
APART = frozenset({"id", "district", "latest_revision", "started_from", "made", "updated_at"})


def names() -> list[str]:
    """The fields that make the questionnaire."""
    rows = [field.name for field in InstrumentDraft._meta.concrete_fields]
    return [name for name in rows if name not in APART]


def fields_of_draft(draft: InstrumentDraft) -> Fields:
    """Its fields as `rules.writing` reads them."""
    found = {name: getattr(draft, name) for name in names()}
    return found | {name: found[name].get_prep_value() for name in STREAMS}


def fill(draft: InstrumentDraft, fields: Fields) -> None:
    """Put such fields into a draft."""
    for name, value in fields.items():
        setattr(draft, name, json.dumps(value) if name in STREAMS else value)


def faults_of(draft: InstrumentDraft) -> list[BadForm]:
    """Everything for which the draft could not become a version; empty where it can."""
    fields = fields_of_draft(draft)
    twice = list(_named_twice(fields))
    if twice:
        return twice
    return faults(data_of(fields))


def _named_twice(fields: Fields) -> Iterator[BadForm]:
    """Names by which a file could hold one only."""
    for stream, name, code in (
        ("option_sets", "name", "set_twice"),
        ("subscales", "code", "scale_twice"),
    ):
        found = [value[name] for value in children(fields[stream])]
        for each in sorted({each for each in found if found.count(each) > 1}):
            yield BadForm(f"{stream}: {each} twice", code=code, place=(stream, each), name=each)


def draft_of(version: InstrumentVersion, user: Any) -> InstrumentDraft | None:
    """The draft that this version was made of, where this person may write it."""
    rows = InstrumentDraft.objects.filter(made=version)
    return policy.visible(user, Permission.INSTRUMENT_CHANGE, rows).first()


def starting_points(user: Any) -> QuerySet[InstrumentVersion]:
    """Versions that this official may begin a draft with: the shipped ones and her district's."""
    districts = policy.units(user, Permission.INSTRUMENT_CHANGE).districts
    rows = InstrumentVersion.objects.filter(
        Q(instrument__district=None) | Q(instrument__district_id__in=districts)
    )
    return rows.select_related("instrument").order_by("instrument__code", "-number")

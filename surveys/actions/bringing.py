"""A district's own questionnaire: brought in, answered for, asked for, published by a second one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.queries.people import people_with
from school_safety.access.choices import Role
from school_safety.audit.events import Event
from school_safety.audit.events import surveys as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.models import District
from surveys.choices import VersionState
from surveys.models import Instrument, InstrumentVersion
from surveys.policies import check_can_publish
from surveys.queries.forms import definition_of
from surveys.queries.lacking import publication_problems
from surveys.queries.looks import remembered, to_answer
from surveys.rules.definition import Definition
from surveys.rules.interchange.marking import marked
from surveys.rules.interchange.own import read_own
from surveys.rules.interchange.sandbox import Reading

from .authoring import free_number


@transaction.atomic
def bring_in(
    *,
    district: District,
    reading: Reading,
    by: Any,
    at: datetime,
    licence_holder: str = "",
    licence_text: str = "",
    contact: Mapping[str, bool] | None = None,
    risk: Mapping[str, str] | None = None,
) -> InstrumentVersion:
    """Store what a file says as a draft; the same content twice is refused.

    The tick "we hold a licence" is hers who brings it in; without a holder nobody has ticked.
    `contact` and `risk` are what she said of each question when she looked at it, if she did.
    """
    found = reading.definition
    if contact is not None:
        found = replace(found, questions=marked(found.questions, contact, risk or {}))
    instrument, _ = Instrument.objects.get_or_create(
        district=district, code=found.code, defaults={"kind": found.kind}
    )
    version = InstrumentVersion(
        instrument=instrument,
        number=free_number(InstrumentVersion.objects, instrument, found.number),
        state=VersionState.DRAFT,
        source=reading.format,
        made_by=by,
        made_at=at,
        safety=to_answer(reading),
        remarks=[remembered(remark) for remark in reading.warnings],
    )
    _licence(version, licence_holder, licence_text or found.facts.get("rights", ""), by, at)
    _write(version, found)
    if contact is not None:
        version.safety = _answered(version, contact)
        version.safety_by, version.safety_at = by, at
    version.save()
    _remember(events.INSTRUMENT_BROUGHT, version, by=by, at=at)
    return version


def _check_new(version: InstrumentVersion) -> None:
    """The same words and scores are never two versions."""
    others = version.instrument.versions.exclude(pk=version.pk)
    if others.filter(content_hash=version.content_hash).exists():
        raise NotNow("instrument_known")


def _licence(version: InstrumentVersion, holder: str, text: str, by: Any, at: datetime) -> None:
    version.licence_text = text
    if holder and by is not None:
        version.licence_holder, version.licence_by, version.licence_at = holder, by, at


def _write(version: InstrumentVersion, found: Definition) -> None:
    """The content of a version, and the hash that proves it."""
    version.texts, version.questions = found.texts, found.questions
    version.scoring, version.facts = found.scoring, found.facts
    version.content_hash = found.content_hash
    _check_new(version)


def own_reading(data: Mapping[str, Any]) -> Reading:
    """A questionnaire in the shape of our own TOML, checked like a file."""
    definition, parsed = read_own(data)
    return Reading(definition, parsed.format, suspects=parsed.suspects)


def _answered(version: InstrumentVersion, contact: Mapping[str, bool]) -> dict[str, Any]:
    """The marks with a person's yes or no; one that she added herself is hers."""
    marks = {item: {**mark, "contact": None} for item, mark in (version.safety or {}).items()}
    for row in version.questions:
        needs = contact.get(row["id"])
        if needs is not None and (needs or row["id"] in marks):
            marks.setdefault(row["id"], {"why": "person"})["contact"] = needs
    return marks


@transaction.atomic
def answer_for(
    *,
    version: InstrumentVersion,
    contact: Mapping[str, bool],
    by: Any,
    at: datetime,
    risk: Mapping[str, str] | None = None,
    licence_holder: str = "",
    licence_text: str = "",
) -> InstrumentVersion:
    """Say for each item whether it needs a person the same day and what it touches, and who holds
    the licence. Drafts only."""
    version = _draft(version)
    version.safety = _answered(version, contact)
    version.safety_by, version.safety_at = by, at
    version.questions = marked(version.questions, contact, risk or {})
    if licence_holder:
        _licence(version, licence_holder, licence_text or version.licence_text, by, at)
    version.content_hash = definition_of(version).content_hash
    _check_new(version)
    version.save()
    _remember(events.INSTRUMENT_ANSWERED, version, by=by, at=at)
    return version


@transaction.atomic
def ask_for_publication(*, version: InstrumentVersion, by: Any, at: datetime) -> InstrumentVersion:
    """A draft that is complete waits for another official."""
    version = _draft(version)
    problems = publication_problems(version)
    if problems:
        raise Invalid(fields=dict.fromkeys(problems, "lacking"))
    version.state, version.asked_by, version.asked_at = VersionState.ASKED, by, at
    version.save(update_fields=["state", "asked_by", "asked_at"])
    _remember(events.INSTRUMENT_ASKED, version, by=by, at=at)
    _tell_others(version, by=by, at=at)
    return version


def _tell_others(version: InstrumentVersion, *, by: Any, at: datetime) -> None:
    """Whoever else is an official there learns that something waits for a yes."""
    district_id = version.instrument.district_id
    for official in people_with(Role.DISTRICT, at, district_id=district_id, school_id=None):
        if official.pk not in {by.pk, version.made_by_id}:
            post(
                "instrument_to_publish",
                to=official,
                district_id=district_id,
                about_kind="surveys.instrumentversion",
                about_id=version.pk,
                url_name="surveys:instrument_show",
                url_args=[version.pk],
                at=at,
            )


@transaction.atomic
def publish(*, version: InstrumentVersion, by: Any, at: datetime) -> InstrumentVersion:
    """The second official says yes; from here on planners may choose it."""
    version = InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    check_can_publish(version, by)
    version.state = VersionState.PUBLISHED
    version.published_by, version.published_at = by, at
    version.save(update_fields=["state", "published_by", "published_at"])
    _remember(events.INSTRUMENT_PUBLISHED, version, by=by, at=at)
    return version


@transaction.atomic
def send_back(*, version: InstrumentVersion, by: Any, at: datetime) -> InstrumentVersion:
    """It becomes a draft again; whoever asked can mend and ask once more."""
    version = InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != VersionState.ASKED:
        raise NotNow("instrument_not_asked")
    version.state, version.asked_by, version.asked_at = VersionState.DRAFT, None, None
    version.save(update_fields=["state", "asked_by", "asked_at"])
    _remember(events.INSTRUMENT_SENT, version, by=by, at=at)
    return version


@transaction.atomic
def drop(*, version: InstrumentVersion, by: Any, at: datetime) -> None:
    """Take a draft away; nothing that was ever published goes."""
    version = _draft(version)
    _remember(events.INSTRUMENT_DROPPED, version, by=by, at=at)
    instrument = version.instrument
    version.delete()
    if not instrument.versions.exists():
        instrument.delete()


def _draft(version: InstrumentVersion) -> InstrumentVersion:
    locked = (
        InstrumentVersion.objects.select_for_update(of=("self",))
        .select_related("instrument")
        .get(pk=version.pk)
    )
    if locked.state != VersionState.DRAFT:
        raise NotNow("instrument_not_draft")
    return locked


def _remember(event: Event, version: InstrumentVersion, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=version.instrument.district_id,
        object_kind="surveys.instrumentversion",
        object_id=str(version.pk),
        facts={"code": version.instrument.code, "number": version.number},
        at=at,
    )

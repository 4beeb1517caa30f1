"""Writing a questionnaire: begin from one that is there, and make the draft into a version."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import surveys as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import District
from surveys.choices import VersionState
from surveys.models import Instrument, InstrumentDraft, InstrumentVersion
from surveys.queries import drafts
from surveys.queries.forms import definition_of
from surveys.rules.definition import Definition, read
from surveys.rules.form import BadForm
from surveys.rules.interchange.parsed import Question
from surveys.rules.interchange.safety import suspects
from surveys.rules.writing.compiling import data_of, fields_of
from surveys.rules.writing.unread import unread

SOURCE = "editor"


@transaction.atomic
def start_draft(
    *, version: InstrumentVersion, district: District, by: Any, at: datetime
) -> InstrumentDraft:
    """A draft that says what this version says. A shipped one gets a code of the district's own."""
    draft = InstrumentDraft(district=district, started_from=version)
    drafts.fill(draft, fields_of(unread(definition_of(version))))
    if version.instrument.district_id is None:
        draft.code = f"{draft.code[:36]}-own"
    draft.save()
    draft.save_revision(user=by)
    _remember(events.DRAFT_STARTED, draft, version, by, at)
    return draft


@transaction.atomic
def make_version(*, draft: InstrumentDraft, by: Any, at: datetime) -> InstrumentVersion:
    """Freeze what the draft says now under the next number. No version is ever changed.

    Invalid where the draft contradicts itself; NotNow where these very words are a version already.
    """
    instrument, _ = Instrument.objects.select_for_update().get_or_create(
        district_id=draft.district_id, code=draft.code, defaults={"kind": draft.kind}
    )
    newest = instrument.versions.order_by("-number").first()
    definition = _definition(draft, number=newest.number + 1 if newest else 1)
    if instrument.versions.filter(content_hash=definition.content_hash).exists():
        raise NotNow("instrument_known")
    version = instrument.versions.create(
        number=definition.number,
        content_hash=definition.content_hash,
        texts=definition.texts,
        questions=definition.questions,
        scoring=definition.scoring,
        facts=definition.facts,
        state=VersionState.DRAFT,
        source=SOURCE,
        made_by=by,
        licence_text=definition.facts.get("rights", ""),
        safety=_to_answer(definition),
        made_at=at,
    )
    InstrumentDraft.objects.filter(pk=draft.pk).update(made=version)
    _remember(events.VERSION_MADE, draft, version, by, at)
    return version


def _to_answer(definition: Definition) -> dict[str, dict[str, Any]]:
    """Questions for which a person must still say whether they need somebody the same day."""
    rows = [Question(row["id"], dict(row["text"]), []) for row in definition.questions]
    marked = {row["id"]: "person" for row in definition.questions if "safety_at" in row}
    return {item: {"why": why, "contact": None} for item, why in (suspects(rows) | marked).items()}


def _definition(draft: InstrumentDraft, *, number: int) -> Definition:
    """What the draft says, read by the one reader of questionnaires."""
    try:
        return read(data_of(drafts.fields_of_draft(draft), number))
    except BadForm as error:
        raise Invalid(fields={error.place[0]: error.code}) from error


def _remember(
    event: Any, draft: InstrumentDraft, version: InstrumentVersion, by: Any, at: datetime
) -> None:
    record(
        event,
        by=by,
        district_id=draft.district_id,
        object_kind="surveys.instrumentversion",
        object_id=str(version.pk),
        facts={"draft": str(draft.pk), "number": version.number},
        at=at,
    )

"""Taking in a signal that somebody wrote: a colleague, a family, a student, the police, the district."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from interventions.choices import Level, SafetySource, Source
from interventions.models import Concern, Handover
from interventions.queries import people
from interventions.queries.deadlines import due_at
from interventions.queries.naming import only_one_named
from school_safety.audit.events.interventions import CONCERN_RECEIVED
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.notices.outbox import post
from school_safety.schools.models import School, Student
from school_safety.web.dates import moment

from .opening import open_case
from .safety.raising import raise_event


@dataclass(frozen=True)
class Paper:
    """What a hand-over came with."""

    sender: str
    document_number: str
    received_at: datetime
    born_on: date | None = None


@transaction.atomic(durable=True)
def receive_concern(
    *,
    school: School,
    student: Student | None,
    fact: str,
    by: Any,
    at: datetime,
    who: str = "",
    words: str = "",
    done: str = "",
    urgent: bool = False,
    level: int = Level.WEEK,
    source: str = Source.CONCERN,
    paper: Paper | None = None,
    quiet: bool = False,
) -> Concern:
    """Keep the parts sealed and open a case; an unknown name waits for a counselor.

    `quiet`: somebody writes very many; all is kept, but only what is urgent rings."""
    _refuse_unsaid(fact=fact, who=who, known=student is not None, paper=paper, at=at)
    soon = Level.NOW if urgent else Level(level)
    concern = Concern.objects.create(
        district_id=school.district_id,
        school=school,
        student=student or only_one_named(school, who),
        **{
            k: v.strip()
            for k, v in {"who": who, "fact": fact, "words": words, "done": done}.items()
        },
        source=source,
        level=soon,
        due_at=due_at(school.district_id, soon, at),
        urgent=soon == Level.NOW,
        written_by=by,
        written_at=at,
    )
    _keep_paper(concern, paper)
    remember(CONCERN_RECEIVED, concern, by=by, at=at, facts={"source": source})
    _pass_on(concern, quiet=quiet, by=by, at=at)
    return concern


def _keep_paper(concern: Concern, paper: Paper | None) -> None:
    if paper is not None:
        Handover.objects.create(
            district_id=concern.district_id,
            concern=concern,
            sender=paper.sender.strip(),
            document_number=paper.document_number.strip(),
            born_on=paper.born_on.isoformat() if paper.born_on else "",
            received_at=paper.received_at,
        )


def _pass_on(concern: Concern, *, quiet: bool, by: Any, at: datetime) -> None:
    if concern.student is not None:
        open_for(concern, concern.student, by=by, at=at)
        return
    if concern.urgent or not quiet:
        _ask_to_match(concern, at=at)
    if concern.urgent:
        _ring(concern, by=by, at=at)


def open_for(concern: Concern, student: Student, *, by: Any, at: datetime) -> None:
    """Open the child's case with this signal, or lay it to the one that is open."""
    concern.case = open_case(
        student=student,
        level=concern.level,
        source=concern.source,
        evidence={
            "origin": origin_of(concern),
            "fact": concern.fact,
            "words": concern.words,
            "done": concern.done,
            "lines": _lines(concern),
        },
        by=by,
        at=at,
    )
    concern.save(update_fields=["case"])


def _lines(concern: Concern) -> list[dict[str, str]]:
    """Who handed the child over: for those who work on the case, in both languages."""
    paper = Handover.objects.filter(concern=concern).first()
    if paper is None:
        return []
    said = {}
    for code, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            said[code] = translation.gettext(
                "来文单位：%(sender)s，文号：%(number)s，收到：%(when)s"
            ) % {
                "sender": paper.sender,
                "number": paper.document_number,
                "when": moment(paper.received_at),
            }
    return [said]


def origin_of(concern: Concern) -> str:
    """What a case and a safety event keep of where they came from."""
    return f"interventions.concern:{concern.pk}"


def _ring(concern: Concern, *, by: Any, at: datetime) -> None:
    """In danger now, and nobody has found the name yet: people are rung all the same."""
    outside = concern.source in {Source.POLICE, Source.DISTRICT}
    raise_event(
        school=concern.school,
        source=SafetySource.PARTNER if outside else SafetySource.CONCERN,
        origin=origin_of(concern),
        who=concern.who,
        seen=concern.fact,
        by=by,
        at=at,
    )


def _refuse_unsaid(*, fact: str, who: str, known: bool, paper: Paper | None, at: datetime) -> None:
    wrong = {}
    if not fact.strip():
        wrong["fact"] = "required"
    if not known and not who.strip():
        wrong["who"] = "required"
    if paper is not None:
        wrong |= _unsaid_on(paper, at)
    if wrong:
        raise Invalid(fields=wrong)


def _unsaid_on(paper: Paper, at: datetime) -> dict[str, str]:
    wrong = {
        name: "required"
        for name in ("sender", "document_number")
        if not getattr(paper, name).strip()
    }
    if paper.received_at > at:
        wrong["received_at"] = "in_the_future"
    if paper.born_on and paper.born_on > timezone.localdate(at):
        wrong["born_on"] = "in_the_future"
    return wrong


def _ask_to_match(concern: Concern, *, at: datetime) -> None:
    told = list(people.counselors_of(concern.school_id, at)) or list(
        people.leads_of(concern.school_id, at)
    )
    for person in told:
        post(
            "concern_unmatched",
            to=person,
            about_kind="interventions.concern",
            about_id=str(concern.pk),
            url_name="interventions:triage_list",
            district_id=concern.district_id,
            at=at,
            safety=concern.urgent,
        )


def remember(
    event: Any,
    concern: Concern,
    *,
    by: Any,
    at: datetime,
    student_id: Any = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """One audit row about a signal."""
    record(
        event,
        by=by,
        district_id=concern.district_id,
        school_id=concern.school_id,
        student_id=student_id or concern.student_id,
        object_kind="interventions.concern",
        object_id=str(concern.pk),
        facts=facts or {},
        at=at,
    )

"""A roster into the books: everything or nothing, and never without a way back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.kernel.terms import school_year
from school_safety.schools import phones, queries
from school_safety.schools.choices import BatchState
from school_safety.schools.models import District, ImportBatch, School
from school_safety.schools.roster import hints
from school_safety.schools.roster.compare import Decision, Plan, compare
from school_safety.schools.roster.hints import Hint
from school_safety.schools.roster.known import Known
from school_safety.schools.roster.rows import Problem, Reading

from . import findings
from .targets import Target, targets
from .telling import Told, silent
from .writing import write


@dataclass
class Outcome:
    """What an import would do, or has done."""

    reading: Reading
    plans: list[tuple[Target, Plan]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    elsewhere: list[Decision] = field(default_factory=list)
    batch: ImportBatch | None = None

    def count(self, kind: str) -> int:
        """How many students are new, changed, moved or missing."""
        return sum(len(getattr(plan, kind)) for _target, plan in self.plans)

    @property
    def same(self) -> int:
        """How many students the file describes as they are."""
        return sum(plan.same for _target, plan in self.plans)

    @property
    def counts(self) -> dict[str, int]:
        """The figures of every import: four that matter, and what stays, is kept or proposed."""
        kinds = ("new", "changed", "moved", "missing", "leaving", "kept")
        return {kind: self.count(kind) for kind in kinds} | {
            "same": self.same,
            "hints": len(self.hints),
            "elsewhere": len(self.elsewhere),
        }

    def of(self, kind: str) -> Iterator[Any]:
        """The decisions (or students, for missing) of one kind."""
        for _target, plan in self.plans:
            yield from getattr(plan, kind)


def prepare(
    reading: Reading, *, school: School | None, district: District | None = None, at: datetime
) -> Outcome:
    """Compare with the books; writes nothing."""
    outcome = Outcome(reading, problems=list(reading.problems))
    found, problems = targets(reading, school, district)
    outcome.problems += problems
    year = school_year(timezone.localdate(at))
    for target in found:
        known = Known() if target.is_new else queries.known(target.school.pk, year)
        plan = compare(
            target.rows,
            known,
            whole=reading.whole,
            phone_hash=phones.phone_hash,
            leavers=target.leavers,
        )
        outcome.problems += plan.problems
        outcome.plans.append((target, plan))
        outcome.hints += hints.find(plan, known, phones.phone_hash)
        if not target.school.district._state.adding:
            outcome.elsewhere += queries.elsewhere(
                target.school.district_id, target.school.pk, plan.new, phones.phone_hash
            )
    if outcome.problems or reading.delta:  # a row that was not read is not a student who is gone
        for _target, plan in outcome.plans:
            plan.missing = []
    return outcome


@transaction.atomic
def import_roster(
    *,
    reading: Reading,
    school: School | None,
    file_name: str,
    by: Any,
    at: datetime,
    district: District | None = None,
    batch: ImportBatch | None = None,
    told: Told = silent,
) -> Outcome:
    """Write the roster, or nothing at all where a single row is refused.

    `told` hears how far it is; what it keeps of that must not be part of this transaction.
    """
    outcome = prepare(reading, school=school, district=district, at=at)
    if outcome.problems or not outcome.plans:
        return outcome
    for target, _plan in outcome.plans:
        if target.school.district._state.adding:
            target.school.district.save()
        target.school.save()
    first = outcome.plans[0][0].school
    row = batch or ImportBatch(district=first.district, made_by=by, made_at=at)
    row.school = first if len(outcome.plans) == 1 else None
    row.file_name, row.file_kind = file_name[:200], reading.kind
    row.undo = write(outcome.plans, at=at, told=told)
    outcome.batch = _closed(row, outcome, at=at)
    record(
        events.ROSTER_IMPORTED,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="schools.importbatch",
        object_id=str(row.pk),
        facts=outcome.counts,
        at=at,
    )
    return outcome


def _closed(row: ImportBatch, outcome: Outcome, *, at: datetime) -> ImportBatch:
    """Written: the figures stay, and who is to be looked at; what was in the file goes."""
    row.counts = outcome.counts
    row.reading, row.findings = {}, findings.kept(outcome)
    row.state, row.written_at = BatchState.WRITTEN, at
    row.save()
    return row

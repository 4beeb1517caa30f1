"""What a grant rests on ("case:<id>", "slip:<id>" and so on), as a code and a way to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from interventions.choices import SlipStatus
from interventions.models import AccessSlip, Case, CaseMeeting, Referral, Task


@dataclass(frozen=True)
class Ground:
    """The case's code; the page that shows the thing itself; whether it can be taken back there."""

    code: str
    url_name: str
    pk: UUID
    slip: UUID | None = None


def of(bases: Iterable[str]) -> dict[str, Ground]:
    """One query per kind, however many bases."""
    ids: dict[str, set[str]] = {}
    for basis in bases:
        kind, _, pk = basis.partition(":")
        ids.setdefault(kind, set()).add(pk)
    found: dict[str, Ground] = {}
    for case in Case.objects.filter(pk__in=ids.get("case", ())):
        found[f"case:{case.pk}"] = Ground(case.code, "interventions:case_show", case.pk)
    for row in _with_case(Referral, ids.get("referral", ())):
        found[f"referral:{row.pk}"] = Ground(row.case.code, "interventions:referral_show", row.pk)
    for row in _with_case(Task, ids.get("task", ())):
        found[f"task:{row.pk}"] = Ground(row.case.code, "interventions:case_show", row.case_id)
    for row in _with_case(CaseMeeting, ids.get("meeting", ())):
        found[f"meeting:{row.pk}"] = Ground(row.case.code, "interventions:case_show", row.case_id)
    for row in _with_case(AccessSlip, ids.get("slip", ())):
        if row.outside:  # another school decided: its lead or the auditor opens it
            found[f"slip:{row.pk}"] = Ground(row.case.code, "interventions:case_show", row.case_id)
            continue
        live = row.pk if row.status == SlipStatus.APPROVED else None
        found[f"slip:{row.pk}"] = Ground(
            row.case.code, "interventions:access_slip_show", row.pk, slip=live
        )
    return found


def _with_case(model: Any, ids: Iterable[str]) -> Any:
    return model.objects.filter(pk__in=ids).select_related("case")

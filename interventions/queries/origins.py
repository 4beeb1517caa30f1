"""Which objects of the floors above a case rests on."""

from interventions.choices import Source
from interventions.models import Case, Evidence


def of_case(case_id: str, kind: str) -> list[str]:
    """The ids behind "surveys.response:<id>" for this kind, as they were handed down."""
    rows = Evidence.objects.filter(case_id=case_id, origin__startswith=f"{kind}:")
    return [origin.partition(":")[2] for origin in rows.values_list("origin", flat=True)]


def from_questionnaire(case: Case) -> bool:
    """Whether a questionnaire asked for this talk, among whatever else did."""
    return case.evidence.filter(source=Source.SCREENING).exists()

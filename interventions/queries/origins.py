"""Which objects of the floors above a case rests on."""

from interventions.models import Evidence


def of_case(case_id: str, kind: str) -> list[str]:
    """The ids behind "surveys.response:<id>" for this kind, as they were handed down."""
    rows = Evidence.objects.filter(case_id=case_id, origin__startswith=f"{kind}:")
    return [origin.partition(":")[2] for origin in rows.values_list("origin", flat=True)]

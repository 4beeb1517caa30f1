"""Figures of a wave for the reading room: rows to count, no child in them."""

from typing import Any

from django.db.models import Count, F

from surveys.choices import InvitationState, Path
from surveys.models import Invitation, Response, Sitting, Wave


def wave_counts(wave: Wave) -> list[Any]:
    """Rows of school_id, grade, sex, band, n over the questionnaires that were handed in."""
    return list(
        Response.objects.filter(wave=wave, path=Path.SCREENING, withdrawn_at=None)
        .values(
            "band",
            school_id=F("wave__school_id"),
            grade=F("invitation__sitting__classroom__grade"),
            sex=F("student__sex"),
        )
        .annotate(n=Count("id"))
        .order_by("school_id", "grade", "sex", "band")
    )


def handled(wave: Wave) -> list[dict[str, Any]]:
    """Per class: how many slips, how many handed in. Both paths count alike."""
    rows = (
        Invitation.objects.filter(wave=wave)
        .exclude(state=InvitationState.VOID)
        .values("sitting_id", "state")
        .annotate(n=Count("id"))
        .order_by()
    )
    counted: dict[Any, dict[str, int]] = {}
    for row in rows:
        room = counted.setdefault(row["sitting_id"], {"all": 0, "done": 0})
        room["all"] += row["n"]
        if row["state"] == InvitationState.SUBMITTED:
            room["done"] += row["n"]
    sittings = Sitting.objects.filter(wave=wave).select_related("classroom", "proctor")
    empty = {"all": 0, "done": 0}
    return [{"sitting": row, **counted.get(row.pk, empty)} for row in sittings]

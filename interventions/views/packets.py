"""How a packet is shown: each field as a line, its basis beside it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from interventions.choices import Need, PacketField
from interventions.models import Referral
from interventions.queries import fetching
from interventions.rules import referral_lifecycle
from school_safety.web import dates

from .chronology import evidence_text

STATES = {
    "draft": "waiting",
    "sent": "waiting",
    "seen": "waiting",
    "accepted": "waiting",
    "appointed": "waiting",
    "attended": "waiting",
    "replied": "waiting",
    "done": "done",
}
REVOCABLE = frozenset(
    code for code in referral_lifecycle.LIFECYCLE if referral_lifecycle.may_follow(code, "revoked")
)
BANDS = {
    "lower": lazy("小学低年级"),
    "upper": lazy("小学高年级"),
    "middle": lazy("初中"),
    "high": lazy("高中"),
    "unknown": lazy("未填"),
}


def preview_rows(referral: Referral) -> list[dict[str, Any]]:
    """What may be seen before accepting: nothing that tells who it is."""
    preview = referral.packet.preview
    needs = [str(Need(code).label) for code in preview.get("needs", [])]
    return [
        {"term": _("年级段"), "value": BANDS[str(preview.get("grade_band", "unknown"))]},
        {"term": _("需要的帮助"), "value": _("、").join(needs)},
        {"term": _("接收后能看到"), "value": _("、").join(labels(referral.packet.fields))},
    ]


def labels(fields: list[str]) -> list[str]:
    """The chosen fields by name."""
    return [str(PacketField(code).label) for code in fields]


def body_rows(fields: list[str], body: dict[str, Any]) -> list[dict[str, Any]]:
    """Each chosen field with its value."""
    return [
        {
            "term": PacketField(code).label,
            "value": _flat(code, body.get(code, "")),
            "named": code == PacketField.NAME,
        }
        for code in fields
    ]


def _flat(code: str, value: Any) -> str:
    if code == PacketField.BIRTH:
        return dates.month(value)
    if isinstance(value, list):
        return evidence_text({"lines": value})
    return str(value)


def bases(referral: Referral) -> list[dict[str, Any]]:
    """Why each field may cross: from the ledger."""
    named = fetching.bases_of(referral)
    return [
        {
            "label": PacketField(code).label,
            "kind": named[code].get_kind_display() if code in named else "",
            "at": named[code].at if code in named else None,
        }
        for code in referral.packet.fields
    ]

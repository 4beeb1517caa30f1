"""Who may be given which part of a file, on what ground, and what the sheet says it is for."""

from dataclasses import dataclass

from interventions.choices import ExportPart, Purpose, Recipient


@dataclass(frozen=True)
class Terms:
    """`basis` is a kind of the ledger; `paper` is whether a document must be named."""

    parts: frozenset[str]
    basis: str
    purpose: str
    paper: bool = False


EVERYTHING = frozenset(part.value for part in ExportPart)
# A family never reads notes, the words of a concern, or any sign of a hold: contacts stay out too.
TERMS: dict[str, Terms] = {
    Recipient.GUARDIAN.value: Terms(
        frozenset({ExportPart.FAMILY_PLAN.value}), "statute", Purpose.FAMILY.value
    ),
    Recipient.AUTHORITY.value: Terms(EVERYTHING, "statute", Purpose.LAWFUL.value, paper=True),
    Recipient.HOSPITAL.value: Terms(
        EVERYTHING - {ExportPart.CONTACTS.value, ExportPart.DECISIONS.value},
        "emergency",
        Purpose.TREATMENT.value,
    ),
}
OWN_COPY = "个人信息保护法 45"  # the ground on which a family has a copy


def not_allowed(recipient: str, parts: list[str]) -> list[str]:
    """The chosen parts that this recipient is not given."""
    return [part for part in parts if part not in TERMS[recipient].parts]

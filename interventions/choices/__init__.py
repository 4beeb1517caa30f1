"""Codes of this room, stored short; one file for each kind of thing."""

from .cases import (
    CLOCKS,
    OPEN_STATUSES,
    Attitude,
    Clock,
    CloseOutcome,
    ContactHow,
    DecisionKind,
    Level,
    NoteKind,
    Source,
    Status,
)
from .referrals import (
    IDENTITY_FIELDS,
    OPEN_REFERRALS,
    RECEIVED_REFERRALS,
    AppointmentStatus,
    Cost,
    Need,
    PacketField,
    ReferralStatus,
    RefusalReason,
)
from .slips import OPEN_SLIPS, SlipHours, SlipReason, SlipStatus

__all__ = [
    "CLOCKS",
    "IDENTITY_FIELDS",
    "OPEN_REFERRALS",
    "OPEN_SLIPS",
    "OPEN_STATUSES",
    "RECEIVED_REFERRALS",
    "AppointmentStatus",
    "Attitude",
    "Clock",
    "CloseOutcome",
    "ContactHow",
    "Cost",
    "DecisionKind",
    "Level",
    "Need",
    "NoteKind",
    "PacketField",
    "ReferralStatus",
    "RefusalReason",
    "SlipHours",
    "SlipReason",
    "SlipStatus",
    "Source",
    "Status",
]

"""A referral's life, from a draft that waits for the family to the last letter back."""

from .states import State, can_move

FIRST = "draft"

LIFECYCLE: dict[str, State] = {
    "draft": State(
        owner="gu",
        event="interventions.referral.drafted",
        notice="referral_consent_asked",
        moves=("sent", "revoked"),
    ),
    "sent": State(
        owner="cl",
        event="interventions.referral.sent",
        notice="referral_received",
        moves=("seen", "accepted", "refused", "revoked", "expired"),
    ),
    "seen": State(
        owner="cl",
        event="interventions.referral.seen",
        notice="",
        moves=("accepted", "refused", "revoked", "expired"),
    ),
    "accepted": State(
        owner="cl",
        event="interventions.referral.accepted",
        notice="referral_answered",
        moves=("appointed", "replied", "done", "revoked", "expired"),
    ),
    "appointed": State(
        owner="cl",
        event="interventions.referral.appointed",
        notice="referral_answered",
        moves=("appointed", "attended", "accepted", "replied", "revoked", "expired"),
    ),
    "attended": State(
        owner="cl",
        event="interventions.referral.attended",
        notice="referral_answered",
        moves=("appointed", "replied", "revoked", "expired"),
    ),
    "replied": State(
        owner="co",
        event="interventions.referral.replied",
        notice="referral_answered",
        moves=("replied", "appointed", "done", "revoked", "expired"),
    ),
    "refused": State(owner="", event="interventions.referral.refused", notice="referral_answered"),
    "done": State(owner="", event="interventions.referral.done", notice="referral_ended"),
    "revoked": State(owner="", event="interventions.referral.revoked", notice="referral_ended"),
    "expired": State(owner="", event="interventions.referral.expired", notice="referral_ended"),
}

# In these the provider holds the packet; leaving them ends the access in the same transaction.
RECEIVED = frozenset({"accepted", "appointed", "attended", "replied"})


def may_follow(old: str, new: str) -> bool:
    """Whether a referral in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)

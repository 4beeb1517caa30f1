"""Every kind of message there is. A kind that is not here cannot be sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`code` names the folder of its texts; a safety message must be acknowledged by somebody."""

    code: str
    safety: bool = False


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("letter_arrived"),  # guardian: a letter waits for an answer
        Kind("letter_receipt"),  # guardian: the answer was received, the receipt can be had
        Kind("letter_overdue"),  # class teacher: families that have not answered, a count
        Kind("lesson_to_review"),  # reviewer: drafts wait
        Kind("lesson_published"),  # author: published
        Kind("wave_to_approve"),  # the second person: a wave waits for her yes
        Kind("case_assigned", safety=True),  # counselor: somebody needs her
        Kind("triage_waiting", safety=True),  # lead: nobody has taken it yet
        Kind("guardian_told"),  # guardian: the school would like to talk
        Kind("referral_received"),  # clinician: a referral waits
        Kind("referral_answered"),  # counselor: the provider has answered
        Kind("role_given"),  # colleague: a new role
        Kind("import_finished"),  # clerk: the roster is in
    )
}

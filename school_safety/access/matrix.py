"""The whole truth about who may do what, on one screen. Owned by the safeguarding lead.

role -> {verb: scope}. What is not here is denied, and denied looks like absent (404).
Plain Python: the table can be read, drawn and compared without starting anything.
"""

from .permissions import Permission as P

# Scope codes as in access.choices.Scope; plain letters keep the table readable.
OWN, CHILD, TAUGHT, HOMEROOM, CASELOAD = "o", "k", "t", "h", "c"
SCHOOL, DISTRICT, GRANTED, INVOLVED, PUBLISHED, WRITE, EVERYWHERE = (
    "s",
    "d",
    "g",
    "i",
    "a",
    "w",
    "*",
)

STAFF = {
    P.SIGNED_IN: OWN,
    P.CONCERN_WRITE: WRITE,
    P.PROVIDER_READ: DISTRICT,
    P.PROGRAMME_READ: EVERYWHERE,
}

MATRIX: dict[str, dict[P, str]] = {
    "an": {},
    "st": {
        P.SIGNED_IN: OWN,
        P.SCREENING_ANSWER: OWN,
        P.CONCERN_WRITE: WRITE,
        P.PLAN_FAMILY_READ: OWN,
        P.REFERRAL_FAMILY: OWN,
        P.LETTER_READ: OWN,
        P.CONSENT_ANSWER: OWN,
    },
    "gu": {
        P.SIGNED_IN: OWN,
        P.LETTER_READ: CHILD,
        P.LETTER_SIGN: CHILD,
        P.CONSENT_ANSWER: CHILD,
        P.CONCERN_WRITE: WRITE,
        P.PLAN_FAMILY_READ: CHILD,
        P.REFERRAL_FAMILY: CHILD,
        P.ROSTER_READ: CHILD,
    },
    "te": {
        **STAFF,
        P.LESSON_WRITE: SCHOOL,
        P.DELIVERY_WRITE: TAUGHT,
        P.ROSTER_READ: TAUGHT,
        P.PROCTOR: INVOLVED,
        P.TASK_READ: INVOLVED,
    },
    "ht": {
        **STAFF,
        P.LESSON_WRITE: SCHOOL,
        P.DELIVERY_WRITE: HOMEROOM,
        P.LETTER_SEND: HOMEROOM,
        P.LETTER_COUNT: HOMEROOM,
        P.LETTER_FOLLOW: HOMEROOM,
        P.ROSTER_READ: HOMEROOM,
        P.GUARDIAN_READ: HOMEROOM,
        P.ENTRY_CODE_PRINT: HOMEROOM,
        P.PROCTOR: INVOLVED,
        P.TASK_READ: INVOLVED,
    },
    "ed": {
        **STAFF,
        P.LESSON_WRITE: SCHOOL,
        P.LESSON_REVIEW: SCHOOL,
        P.LETTER_SEND: SCHOOL,
        P.LETTER_COUNT: SCHOOL,
        P.DELIVERY_READ: SCHOOL,
        P.TASK_READ: INVOLVED,
    },
    "rv": {
        **STAFF,
        P.LESSON_REVIEW: SCHOOL,
        P.INSTRUMENT_READ: DISTRICT,
        P.TASK_READ: INVOLVED,
    },
    "co": {
        **STAFF,
        P.ROSTER_READ: SCHOOL,
        P.GUARDIAN_READ: SCHOOL,
        P.LETTER_SEND: CASELOAD,
        P.CONSENT_READ: SCHOOL,
        P.INSTRUMENT_READ: DISTRICT,
        P.WAVE_READ: SCHOOL,
        P.WAVE_PLAN: SCHOOL,
        P.SLIP_PRINT: SCHOOL,
        P.RESPONSE_READ: CASELOAD,
        P.SIGNAL_READ: SCHOOL,
        P.CONCERN_READ: SCHOOL,
        P.CASE_READ: CASELOAD,
        P.CASE_WRITE: CASELOAD,
        P.NOTE_READ: CASELOAD,
        P.REFERRAL_WRITE: CASELOAD,
        P.REFERRAL_READ: CASELOAD,
        P.TASK_READ: INVOLVED,
        P.OUTBOX_READ: CASELOAD,
        P.FIGURES_SCHOOL: SCHOOL,
    },
    "ld": {
        **STAFF,
        P.ROSTER_READ: SCHOOL,
        P.GUARDIAN_READ: SCHOOL,
        P.LETTER_SEND: CASELOAD,
        P.CONSENT_READ: SCHOOL,
        P.INSTRUMENT_READ: DISTRICT,
        P.WAVE_READ: SCHOOL,
        P.WAVE_PLAN: SCHOOL,
        P.WAVE_APPROVE: SCHOOL,
        P.SLIP_PRINT: SCHOOL,
        P.SIGNAL_READ: SCHOOL,
        P.CONCERN_READ: SCHOOL,
        P.CASE_READ: SCHOOL,
        P.CASE_OVERSEE: SCHOOL,
        P.REFERRAL_READ: SCHOOL,
        P.TASK_READ: INVOLVED,
        P.CONDUCT_READ: SCHOOL,
        P.FIGURES_SCHOOL: SCHOOL,
    },
    "ck": {
        **STAFF,
        P.ROSTER_READ: SCHOOL,
        P.ROSTER_CHANGE: SCHOOL,
        P.GUARDIAN_READ: SCHOOL,
        P.ENTRY_CODE_PRINT: SCHOOL,
        P.CONSENT_ENTER: SCHOOL,
        P.STRUCTURE_READ: SCHOOL,
        P.PEOPLE_READ: SCHOOL,
    },
    "sa": {
        **STAFF,
        P.ROSTER_READ: SCHOOL,
        P.ROSTER_CHANGE: SCHOOL,
        P.STRUCTURE_READ: SCHOOL,
        P.PEOPLE_READ: SCHOOL,
        P.PEOPLE_CHANGE: SCHOOL,
        P.LESSON_REVIEW: SCHOOL,
        P.DELIVERY_READ: SCHOOL,
        P.LETTER_COUNT: SCHOOL,
        P.WAVE_APPROVE: SCHOOL,
        P.OUTBOX_READ: SCHOOL,
        P.FIGURES_SCHOOL: SCHOOL,
    },
    "da": {
        **STAFF,
        P.LESSON_WRITE: DISTRICT,
        P.LESSON_REVIEW: DISTRICT,
        P.LETTER_SEND: DISTRICT,
        P.STRUCTURE_READ: DISTRICT,
        P.PEOPLE_READ: DISTRICT,
        P.INSTRUMENT_READ: DISTRICT,
        P.PROVIDER_CHANGE: DISTRICT,
        P.FIGURES_DISTRICT: PUBLISHED,
        P.FIGURES_PUBLISH: DISTRICT,
        P.OUTBOX_READ: DISTRICT,
    },
    "au": {
        P.SIGNED_IN: OWN,
        P.AUDIT_READ: DISTRICT,
        P.PEOPLE_READ: DISTRICT,
        P.PROVIDER_READ: DISTRICT,
    },
    "cl": {
        P.SIGNED_IN: OWN,
        P.PROVIDER_READ: DISTRICT,
        P.REFERRAL_PREVIEW: INVOLVED,
        P.REFERRAL_RECEIVE: GRANTED,
    },
    "pa": {P.SIGNED_IN: OWN, P.PROVIDER_READ: DISTRICT},
    "du": {P.SIGNED_IN: OWN, P.CONCERN_WRITE: WRITE, P.TASK_READ: INVOLVED},
    "op": {P.SIGNED_IN: OWN, P.PLATFORM_RUN: EVERYWHERE},
}


def roles_with(verb: P) -> frozenset[str]:
    """The roles that hold this verb at any scope."""
    return frozenset(role for role, verbs in MATRIX.items() if verb in verbs)

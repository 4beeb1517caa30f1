"""The matrix in plain words, for whoever wants to know: by role, and by what there is about a child."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from school_safety.access.choices import Role, Scope
from school_safety.access.matrix import MATRIX
from school_safety.access.never import nevers_of
from school_safety.access.permissions import Permission as P
from school_safety.access.sentences import AREAS, REACH

# What there is about a child, and the verbs that read it; the nearest to her heart first.
ABOUT_A_CHILD = (
    (_("问卷的逐题回答"), (P.RESPONSE_READ,)),
    (_("谈话记录的内容"), (P.NOTE_READ,)),
    (_("个案，里面有问卷的提示和关注程度"), (P.CASE_READ,)),
    (_("有人担心孩子、谁在等第一次谈话"), (P.SIGNAL_READ, P.CONCERN_READ)),
    (_("转介材料"), (P.REFERRAL_READ, P.REFERRAL_RECEIVE, P.REFERRAL_FAMILY)),
    (_("支持方案里给家庭的部分"), (P.PLAN_FAMILY_READ,)),
    (_("家庭同意了什么"), (P.CONSENT_READ, P.CONSENT_ANSWER)),
    (_("家长是谁、怎么联系"), (P.GUARDIAN_READ,)),
    (_("姓名和班级"), (P.ROSTER_READ,)),
    (_("谁看过这些记录"), (P.LOOKED_READ,)),
)
# The child and her family first, then the people of a school, then those outside it.
ORDER = (
    *(Role.GUARDIAN, Role.STUDENT, Role.COUNSELOR, Role.LEAD, Role.HOMEROOM, Role.TEACHER),
    *(Role.CLERK, Role.HEAD, Role.EDITOR, Role.REVIEWER, Role.DUTY, Role.CLINICIAN),
    *(Role.PARTNER, Role.DISTRICT, Role.AUDITOR, Role.OPERATOR),
)


def roles() -> list[tuple[str, Any]]:
    """Every role that may do anything, as choices."""
    return [(role.value, role.label) for role in ORDER]


def about_a_child() -> list[dict[str, Any]]:
    """For each thing, the roles that read it and how far."""
    return [{"thing": thing, "who": _readers(verbs)} for thing, verbs in ABOUT_A_CHILD]


def _readers(verbs: Iterable[P]) -> list[dict[str, Any]]:
    found = []
    for role, label in roles():
        scopes = {MATRIX[role][verb] for verb in verbs if verb in MATRIX[role]}
        if scopes:
            reach = [Scope(code).label for code in sorted(scopes)]
            found.append({"code": role, "role": label, "reach": reach})
    return found


def of_role(role: str) -> dict[str, Any]:
    """What one role may do, area by area; how far each word reaches; what it never sees."""
    verbs = MATRIX[role]
    areas = [
        {
            "title": area.title,
            "rows": [
                {"sentence": sentence, "reach": Scope(verbs[verb]).label}
                for verb, sentence in area.sentences.items()
                if verb in verbs
            ],
        }
        for area in AREAS
    ]
    used = [scope for scope in Scope if scope.value in set(verbs.values())]
    return {
        "label": Role(role).label,
        "areas": [area for area in areas if area["rows"]],
        "reaches": [{"term": scope.label, "value": REACH[scope]} for scope in used],
        "never": nevers_of(role),
    }

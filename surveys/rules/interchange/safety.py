"""Questions that may need a person the same day: known by code or by their words, never decided.

A mark only asks; whether an item needs same-day contact is answered by a person.
"""

import re
from collections.abc import Sequence

from .parsed import Question

# LOINC: PHQ-9 item 9 and its versions, C-SSRS screen items, EPDS item 10, ASQ.
CODES = frozenset(
    {
        "44260-8", "71354-5", "93246-8", "93247-6", "93248-4", "93249-2", "93250-0",
        "93251-8", "93252-6", "93253-4", "99046-5",
        "93039-7",
    }
)  # fmt: skip
WORDS = re.compile(
    r"suicid|self.?harm|self.?injur|better off dead|better off if you were dead|"
    r"kill(?:ing)? (?:my|your|him|her|one)sel|end(?:ing)? (?:my|your|it|one's) (?:own )?li[fv]e|"
    r"(?:hurt|harm|cut)(?:ing)? (?:\w+ )?(?:my|your|him|her|one|them)sel|wish(?:ed)? (?:\w+ ){0,3}dead|"
    r"want(?:ed)? to die|not (?:be )?alive|go to sleep and not wake|"
    r"自杀|轻生|自残|自伤|想死|去死|死了|不想活|活着没|活着.{0,4}(?:没|意义)|活不下去|结束(?:自己的)?生命|"
    r"(?:伤害|弄伤|割伤)(?:你|我|她|他)?自己|离开(?:这个)?世界|一了百了|死",
    re.IGNORECASE,
)


def suspects(questions: Sequence[Question]) -> dict[str, str]:
    """Item id -> why it was marked: "code" or "words"."""
    found = {}
    for question in questions:
        if CODES & set(question.codes):
            found[question.id] = "code"
        elif WORDS.search(" ".join(question.text.values())):
            found[question.id] = "words"
    return found

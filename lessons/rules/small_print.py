"""Clauses that push the school's duty onto families, or turn silence into a yes.

A letter home informs and asks. It cannot sign away what a school owes a child (Civil Code, articles
497, 506, 1199 to 1201), and a consent needs a clear yes (Personal Information Protection Law,
article 14). What is found here is put back to its writer.
"""

import re
from collections.abc import Iterable
from typing import Any

_SCHOOL = "(?:学校|本校|我校|校方|班主任|老师|教师|学校和老师)"
_SHUT_OUT = (
    r"[^，。；]{0,6}(?:不得|不能|不予|不准|禁止)"
    r"(?:入学|上课|返校|报到|注册|参加考试|毕业|评优)"
)
_OURS = r"(?:(?:the|our)\s+)?(?:school|teachers?|staff)"
# code -> what gives such a clause away, with blanks taken out of Chinese
CLAUSES: dict[str, tuple[str, ...]] = {
    "no_duty": (
        r"概不负责",
        rf"{_SCHOOL}(?:对此)?(?:概|均|都|也|将|一律)?不(?:再)?(?:承担|负|担负)(?:任何|一切|相关|法律|安全)*责任?",
        rf"与{_SCHOOL}(?:一律|概)?无关",
        rf"(?:免除|免去){_SCHOOL}的?(?:任何|一切|相关|法律|全部)*责任",
        rf"{_OURS}\s+(?:is|are|will|shall|can)?\s*(?:not|never)\s*(?:be\s+)?(?:held\s+)?(?:liable|responsible)",
        rf"{_OURS}\s+(?:accepts?|takes?|bears?)\s+no\s+(?:liability|responsibility)",
        r"hold\s+(?:the\s+school\s+)?harmless",
        r"release\s+(?:the\s+)?school\s+from",
    ),
    "own_risk": (
        r"(?:后果|责任|风险)(?:由[^，。；]{0,8})?自(?:负|担)",
        r"(?:自愿|自行)承担(?:由此|因此)?(?:产生|造成|引起)?的?(?:一切|全部|所有|任何)",
        r"(?:一切|全部|所有)(?:责任|后果|损失)[^，。；]{0,4}由(?:家长|监护人|学生|本人|您)[^，。；]{0,6}承担",
        r"at\s+(?:your|their|my)\s+own\s+risk",
    ),
    "rights_given_up": (
        r"(?:自愿)?放弃(?:追究|索赔|起诉|诉讼|追偿|投诉|要求赔偿)",
        r"不(?:得|会|再)(?:以任何理由)?(?:追究|起诉|索赔|投诉|上访)[^，。；]{0,4}(?:学校|校方|老师|责任)",
        r"waives?\s+(?:any|all|my|your|the)\s+(?:rights?|claims?)",
    ),
    "silence_is_yes": (
        r"(?<!不)(?<!不会)(?:视为|默认为?|等同于?|即为)(?:同意|认可|接受|自动放弃)",
        r"deemed\s+(?:to\s+(?:have\s+)?)?(?:consent|agree|accept)",
        r"silence\s+(?:means|counts\s+as)\s+(?:yes|consent|agreement)",
    ),
    "forced": (
        rf"(?:不|未|没有?|拒绝)(?:签字?|签名|同意|回复|交回)[^，。；]{{0,3}}[，,]?{_SHUT_OUT}",
    ),
}
_FOUND_BY = {
    code: tuple(re.compile(each, re.IGNORECASE) for each in patterns)
    for code, patterns in CLAUSES.items()
}
HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])")


def findings(text: str) -> list[tuple[str, str]]:
    """(code, the words themselves) for each such clause, in the order of the table."""
    close = HAN_GAP.sub("", text)
    return [
        (code, hit.group(0))
        for code, patterns in _FOUND_BY.items()
        for hit in (pattern.search(close) for pattern in patterns)
        if hit is not None
    ]


def in_words(words: dict[str, Any]) -> list[tuple[str, str]]:
    """The same over everything a family reads."""
    return findings("\n".join(leaves(words)))


def leaves(value: Any) -> Iterable[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)

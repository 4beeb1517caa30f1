"""Matters that no electronic signature settles (Electronic Signature Law, article 3).

Marriage, adoption, inheritance; stopping water, heat, gas and other public services; what other law
keeps on paper. A letter may speak of them; it may not ask for an answer to them here.
"""

import re
from typing import Any

from .small_print import HAN_GAP, leaves

INFORMATION = "info"
_SERVICE = "(?:自来水|用水|水|供暖|采暖|暖气|暖|热|热力|燃气|天然气|煤气|气|电|电力)"
# code -> what gives such a matter away, with blanks taken out of Chinese
MATTERS: dict[str, tuple[str, ...]] = {
    "family_status": (
        r"(?:结婚|离婚|婚姻)(?:登记|协议|证明|手续|关系的?(?:确认|解除|变更))",
        r"婚前(?:财产)?协议",
        r"(?:解除|确认|变更)(?:婚姻|收养|监护)关系",
        r"(?:收养|送养)(?:登记|协议|手续|同意书?|关系|孩子|儿童|子女|意见)",
        r"同意(?:收养|送养|被收养)",
        r"(?:遗产|继承权?)(?:分割|分配|放弃|声明|协议|公证|份额)",
        r"(?:放弃|接受)(?:遗产|继承)",
        r"遗嘱",
        r"\b(?:marriage|divorce|adoption|inheritance)\s+(?:agreement|registration|consent|papers?|waiver)",
        r"\b(?:consent|agree)\s+to\s+(?:the\s+)?(?:adoption|divorce)",
        r"\b(?:last\s+will|testament)\b",
    ),
    "public_service": (
        rf"停(?:止)?(?:供应?|用)?{_SERVICE}(?:供应|服务|的?(?:确认|同意|申请|协议))",
        rf"(?:同意|确认|申请)[^，。；]{{0,8}}停(?:止)?供?应?{_SERVICE}",
        rf"停止供应?{_SERVICE}",
        r"\b(?:cut|shut|turn|switch)(?:ting)?\s+off\s+(?:the\s+)?(?:water|heat(?:ing)?|gas|power|electricity)",
        r"\bend(?:ing)?\s+(?:the\s+)?(?:water|heating|gas|power|electricity)\s+(?:service|supply)",
    ),
}
_FOUND_BY = {
    code: tuple(re.compile(each, re.IGNORECASE) for each in patterns)
    for code, patterns in MATTERS.items()
}


def findings(text: str) -> list[tuple[str, str]]:
    """(code, the words themselves) for each such matter."""
    close = HAN_GAP.sub("", text)
    hits = (
        (code, pattern.search(close))
        for code, patterns in _FOUND_BY.items()
        for pattern in patterns
    )
    return [(code, hit.group(0)) for code, hit in hits if hit is not None]


def in_words(words: dict[str, Any]) -> list[tuple[str, str]]:
    """Over everything a family reads, in a letter that asks for an answer."""
    if words.get("kind") == INFORMATION:
        return []
    return findings("\n".join(leaves(words)))

"""Words that do not belong before children: what gives them away, and how bad that is.

Ways to hurt oneself, dealers' and makers' names, contact data, scare wording, insults that stick to
people. A hard finding must be mended; the others are looked at by the reviewers. Regulation on
minors' online protection, articles 22 to 25; the law on minors' protection, article 50.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HARD = frozenset({"method", "contact"})
# Numbers that everybody may print.
_LINES = (
    "110|119|120|122|12110|12309|12315|12320|12338|12345|12348|12355|12356|12377|12388|12393|96110"
)
PATTERNS: dict[str, tuple[str, ...]] = {
    "method": (
        r"(?:割|划)(?:手)?腕", r"上吊", r"跳楼", r"烧炭", r"(?:吞|服)(?:安眠)?药(?:自杀|自尽)",
        r"自(?:杀|残|伤)(?:的)?(?:方法|方式|步骤|教程|工具)", r"催吐", r"(?:无痛|轻松)(?:死|自杀)",
        r"\b(?:how|ways?) to (?:kill|cut|hang) (?:your|my|one)self", r"\bslit (?:your|my) wrists?\b",
    ),
    "contact": (
        r"(?<!\d)1[3-9]\d{9}(?!\d)", r"(?<!\d)\d{17}[\dXx](?!\d)", r"[\w.+-]+@[\w-]+\.[a-z]{2,}",
        r"(?:QQ|qq|微信|vx|VX|威信|电话|手机)(?:号|群)?[:：]?\s*[A-Za-z0-9_-]{6,}",
    ),
    "brand": (
        r"抖音|快手|小红书|哔哩哔哩|王者荣耀|和平精英|原神|蛋仔派对|淘宝|拼多多|京东",
        r"\b(?:TikTok|Roblox|Minecraft|Fortnite|Instagram|Snapchat|YouTube)\b",
    ),
    "scare": (
        r"毁(?:了|掉)(?:你|他|她|孩子)?(?:的)?(?:一生|一辈子|前途)", r"后果不堪设想",
        r"电子(?:鸦片|海洛因)",
        r"(?:否则|不然)(?:就)?(?:会)?(?:死|完蛋|坐牢)",
        r"\bruin(?:s|ed)? (?:your|their) (?:whole )?li(?:fe|ves)\b",
        r"\b(?:digital|electronic) (?:heroin|opium)\b",
    ),
    "slur": (
        r"网瘾少年", r"问题学生|差生", r"脑残|智障|弱智|傻逼|傻子", r"娘炮|死胖子",
        r"\b(?:retard(?:ed)?|faggot|sissy|psycho)\b",
    ),
}  # fmt: skip
_FOUND_BY = {
    kind: tuple(re.compile(each, re.IGNORECASE) for each in patterns)
    for kind, patterns in PATTERNS.items()
}
_LINE = re.compile(rf"^(?:{_LINES})$")


@dataclass(frozen=True)
class Finding:
    """`where` names the place as its writer sees it; `words` are hers."""

    kind: str
    where: str
    words: str

    @property
    def hard(self) -> bool:
        """Nothing like this goes out."""
        return self.kind in HARD


def findings(texts: Iterable[tuple[str, str]]) -> list[Finding]:
    """For each named text what gives it away; the hard ones first."""
    found = [
        Finding(kind, where, hit.group(0))
        for where, text in texts
        for kind, patterns in _FOUND_BY.items()
        for pattern in patterns
        for hit in pattern.finditer(text)
        if not _LINE.match(hit.group(0))
    ]
    return sorted(dict.fromkeys(found), key=lambda each: not each.hard)

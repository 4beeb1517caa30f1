"""Which column is which, in any order and under the many names schools give them."""

import re
import unicodedata
from dataclasses import dataclass, field

from .classnames import number as numeral

STUDENT_FIELDS = {
    "name": "姓名 学生姓名 学生名字 学生 名字 孩子姓名 幼儿姓名 name studentname student fullname",
    "sex": "性别 学生性别 sex gender",
    "number": "学号 学生学号 校内学号 学生编号 studentnumber studentno number",
    "identity": """身份证号 身份证号码 身份证 身份证件号 身份证件号码 公民身份号码 公民身份证号 证件号
        证件号码 学生身份证号 学生身份证号码 学生证件号 学生证件号码 学籍号 全国学籍号 学籍号码
        学生学籍号 idnumber""",
    "born": """出生日期 出生年月 出生年月日 出生年月日期 生日 出生 学生出生日期 birthdate dateofbirth
        birthday born dob""",
    "grade": "年级 所在年级 就读年级 年级名称 grade",
    "class": "班级 班 班别 所在班级 行政班 行政班级 班级名称 就读班级 class classroom homeroom",
    "boarding": """住校 是否住校 是否寄宿 寄宿 是否住宿 住宿 住宿情况 住宿方式 就读方式 住校走读
        是否住校生 是否寄宿生 boarding boarder""",
    "school": "学校 学校名称 所在学校 就读学校 school",
}  # fmt: skip
STUDENT_WORDS = {word: kind for kind, words in STUDENT_FIELDS.items() for word in words.split()}
# Columns that look like a guardian's and are not.
IGNORED = re.compile(
    r"单位|职业|学历|地址|身份证|证件|民族|国籍|邮箱|email|微信|户口|工作|职务|年龄|政治"
)
WHO = (
    r"家长|监护人|父亲|母亲|父|母|爸爸|妈妈|爷爷|奶奶|外公|外婆|祖父|祖母|外祖父|外祖母|"
    r"紧急联系人|联系人|成员|家庭成员|家庭联系人|guardian|parent|father|mother|contact"
)
COUNT = r"[一二三四五六\d]"
NAME = r"姓名|名字|名称|name"
PHONE = r"(?:的)?(?:联系)?(?:手机|电话|方式)(?:号码|号)?|联系方式|(?:mobile|phone|tel)(?:number)?"
RELATION = r"(?:与(?:学生|孩子|本人)(?:的)?)?关系|称谓|relation(?:ship)?"
AUTHORITY = r"监护权|监护情况|监护权限|authority"
GUARDIAN = re.compile(
    rf"(?:第?(?P<before>{COUNT}))?(?P<who>{WHO})?(?P<after>{COUNT})?(?:的)?"
    rf"(?:(?P<name>{NAME})|(?P<phone>{PHONE})|(?P<relation>{RELATION})|(?P<authority>{AUTHORITY}))?"
    rf"(?P<last>{COUNT})?",
    re.I,
)
FIXED_RELATION = {
    "父": "father", "爸": "father", "母": "mother", "妈": "mother", "爷": "grandparent",
    "奶": "grandparent", "外": "grandparent", "祖": "grandparent", "f": "father", "m": "mother",
}  # fmt: skip


def normal(text: str) -> str:
    """A header without blanks, stars, remarks in brackets; full-width made plain, lower case."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"\(.*?\)|（.*?）|\[.*?\]|【.*?】", "", plain)
    return re.sub(r"[\s*:：、,，./\-_\"'#]", "", plain)


@dataclass
class GuardianColumns:
    """The columns of one guardian slot."""

    relation_fixed: str = ""
    name: int | None = None
    phone: int | None = None
    relation: int | None = None
    authority: int | None = None


@dataclass
class Columns:
    """Where each field stands; header text by column for messages to people."""

    titles: list[str]
    fields: dict[str, list[int]] = field(default_factory=dict)
    guardians: list[GuardianColumns] = field(default_factory=list)

    def first(self, kind: str) -> int | None:
        """The first column of that kind."""
        found = self.fields.get(kind)
        return found[0] if found else None

    def title(self, index: int | None) -> str:
        """The header as the school wrote it."""
        if index is None or index >= len(self.titles):
            return ""
        return " ".join(self.titles[index].split())

    @property
    def weight(self) -> int:
        """How much of a header this is: distinct kinds found."""
        return len(self.fields) + len(self.guardians)


def read(titles: list[str]) -> Columns:
    """Recognise the columns of one header row."""
    columns = Columns(titles)
    slots: dict[str, GuardianColumns] = {}
    last = ""
    for index, title in enumerate(titles):
        plain = normal(title)
        if not plain:
            continue
        if kind := STUDENT_WORDS.get(plain):
            columns.fields.setdefault(kind, []).append(index)
            continue
        if IGNORED.search(plain):
            continue
        last = _guardian(plain, index, slots, last) or last
    columns.guardians = [s for s in slots.values() if s.name is not None or s.phone is not None]
    return columns


def _guardian(plain: str, index: int, slots: dict[str, GuardianColumns], last: str) -> str:
    """Put the column into its slot and return the slot's key; empty if it is no guardian's."""
    match = GUARDIAN.fullmatch(plain)
    if not match or not any(match.group("who", "name", "phone", "relation", "authority")):
        return ""
    who = match["who"] or ""
    kind = next((k for k in ("phone", "relation", "authority") if match[k]), "name")
    if kind == "name" and not who:
        return ""
    count = match["before"] or match["after"] or match["last"] or ""
    fixed = _fixed(who)
    key = f"{fixed}{numeral(count) or ''}" if (fixed or count) else ""
    if not key:
        key = last if last and (not who or not slots[last].relation_fixed) else "1"
        if key in slots and getattr(slots[key], kind) is not None:
            key = str(len(slots) + 1)
    slot = slots.setdefault(key, GuardianColumns(fixed))
    if getattr(slot, kind) is None:
        setattr(slot, kind, index)
    return key


def _fixed(who: str) -> str:
    """The relation that a word for a guardian names by itself."""
    return next((r for start, r in FIXED_RELATION.items() if who.startswith(start)), "")


def fixed_relation(title: str) -> str:
    """The relation that a column's title names by itself: 父亲姓名 is a father's."""
    match = GUARDIAN.fullmatch(normal(title))
    return _fixed(match["who"] or "") if match else ""

"""Class names as schools write them: 三年级2班, 三(2)班, 初一3班, 302, Grade 3 Class 2."""

import re
import unicodedata
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMERAL = r"[零〇一二两三四五六七八九十廿\d]{1,3}"
STAGE_START = {"小": 0, "初": 6, "高": 9}
STAGE_YEARS = {"小": 6, "初": 3, "高": 3}
GRADE_NAMES = "一二三四五六七八九"

STAGED = re.compile(rf"(小|初|高)(?:学|中)?({NUMERAL})(?:年级|年)?")
PLAIN = re.compile(rf"({NUMERAL})(?:年级|年)")
COHORT = re.compile(r"(小|初|高)?(?:学|中)?(20\d\d)[级届]")
CLASS = re.compile(rf"第?({NUMERAL})班?$")
SHORT = re.compile(rf"([一二三四五六七八九]|\d)({NUMERAL})班")
PAIRED = re.compile(r"(\d{1,2})[-.·/_](\d{1,2})班?$")
ENGLISH = re.compile(r"(?:grade|g|year|y)\.?(\d{1,2})[,\-]?(?:class|c)\.?(\d{1,2})$", re.I)
IN_TITLE = re.compile(rf"((?:[小初高](?:学|中)?)?{NUMERAL}(?:年级|年)?第?[(]?{NUMERAL}[)]?班)")


def number(text: str) -> int | None:
    """A whole number written in either script: 3, 三, 十二, 二十."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text.isdecimal() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        ten = DIGITS.get(tens, 0) if tens else 1
        one = DIGITS.get(ones, -1) if ones else 0
        return ten * 10 + one if ten and one >= 0 else None
    return DIGITS.get(text)


def squeeze(text: str) -> str:
    """Full-width to plain, no blanks, no brackets."""
    return re.sub(r"[\s()\[\]【】〔〕〈〉]", "", unicodedata.normalize("NFKC", text))


def _staged(stage: str, figure: str) -> int | None:
    step = number(figure)
    if step is None or not 1 <= step <= STAGE_YEARS[stage]:
        return None
    return STAGE_START[stage] + step


def _cohort(stage: str | None, entered: int, school_year: int) -> int | None:
    step = school_year - entered + 1
    if stage is None or not 1 <= step <= STAGE_YEARS[stage]:
        return None
    return STAGE_START[stage] + step


@lru_cache(maxsize=4096)
def parse_grade(text: str, school_year: int) -> int | None:
    """Grade 1 to 12 from 三年级, 3, 初一, 高二, 高2025级, Grade 3; none where it cannot be told."""
    plain = squeeze(text)
    found, _ = _grade_prefix(plain, school_year)
    if found is None:
        english = re.fullmatch(r"(?:grade|g|year|y)?\.?(\d{1,2})", plain, re.I)
        found = int(english[1]) if english else number(plain)
    return found if found is not None and 1 <= found <= 12 else None


def _grade_prefix(plain: str, school_year: int) -> tuple[int | None, str]:
    """The grade at the start and what is left."""
    if match := COHORT.match(plain):
        return _cohort(match[1], int(match[2]), school_year), plain[match.end() :]
    if match := STAGED.match(plain):
        figure = match[2]
        if not match[0].endswith(("年级", "年")) and len(figure) > 1:
            figure = figure[0]  # 初一3班 and 初13班: the first figure is the grade
        rest = plain[plain.index(figure, 1) + len(figure) :]
        return _staged(match[1], figure), re.sub(r"^(年级|年)", "", rest)
    if match := PLAIN.match(plain):
        return number(match[1]), plain[match.end() :]
    return None, plain


@lru_cache(maxsize=4096)
def parse_class(text: str, grade: int | None, school_year: int) -> tuple[int, int] | None:
    """(grade, number) of a class name; a bare 2班 needs the grade from elsewhere."""
    plain = squeeze(text)
    if not plain:
        return None
    found, rest = _grade_prefix(plain, school_year)
    if found is not None and rest:
        return _pair(found, CLASS.fullmatch(rest))
    for pattern in (PAIRED, ENGLISH):
        if match := pattern.fullmatch(plain):
            return _checked(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(1[0-2]|\d)(\d\d)班?", plain):
        return _checked(int(match[1]), int(match[2]))
    match = CLASS.fullmatch(rest if found else plain)
    if grade is not None and match and (alone := number(match[1])) is not None:
        return _checked(grade, alone)
    if match := SHORT.fullmatch(plain):
        return _checked(number(match[1]), number(match[2]))
    return None


def _pair(grade: int, match: re.Match[str] | None) -> tuple[int, int] | None:
    return _checked(grade, number(match[1])) if match else None


def _checked(grade: int | None, count: int | None) -> tuple[int, int] | None:
    if grade is None or count is None or not 1 <= grade <= 12 or not 1 <= count <= 99:
        return None
    return grade, count


def find_class(title: str, school_year: int) -> tuple[int, int] | None:
    """A class named somewhere inside a sheet name or title row: 育才小学三年级2班花名册."""
    whole = parse_class(title, None, school_year)
    if whole:
        return whole
    plain = unicodedata.normalize("NFKC", re.sub(r"\s", "", title))
    plain = re.sub(r"^.*?(小学|中学|学校)(?=.*班)", "", plain)
    for match in IN_TITLE.finditer(plain):
        if found := parse_class(match[1], None, school_year):
            return found
    return None


def class_name(grade: int, count: int) -> str:
    """The name we give where the school gave none: 三年级2班, 高一3班."""
    if grade <= 9:
        return f"{GRADE_NAMES[grade - 1]}年级{count}班"
    return f"高{GRADE_NAMES[grade - 10]}{count}班"

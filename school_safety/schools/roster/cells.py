"""What a cell means: names, dates, phones, ID numbers, as people type them."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

SERIAL_ZERO = date(1899, 12, 30)
SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"
ZERO_WIDTH = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e")
)
BLANKS = re.compile(r"\s+")
BETWEEN = re.compile(r"[、,，/;；|\n]+")
SEXES = {
    "男": "m", "男生": "m", "m": "m", "male": "m", "1": "m", "b": "m", "boy": "m",
    "女": "f", "女生": "f", "f": "f", "female": "f", "2": "f", "g": "f", "girl": "f",
    "": "u", "未知": "u", "未说明": "u", "未填": "u", "其他": "u", "other": "u", "u": "u",
    "unspecified": "u", "unknown": "u", "nonbinary": "u", "x": "u", "0": "u", "9": "u",
}  # fmt: skip
BOARDING = {
    "住校": "b", "住校生": "b", "寄宿": "b", "寄宿生": "b", "住宿": "b", "住宿生": "b", "内宿": "b",
    "是": "b", "y": "b", "yes": "b", "1": "b", "boarding": "b", "boarder": "b",
    "走读": "d", "走读生": "d", "通学": "d", "外宿": "d", "不住校": "d", "不住宿": "d",
    "否": "d", "n": "d", "no": "d", "0": "d", "day": "d",
    "": "", "未填": "", "未知": "",
}  # fmt: skip
RELATIONS = (
    ("grandparent", ("祖", "爷", "奶", "外公", "外婆", "姥", "grand")),
    ("mother", ("母", "妈", "娘", "mother", "mom", "mum")),
    ("father", ("父", "爸", "爹", "father", "dad")),
)
AUTHORITIES = {
    "全部": "full", "全部监护权": "full", "完全": "full", "有": "full", "是": "full", "full": "full",
    "部分": "limited", "部分监护权": "limited", "有限": "limited", "limited": "limited",
    "无": "none", "没有": "none", "无监护权": "none", "否": "none", "none": "none",
    "法院限制": "court", "限制": "court", "法院": "court", "court": "court",
}  # fmt: skip


def clean(text: str) -> str:
    """Full-width to plain, one blank between words, nothing invisible."""
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return text  # most cells: a word and nothing else
    plain = unicodedata.normalize("NFKC", text).translate(ZERO_WIDTH)
    return BLANKS.sub(" ", plain).strip()


def name(text: str) -> tuple[str, str]:
    """(name, problem code). Blanks inside a Chinese name are only typesetting."""
    plain = clean(text)
    if re.search(r"[\u3400-\u9fff]", plain):
        plain = re.sub(r"(?<=[\u3400-\u9fff·•]) (?=[\u3400-\u9fff·•])", "", plain)
    plain = plain.replace("•", "·").replace("・", "·")
    if not plain:
        return "", "name_missing"
    if len(plain) > 60:
        return "", "name_long"
    if not re.fullmatch(r"[^\W\d_][\w .,'’·\-()]*", plain) or re.search(r"\d{3}", plain):
        return "", "name_odd"
    return plain, ""


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def birth(text: str, today: date, ages: tuple[int, int] = (3, 25)) -> tuple[str, str]:
    """(ISO date, problem code). Text, serial and month-only dates; a month stands for its first day."""
    plain = clean(text).rstrip("日号.")
    if not plain:
        return "", ""
    plain = re.sub(r"[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$", "", plain)
    found = None
    if match := SERIAL.fullmatch(plain):
        found = SERIAL_ZERO + timedelta(days=int(match[1]))
    elif (match := re.fullmatch(r"(\d{4})[-/.年 ]+(\d{1,2})[-/.月 ]+(\d{1,2})", plain)) or (
        match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain)
    ):
        found = _day(*match.groups())
    elif (match := re.fullmatch(r"(\d{4})[-/.年 ]+(\d{1,2})月?", plain)) or (
        match := re.fullmatch(r"(\d{4})(\d\d)", plain)
    ):
        found = _day(match[1], match[2], "1")
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", plain):
        found = _day(match[3], match[1], match[2])
    if found is None:
        return "", "born_unreadable"
    age = today.year - found.year - ((today.month, today.day) < (found.month, found.day))
    return (found.isoformat(), "") if ages[0] <= age <= ages[1] else ("", "born_unlikely")


def phone(text: str) -> tuple[str, str]:
    """(digits, problem code). Mobile numbers of the mainland, or landlines with their area code."""
    plain = clean(text)
    if not plain or plain in {"无", "/", "-", "—", "没有"}:
        return "", ""
    digits = re.sub(r"[\s\-‐–—()./]", "", plain)
    digits = re.sub(r"^(\+|00)?86(?=1\d{10}$|0\d{9,11}$)", "", digits)
    digits = re.sub(r"\.0$", "", digits)
    if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}", digits):
        return digits, ""
    if re.fullmatch(r"\+\d{8,15}", digits):
        return digits, ""
    return "", "phone_odd"


def foreign_phone(text: str) -> str:
    """OneRoster phones may come from anywhere: digits if they look like a number, else nothing."""
    digits, code = phone(text)
    if not code:
        return digits
    bare = re.sub(r"\D", "", clean(text))
    return bare if 7 <= len(bare) <= 15 else ""


def id_number(text: str) -> tuple[str, str]:
    """(normalised number, problem code). Eighteen digits are checked; G and L school-roll prefixes go."""
    plain = re.sub(r"[\s\-'`]", "", clean(text)).upper()
    if not plain:
        return "", ""
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", plain):
        return "", "id_as_number"
    if re.fullmatch(r"[GLJ]\d{17}[\dX]", plain):
        plain = plain[1:]
    if re.fullmatch(r"\d{17}[\dX]", plain):
        check = ID_CHECK[sum(int(d) * w for d, w in zip(plain, ID_WEIGHTS, strict=False)) % 11]
        return (plain, "") if plain[-1] == check else ("", "id_check")
    if re.fullmatch(r"(?=.*\d)[A-Z0-9()]{6,22}", plain):
        return plain, ""
    return "", "id_odd"


def born_by_id(identity: str) -> str:
    """The birth date inside an eighteen-digit number."""
    if not re.fullmatch(r"\d{17}[\dX]", identity):
        return ""
    found = _day(identity[6:10], identity[10:12], identity[12:14])
    return found.isoformat() if found else ""


def boarding(text: str) -> tuple[str, str]:
    """(b or d or nothing, problem code)."""
    found = BOARDING.get(clean(text).lower())
    return ("", "boarding_odd") if found is None else (found, "")


def sex_by_id(identity: str) -> str:
    """The sex inside an eighteen-digit number."""
    if not re.fullmatch(r"\d{17}[\dX]", identity):
        return "u"
    return "m" if int(identity[16]) % 2 else "f"


@lru_cache(maxsize=2048)
def relation(text: str) -> str:
    """mother, father, grandparent or other."""
    plain = clean(text).lower()
    for code, words in RELATIONS:
        if any(word in plain for word in words):
            return code
    return "other"


def split_people(text: str) -> list[str]:
    """Several names or numbers in one cell."""
    if not BETWEEN.search(text):
        return [text.strip()] if text.strip() else []
    return [part.strip() for part in BETWEEN.split(text) if part.strip()]

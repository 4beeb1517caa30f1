"""Who there is in the demo: districts, schools, classes, named colleagues. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

SIZES = ("small", "school", "district")


@dataclass(frozen=True)
class SchoolPlan:
    """A school and its classes as (grade, number, how many students)."""

    code: str
    district: str
    name: str
    name_en: str
    classes: tuple[tuple[int, int, int], ...]


DISTRICTS = {
    "D1": ("青屿区", "Qingyu District"),
    "D2": ("远岑区", "Yuancen District"),
}
SCHOOLS = {
    "S1": ("D1", "青屿育禾学校", "Qingyu Yuhe School"),
    "S2": ("D1", "青屿临湖小学", "Qingyu Linhu Primary School"),
    "S3": ("D2", "远岑望山中学", "Yuancen Wangshan Middle School"),
}
SMALL = {
    "S1": ((5, 1, 48), (5, 2, 47), (7, 1, 50), (7, 2, 45)),
    "S2": ((5, 1, 45), (6, 1, 45)),
    "S3": ((8, 1, 30),),
}
TINY = {  # for tests: every chapter, few people
    "S1": ((5, 1, 9), (5, 2, 7), (7, 1, 9), (7, 2, 7)),
    "S2": ((5, 1, 6), (6, 1, 6)),
    "S3": ((8, 1, 6),),
}
LARGE = {
    "S1": tuple(
        (g, n, 38 if n == 1 or (n == 2 and g <= 5) else 37) for g in range(2, 10) for n in (1, 2, 3)
    ),
    "S2": tuple((g, n, 45 if n == 4 and g <= 4 else 46) for g in range(1, 7) for n in (1, 2, 3, 4)),
    "S3": ((8, 1, 34), (8, 2, 33), (8, 3, 33)),
}
SCREENED = {"S1": (5, 7), "S2": (5, 6), "S3": (8,)}  # grades that are asked, so asked for consent
HOTLINES = [
    {
        "number": "12355",
        "name": "青少年服务台，心理和法律",
        "name_en": "Youth service line, counselling and legal advice",
        "source": "https://12355.gqt.org.cn",
    },
    {
        "number": "12356",
        "name": "全国统一心理援助热线",
        "name_en": "National psychological support line",
        "source": "https://www.nhc.gov.cn",
    },
    {
        "number": "12377",
        "name": "举报网上违法和有害内容",
        "name_en": "Report illegal or harmful content online",
        "source": "https://www.12377.cn",
    },
    {
        "number": "110",
        "name": "有人有危险，报警",
        "name_en": "Police, when somebody is in danger",
        "source": "https://www.mps.gov.cn",
    },
    {
        "number": "120",
        "name": "有人受伤或生病，急救",
        "name_en": "Ambulance",
        "source": "https://www.nhc.gov.cn",
    },
]
# key -> (role, unit, title in the manifest's school column). Units: D1, S1, S1:5.1 ...
STAFF: dict[str, tuple[str, str]] = {
    "ed_s1": ("ed", "S1"),
    "rv_s1": ("rv", "S1"),
    "du_s1": ("du", "S1"),
    "te_s1": ("te", "S1:5.1"),
    "ht_s1a": ("ht", "S1:5.1"),
    "ht_s1b": ("ht", "S1:7.1"),
    "co_s1": ("co", "S1"),
    "co2_s1": ("co", "S1"),
    "co_s2": ("co", "S2"),
    "lead_s1": ("ld", "S1"),
    "sa_s1": ("sa", "S1"),
    "clerk_s1": ("ck", "S1"),
    "da_d1": ("da", "D1"),
    "da_d2": ("da", "D2"),
    "aud_d1": ("au", "D1"),
    "cl_d1": ("cl", "D1"),
    "pa_d1": ("pa", "D1"),
    "op": ("op", ""),
}
# Colleagues without a password, so that every school can work.
UNNAMED: dict[str, tuple[str, str]] = {
    "lead_s2": ("ld", "S2"),
    "sa_s2": ("sa", "S2"),
    "ck_s2": ("ck", "S2"),
    "co_s3": ("co", "S3"),
    "lead_s3": ("ld", "S3"),
    "sa_s3": ("sa", "S3"),
    "cl_d2": ("cl", "D2"),
}
GUARDIANS = ("gu_a", "gu_a2", "gu_h", "gu_x")


def screened(code: str, rooms: Iterable[str]) -> list[str]:
    """The rooms of a school in which a wave takes place, in order."""
    heads = tuple(f"{code}:{grade}." for grade in SCREENED[code])
    return sorted(key for key in rooms if key.startswith(heads))


def schools(size: str) -> list[SchoolPlan]:
    """The schools of a size."""
    classes = {"tiny": TINY, "small": SMALL}.get(size, LARGE)
    return [
        SchoolPlan(code, district, name, name_en, classes[code])
        for code, (district, name, name_en) in SCHOOLS.items()
    ]

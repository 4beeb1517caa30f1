"""How large the demo is: districts, schools and classes of each size. Plain values.

The story happens in S1, S2 and S3, whatever the size; the other schools of a district are
neighbours, who fill the lists and figures of those who look at all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

SIZES = ("small", "school", "district")
Classes = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class SchoolPlan:
    """A school and its classes as (grade, number, how many students)."""

    code: str
    district: str
    name: str
    name_en: str
    classes: Classes


DISTRICTS = {
    "D1": ("青屿区", "Qingyu District"),
    "D2": ("远岑区", "Yuancen District"),
}
SCHOOLS = {
    "S1": ("D1", "青屿育禾学校", "Qingyu Yuhe School"),
    "S2": ("D1", "青屿临湖小学", "Qingyu Linhu Primary School"),
    "S3": ("D2", "远岑望山中学", "Yuancen Wangshan Middle School"),
}
PRIMARY, MIDDLE, WHOLE = range(1, 7), range(7, 10), range(1, 10)


def spread(grades: Iterable[int], students: int, classes: int) -> Classes:
    """So many students in so many classes, evenly; the lower grades get what does not divide."""
    years = list(grades)
    rooms = [
        (grade, number)
        for at, grade in enumerate(years)
        for number in range(1, classes // len(years) + (at < classes % len(years)) + 1)
    ]
    return tuple(
        (grade, number, students // classes + (at < students % classes))
        for at, (grade, number) in enumerate(rooms)
    )


TINY = {  # for tests: every chapter, few people
    "S1": ((5, 1, 9), (5, 2, 7), (7, 1, 9), (7, 2, 7)),
    "S2": ((5, 1, 6), (6, 1, 6)),
    "S3": ((8, 1, 6),),
}
SMALL = {
    "S1": ((5, 1, 48), (5, 2, 47), (7, 1, 50), (7, 2, 45)),
    "S2": ((5, 1, 45), (6, 1, 45)),
    "S3": ((8, 1, 30),),
}
LARGE = {
    "S1": spread(WHOLE, 900, 24),
    "S2": spread(PRIMARY, 1100, 24),
    "S3": spread([8], 100, 3),
}
NEAR = SchoolPlan(
    "S4", "D1", "青屿杉岭小学", "Qingyu Shanling Primary School", ((1, 1, 4), (5, 1, 14))
)
TOLD = {"tiny": TINY, "small": SMALL, "school": LARGE, "district": LARGE}
NEIGHBOURS = 38  # with S1 and S2 a district of forty schools
NEIGHBOURING = 48_000  # and of fifty thousand students
PLACES = (
    ("杉岭", "Shanling"), ("云渡", "Yundu"), ("竹溪", "Zhuxi"), ("白鹭", "Bailu"),
    ("晴川", "Qingchuan"), ("石桥", "Shiqiao"), ("荷塘", "Hetang"), ("梧桐", "Wutong"),
    ("海棠", "Haitang"), ("枫林", "Fenglin"), ("雁滩", "Yantan"), ("星湾", "Xingwan"),
    ("麦浪", "Mailang"),
)  # fmt: skip
KINDS = (
    ("小学", "Primary School", PRIMARY),
    ("学校", "School", WHOLE),
    ("中学", "Middle School", MIDDLE),
)


def neighbours() -> list[SchoolPlan]:
    """The other schools of D1, larger and smaller ones, S4 and on."""
    usual, left = divmod(NEIGHBOURING, NEIGHBOURS)
    # Each of 19 shares is taken twice: what the larger have more, the smaller have less.
    heads = [usual + (at * 7 % 19 - 9) * 60 + (at < left) for at in range(NEIGHBOURS)]
    return [_neighbour(at, head) for at, head in enumerate(heads)]


def _neighbour(at: int, students: int) -> SchoolPlan:
    (place, place_en), (kind, kind_en, grades) = PLACES[at % len(PLACES)], KINDS[at // len(PLACES)]
    classes = max(round(students / 41), 1)
    return SchoolPlan(
        f"S{at + 4}",
        "D1",
        f"青屿{place}{kind}",
        f"Qingyu {place_en} {kind_en}",
        spread(grades, students, classes),
    )


def schools(size: str) -> list[SchoolPlan]:
    """The schools of a size; those of the story come first."""
    told = [
        SchoolPlan(code, district, name, name_en, TOLD[size][code])
        for code, (district, name, name_en) in SCHOOLS.items()
    ]
    others = {"tiny": [NEAR], "district": neighbours()}
    return told + others.get(size, [])

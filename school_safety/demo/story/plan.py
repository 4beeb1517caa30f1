"""Who there is in the demo: hotlines, named colleagues, classes that are asked. Plain values."""

from collections.abc import Iterable

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
# In each neighbouring school, by the head of their keys.
EVERYWHERE = {"co": "co", "lead": "ld", "sa": "sa", "ck": "ck"}
GUARDIANS = ("gu_a", "gu_a2", "gu_h", "gu_x")


def screened(code: str, rooms: Iterable[str]) -> list[str]:
    """The rooms of a school in which a wave takes place, in order."""
    heads = tuple(f"{code}:{grade}." for grade in SCREENED[code])
    return sorted(key for key in rooms if key.startswith(heads))

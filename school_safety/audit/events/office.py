"""What the office remembers: rosters in, rosters taken back."""

from .event import Event

ROSTER_IMPORTED = Event(
    "schools.roster.imported", "{actor} 导入了花名册", "{actor} imported a roster"
)
ROSTER_UNDONE = Event(
    "schools.roster.undone", "{actor} 撤销了一次导入", "{actor} took back an import"
)
DISTRICT_FOUNDED = Event("schools.district.founded", "建立了一个区", "A district was founded")
SCHOOL_FOUNDED = Event("schools.school.founded", "建立了一所学校", "A school was founded")
AUTHORITY_SET = Event(
    "schools.guardianship.authority",
    "{actor} 登记了监护权",
    "{actor} set a guardian's authority",
    s=2,
)
HOLD_SET = Event("schools.guardianship.held", "{actor} 设了保护", "{actor} set a hold", s=4)
HOLD_LIFTED = Event(
    "schools.guardianship.freed", "{actor} 取消了保护", "{actor} lifted a hold", s=4
)

"""What the office remembers: rosters in, rosters taken back."""

from .event import Event

ROSTER_IMPORTED = Event(
    "schools.roster.imported", "{actor} 导入了花名册", "{actor} imported a roster"
)
ROSTER_UNDONE = Event(
    "schools.roster.undone", "{actor} 撤销了一次导入", "{actor} took back an import"
)

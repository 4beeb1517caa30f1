"""What the database already holds for one school, as plain values."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class KnownClass:
    """A class of this school year that is already there."""

    id: UUID
    grade: int
    number: int
    name: str
    sourced_id: str


@dataclass(slots=True)
class KnownGuardian:
    """A guardian already linked to the student."""

    link_id: int
    guardian_id: UUID
    name: str
    phone_hash: str
    sourced_id: str
    relation: str
    authority: str
    locked: frozenset[str] = frozenset()
    was: frozenset[str] = frozenset()  # the name and number by which files knew her
    contact_id: str = ""


@dataclass(slots=True)
class KnownStudent:
    """A student already on this school's books."""

    id: UUID
    name: str
    sex: str
    born_on: str
    number: str
    id_hash: str
    sourced_id: str
    class_id: UUID | None
    active: bool
    locked: frozenset[str] = frozenset()  # fields that a person corrected: no file changes them
    guardians: list[KnownGuardian] = field(default_factory=list)
    contact_id: str = ""
    boarding: str = ""


@dataclass(slots=True)
class Known:
    """What the database holds for one school."""

    students: list[KnownStudent] = field(default_factory=list)
    classes: list[KnownClass] = field(default_factory=list)

"""Which children of a roll may be meant: by name, by sound, by shape, by class, by birthday.

Plain Python. Every match says why, as codes; nothing here decides, a person does.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from school_safety.schools.roster.names import one_shape, sounds

AT_MOST = 8
HAN = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[a-z]+")
# How much each reason weighs; the strongest one about the name counts, class and birthday on top.
NAME_WEIGHT = {
    "same_name": 100,
    "same_shape": 95,
    "same_sound": 80,
    "near_sound": 60,
    "part_of_name": 50,
    "part_of_sound": 40,
    "initials": 40,
    "surname": 20,
}
BIRTHDAY, CLASS, GRADE = 45, 15, 5
# Sounds that are one in many mouths and in many typings: zhang and zang, lin and ling, nan and lan.
NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"))
LEAST_LETTERS = 2
Reading = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Child:
    """A name of the roll; `room` is (grade, number)."""

    key: Hashable
    name: str
    room: tuple[int, int] | None = None
    born_on: date | None = None


@dataclass(frozen=True)
class Told:
    """What somebody knows of a child: some words with the name in it, a class, a birthday."""

    name: str
    room: tuple[int, int] | None = None
    born_on: date | None = None


@dataclass(frozen=True)
class Match:
    """One who may be meant, and why: codes of the table above, "same_birthday", "same_class"."""

    child: Child
    reasons: tuple[str, ...]
    weight: int


def alike(told: Told, roll: Iterable[Child], at_most: int = AT_MOST) -> list[Match]:
    """Those who may be meant, the likeliest first; nobody by her class alone."""
    found = [match for child in roll if (match := _match(told, child)) is not None]
    return sorted(found, key=lambda m: (-m.weight, m.child.name, str(m.child.key)))[:at_most]


def _match(told: Told, child: Child) -> Match | None:
    why = by_name(told.name, child.name)
    reasons = [why] if why else []
    weight = NAME_WEIGHT.get(why, 0)
    if told.born_on and told.born_on == child.born_on:
        reasons.append("same_birthday")
        weight += BIRTHDAY
    if not reasons:
        return None
    if told.room and told.room == child.room:
        reasons.append("same_class")
        weight += CLASS
    elif told.room and child.room and told.room[0] == child.room[0]:
        weight += GRADE
    return Match(child, tuple(reasons), weight)


def by_name(told: str, name: str) -> str:
    """The strongest reason why these words may mean this name; empty where there is none."""
    if not name or not told.strip():
        return ""
    for run in HAN.findall(told):
        found = _by_characters(run, name)
        if found:
            return found
    spelled = LATIN.findall(told.lower().replace("'", "").replace("ü", "v"))
    return _by_letters(spelled, name) if spelled else ""


def _by_characters(run: str, name: str) -> str:
    if name in run:
        return "same_name"
    shape, known = one_shape(run), one_shape(name)
    if known in shape:
        return "same_shape"
    if _sounds_in(known, shape, sounds):
        return "same_sound"
    if _sounds_in(known, shape, _near):
        return "near_sound"
    if len(shape) > 1:
        return _by_part(shape, known)
    if known.startswith(shape):
        return "surname"
    return "part_of_name" if shape in known else ""


def _by_part(shape: str, known: str) -> str:
    """Without the surname, or two characters of three, or 小禾同学: written or by ear."""
    given = known[-2:] if len(known) > 2 else ""
    if shape in known or (given and given in shape):
        return "part_of_name"
    heard = _sounds_in(shape, known, sounds) or (given and _sounds_in(given, shape, sounds))
    return "part_of_sound" if heard else ""


def _sounds_in(name: str, run: str, read: Reading) -> bool:
    """Whether the name is heard somewhere in a run of characters."""
    mine, theirs = [read(c) for c in name], [read(c) for c in run]
    spans = range(len(theirs) - len(mine) + 1)
    return any(all(a & b for a, b in zip(mine, theirs[i:], strict=False)) for i in spans)


def _by_letters(spelled: list[str], name: str) -> str:
    """zhangxiaohe, zhang xiao he, zangxiaohe, xiaohe, zxh."""
    whole = "".join(spelled)
    if len(whole) < LEAST_LETTERS:
        return ""
    syllables = [sounds(c) for c in one_shape(name)]
    if _spells(whole, syllables) == len(syllables):
        return "same_sound"
    if _initials(whole, syllables):
        return "initials"
    if _spells(_folded(whole), [_near(c) for c in one_shape(name)]) == len(syllables):
        return "near_sound"
    parts = (syllables[:i] for i in range(1, len(syllables)))
    rests = (syllables[i:] for i in range(1, len(syllables)))
    if any(_spells(whole, part) == len(part) for part in (*parts, *rests)):
        return "part_of_sound"
    return ""


def _initials(whole: str, syllables: list[frozenset[str]]) -> bool:
    return len(whole) == len(syllables) and all(
        any(sound.startswith(letter) for sound in sounds)
        for letter, sounds in zip(whole, syllables, strict=True)
    )


def _spells(letters: str, syllables: list[frozenset[str]]) -> int:
    """How many of the syllables these letters spell, if they spell them to their last letter."""
    if not syllables:
        return 0 if not letters else -1
    for sound in syllables[0]:
        if letters.startswith(sound):
            rest = _spells(letters[len(sound) :], syllables[1:])
            if rest >= 0:
                return rest + 1
    return -1


@lru_cache(maxsize=8192)
def _near(character: str) -> frozenset[str]:
    return frozenset(_folded(sound) for sound in sounds(character))


def _folded(sound: str) -> str:
    """One spelling for sounds that are often taken for each other."""
    for wide, narrow in NEAR:
        sound = sound.replace(wide, narrow)
    return re.sub(r"(?<=[aei])ng", "n", sound).replace("l", "n")

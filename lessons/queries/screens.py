"""A lesson as screens for the wall: what the class may see, one idea at a time.

What a colleague reads beside it (how to run a step, what to say, what to watch) is never in here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lessons.models import LessonPage
from lessons.rules import paging, reading

from .flow import flow

BESIDE = ("checklist", "family_card")


@dataclass(frozen=True)
class Item:
    """A line, and what lies behind it: an answer, a reason, another screen."""

    text: str
    behind: str = ""
    holds: bool = False
    to: str = ""


@dataclass(frozen=True)
class Screen:
    """`key` is its anchor. A screen with `back` is reached by choosing and leads back there."""

    key: str
    kind: str
    title: str = ""
    lead: str = ""
    text: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    step: int = 0
    minutes: int = 0
    back: str = ""
    film: Any = None
    picture: Any = None
    sound: Any = None

    @property
    def size(self) -> str:
        """Few words may stand larger; many, and lists of many lines, stand closer."""
        if self.picture or self.sound:
            return ""
        words = [self.lead, *self.text, *(item.text for item in self.items)]
        full = sum(map(paging.weight, words))
        if full > paging.MANY or len(words) > paging.LINES:
            return "dense"
        return "large" if full <= paging.FEW else ""


def screens(page: LessonPage, cut: str = "") -> list[Screen]:
    """All screens of this cut, in order; the branches of a story right behind their question."""
    out: list[Screen] = []
    for number, step in enumerate(flow(page, cut), 1):
        made = _MAKERS[step.block.block_type](f"s{number}", step.block.value)
        out += [replace(each, step=number, minutes=step.minutes) for each in made]
    for number, block in enumerate(b for b in page.body if b.block_type in BESIDE):
        out += _MAKERS[block.block_type](f"c{number + 1}", block.value)
    return out


def wall(page: LessonPage, cut: str = "") -> dict[str, Any]:
    """What the template of the wall needs; the offline pack sets it with the same words."""
    return {"page": page, "cut": cut, "plan": flow(page, cut), "screens": screens(page, cut)}


def _pictures(key: str, value: Any) -> Iterator[Screen]:
    """Each by itself, as large as the wall."""
    there = [each for each in value["pictures"] if each["picture"]]
    for number, each in enumerate(there, 1):
        yield Screen(f"{key}-look-{number}", "look", value["title"], picture=each)


def _words(key: str, value: Any) -> Iterator[Screen]:
    """Warm-ups and activities: the words meant for the wall, then the steps."""
    said = reading.lines(value.get("screen") or "")
    yield Screen(key, "words", value["title"], text=tuple(said))
    yield from _pictures(key, value)
    items = [Item(*paging.aside(step)) for step in value.get("steps") or ()]
    for number, some in enumerate(paging.screens(items, lambda item: item.text), 1):
        yield Screen(f"{key}-{number}", "list", value["title"], items=tuple(some))


def _story(key: str, value: Any) -> Iterator[Screen]:
    """The scene, the question with its choices, where each leads, and what is said at the end."""
    for number, some in enumerate(paging.screens(reading.paragraphs(value["scene"]))):
        name = key if not number else f"{key}-{number}"
        yield Screen(name, "scene", value["title"], text=tuple(some))
    yield from _pictures(key, value)
    ask = f"{key}-ask"
    ways = [
        (f"{key}-{letter}", way) for letter, way in zip("abcd", value["branches"], strict=False)
    ]
    choices = tuple(Item(way["choice"], to=name) for name, way in ways)
    yield Screen(ask, "ask", value["title"], lead=value["question"], items=choices)
    for name, way in ways:
        text = tuple(reading.paragraphs(way["outcome"]))
        yield Screen(name, "way", value["title"], lead=way["choice"], text=text, back=ask)
    if value["close"]:
        text = tuple(reading.paragraphs(value["close"]))
        yield Screen(f"{key}-end", "scene", value["title"], text=text)


def _talk(key: str, value: Any) -> Iterator[Screen]:
    for number, question in enumerate(value["questions"]):
        name = key if not number else f"{key}-{number}"
        yield Screen(name, "talk", value["title"], lead=question)
        if not number:
            yield from _pictures(key, value)


def _quiz(key: str, value: Any) -> Iterator[Screen]:
    yield from _pictures(key, value)
    options = tuple(Item(each["text"], each["why"], each["holds"]) for each in value["options"])
    yield Screen(key, "quiz", value["title"], lead=value["question"], items=options)


def _film(key: str, value: Any) -> Iterator[Screen]:
    yield Screen(key, "film", value["title"], film=value)


def _sound(key: str, value: Any) -> Iterator[Screen]:
    yield Screen(key, "film", value["title"], sound=value)


def _door(key: str, value: Any) -> Iterator[Screen]:
    options = tuple(Item(str(each)) for each in value.get("options") or ())
    kind = "list" if options else "talk"
    yield Screen(key, kind, value["title"], lead=value["question"], items=options)


def _wall(key: str, value: Any) -> Iterator[Screen]:
    yield Screen(key, "list", value["title"], items=tuple(Item(each) for each in value["items"]))


def _home(key: str, value: Any) -> Iterator[Screen]:
    yield Screen(key, "home", text=tuple(reading.paragraphs(value["prompt"])))


_MAKERS: dict[str, Callable[[str, Any], Iterator[Screen]]] = {
    "hook": _words,
    "activity": _words,
    "story": _story,
    "discussion": _talk,
    "quiz": _quiz,
    "video": _film,
    "audio": _sound,
    "exit_ticket": _door,
    "checklist": _wall,
    "family_card": _home,
}

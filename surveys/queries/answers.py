"""What the student's pages show: one question, the check, the thank-you."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import CharField
from django.utils.translation import gettext_lazy as _

from school_safety.kernel.refusals import Absent
from school_safety.storage.prepared import Prepared
from surveys.models import InstrumentVersion, Response

from .forms import of_wave, words
from .rooms import MARK

WORDS = {
    "where": _("第 {n} 题，一共 {m} 题"),
    "off": _("断网了，先记在这一页"),
    "on": _("自动保存好了"),
    "sending": _("正在交…"),
    "waiting": _("断网了，一连上就自动交，请不要关掉这一页"),
    "sum": _("答了 {n} 题，跳过 {m} 题"),
    "missing": _("选一个，或者点「跳过这题」。"),
    "count": _("答了 {n} 题，一共 {m} 题"),
    "hand": _("已经告诉老师了，可以先往下写。"),
    "aloud": _("没有送到，请直接举手。"),
    "again": _("回到第 {n} 题"),
}


class Desk(Protocol):
    """What `actions.answering` lays out."""

    version: InstrumentVersion
    draft: Any

    @property
    def switched(self) -> bool: ...
    @property
    def length(self) -> int: ...
    @property
    def stops_after(self) -> int | None: ...
    def question(self, place: int) -> dict: ...


@dataclass(frozen=True)
class Paper:
    """One question on a screen, and everything that the page needs to go on without a network."""

    number: int
    length: int
    lead: str
    text: str
    hint: str
    options: list[str]
    chosen: int | None
    saved: bool
    talk: bool
    page: dict[str, Any]


def paper(desk: Desk, place: int, language: str) -> Paper:
    """The question at this place."""
    shown = _question(desk, place, language)
    return Paper(
        number=place + 1,
        length=desk.length,
        lead=shown["l"],
        text=shown["t"],
        hint=shown["h"],
        options=shown["o"],
        chosen=desk.draft.choices[place],
        saved=bool(desk.draft.revision),
        talk=desk.draft.talk,
        page=page(desk, language),
    )


def _question(desk: Desk, place: int, language: str) -> dict[str, Any]:
    row = desk.question(place)
    lead = row.get("lead") or desk.version.texts["lead"]
    return {
        "l": words(lead, language),
        "t": words(row["text"], language),
        "h": words(row["hint"], language) if "hint" in row else "",
        "o": [words(option["label"], language) for option in row["options"]],
    }


def page(desk: Desk, language: str) -> dict[str, Any]:
    """All questions and the state, for the page's memory. Options are listed once per set."""
    sets: list[list[str]] = []
    rows = []
    for place in range(desk.length):
        shown = _question(desk, place, language)
        if shown["o"] not in sets:
            sets.append(shown["o"])
        row: dict[str, Any] = {"t": shown["t"], "l": shown["l"], "o": sets.index(shown["o"])}
        if shown["h"]:
            row["h"] = shown["h"]
        skip = desk.question(place).get("skip_when", ())
        if skip:
            codes = [option["code"] for option in desk.question(place)["options"]]
            row["s"] = [number for number, code in enumerate(codes) if code in skip]
        rows.append(row)
    draft = desk.draft
    return {
        "rows": rows,
        "sets": sets,
        "choices": draft.choices,
        "seen": sorted(draft.seen),
        "seconds": draft.seconds,
        "talk": draft.talk,
        "revision": draft.revision,
        "words": {name: str(text) for name, text in WORDS.items()},
    }


@dataclass(frozen=True)
class Line:
    """One question among the others of a page."""

    place: int
    text: str
    hint: str
    lead: str  # empty where the question before has the same
    options: list[str]
    chosen: int | None


def whole(desk: Desk, language: str) -> list[Line]:
    """All questions on one page."""
    lines: list[Line] = []
    last = ""
    for place in range(desk.length):
        shown = _question(desk, place, language)
        lead = shown["l"] if shown["l"] != last else ""
        last = shown["l"]
        chosen = desk.draft.choices[place]
        lines.append(Line(place, shown["t"], shown["h"], lead, shown["o"], chosen))
    return lines


@dataclass(frozen=True)
class Check:
    """Before handing in: no answer is shown, only how far one has come."""

    answered: int
    length: int
    skipped: list[int]
    talk: bool
    last: int


def check(desk: Desk) -> Check:
    """Numbers of the questions passed over, for going back. Of a page whose consent ended in the
    middle nothing is kept, so there whatever was seen counts as answered."""
    last = desk.length - 1 if desk.stops_after is None else desk.stops_after
    places = range(last + 1)
    kept = not desk.switched
    answered = [
        place
        for place in places
        if desk.draft.choices[place] is not None or (not kept and place in desk.draft.seen)
    ]
    return Check(
        answered=len(answered),
        length=last + 1,
        skipped=[place + 1 for place in places if place not in answered],
        talk=desk.draft.talk,
        last=last + 1,
    )


BY_KEY = Prepared(
    lambda key: Response.objects.filter(key_hash=key).order_by(), key=(CharField(), MARK)
)
FOR_THANKS = ("receipt", "wave", "district__hotlines")  # who thanks reads no answer
BY_RECEIPT = Prepared(
    lambda code: (
        Response.objects.filter(receipt=code)
        .select_related("district")
        .only(*FOR_THANKS)
        .order_by()
    ),
    code=(CharField(), MARK),
)


def by_key_hash(key_hash: str) -> Response | None:
    """What was handed in with this idempotency key."""
    return BY_KEY.first(key=key_hash)


def receipt(code: str) -> Response:
    """What a receipt leads to: the district's help numbers, and the code itself."""
    found = BY_RECEIPT.first(code=code)
    if found is None:
        raise Absent
    return found


def after(response: Response, language: str) -> str:
    """Kind words that this questionnaire's subject asks for; the same on either path."""
    texts = of_wave(response.wave_id).texts.get("after")
    return words(texts, language) if texts else ""


def hotlines(response: Response, language: str) -> list[dict[str, str]]:
    """The district's help numbers in the reader's language."""
    name = "name_en" if language == "en" else "name"
    return [
        {"number": line["number"], "name": line.get(name) or line["name"]}
        for line in response.district.hotlines
    ]

"""Files to try things with, written beside the manifest."""

from pathlib import Path

from lessons.actions.filing import file_of
from lessons.actions.printing import letter_pdf
from school_safety.documents import render
from school_safety.schools.roster.classnames import class_name
from surveys.actions import inviting
from surveys.queries import rooms, sheets

from . import roster_files
from .story import rosters
from .story.told import Story


def write(story: Story) -> None:
    """Each sample that this house can make."""
    for name, make in (
        ("roster_xlsx", _roster_xlsx),
        ("roster_zip", _roster_zip),
        ("roster_broken_xlsx", _broken),
        ("receipt_pdf", _receipt),
        ("letter_pdf", _letter),
        ("slips_pdf", _slips),
    ):
        path = make(story)
        if path is not None:
            story.samples[name] = str(path.resolve())


def _rows(story: Story, code: str) -> list[list[str]]:
    """The school's list with three newcomers and one child who moved to the class next door."""
    rows = [list(row) for row in story.kept[f"rows:{code}"]]
    room = next(room for key, room in sorted(story.rooms.items()) if key.startswith(f"{code}:"))
    rows += [rosters.student(story, code, room.grade, room.number, seat) for seat in (90, 91, 92)]
    rows[5][2] = class_name(room.grade, room.number + 1)
    return rows


def _roster_xlsx(story: Story) -> Path:
    path = story.folder / "roster-S1.xlsx"
    roster_files.write_sheet(path, _rows(story, "S1"), title="青屿育禾学校 花名册（第二学期）")
    return path


def _roster_zip(story: Story) -> Path:
    path = story.folder / "roster-S2-oneroster.zip"
    roster_files.write_oneroster(path, story.schools["S2"], _rows(story, "S2"))
    return path


def _broken(story: Story) -> Path:
    rows = _rows(story, "S1")[:12]
    rows[1][4], rows[3][6], rows[4][0], rows[6][2] = "2016-13-40", "12345", "", "快乐班"
    path = story.folder / "roster-S1-broken.xlsx"
    roster_files.write_sheet(path, rows, title="有几处写错的花名册")
    return path


def _receipt(story: Story) -> Path | None:
    receipt = story.kept.get("receipt:consent") or story.kept.get("receipt:ack")
    if receipt is None:
        return None
    path = story.folder / "receipt.pdf"
    path.write_bytes(file_of(receipt=receipt, by=None, at=story.now))
    return path


def _letter(story: Story) -> Path:
    path = story.folder / "letter.pdf"
    path.write_bytes(letter_pdf(letter=story.kept["letter:S1"], school=story.schools["S1"]))
    return path


def _slips(story: Story) -> Path:
    """The slips of one class that has not answered yet."""
    wave = story.kept["waves"][2]
    room = story.rooms["S1:5.2"]
    slips = list(rooms.invitations_of(wave).filter(sitting__classroom=room))
    codes = inviting.ready_to_print(
        wave=wave, invitations=slips, by=story.users["co_s1"], at=story.now
    )
    context = {"heading": wave.title, "sheets": sheets.sheets(slips, codes)}
    path = story.folder / "slips.pdf"
    path.write_bytes(render.pdf("print/slips.html", context))
    return path

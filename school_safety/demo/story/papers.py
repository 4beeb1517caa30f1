"""One class of the open wave on paper: two sheets on their way, one that is all typed in."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from surveys.actions import keying, sheets
from surveys.queries import forms
from surveys.queries import rooms as desks
from surveys.queries.sheets import BLANK, mark_of, of_slips

from .told import Story


def tell(story: Story, wave: Any, room: str) -> None:
    """Printed by the counselor, typed in by her and two colleagues; nobody reads the same sheet twice."""
    at = story.now - timedelta(hours=1, minutes=50)
    found = desks.invitations_of(wave).filter(sitting__classroom=story.rooms[room])
    first, second, third = (story.users[key] for key in ("co_s1", "co2_s1", "lead_s1"))
    made = sheets.print_sheets(wave=wave, invitations=found, by=first, at=at)
    asked = [each.slip for each in made if not each.quiet][:3]
    whole, differing, half = of_slips(asked)
    readings = (
        (whole, first, 0),
        (whole, third, 0),
        (differing, second, 0),
        (differing, first, 2),
        (half, first, 0),
    )
    for minutes, (sheet, by, odd) in enumerate(readings, start=30):
        when = at + timedelta(minutes=minutes)
        keying.key_sheet(sheet=sheet, marks=_marks(wave, odd), talk=False, by=by, at=when)
    for sheet in (half, differing):
        story.note("sheet", sheet, url=reverse("surveys:paper_key", args=[sheet.pk]))


def _marks(wave: Any, odd: int) -> dict[int, str]:
    """Somebody who plays and is fine; `odd` of the last questions read another way."""
    questions = forms.version(wave.instrument_version_id).questions
    marks = [mark_of(1 if row.get("skip_when") else 0) for row in questions]
    marks[len(marks) - odd :] = [BLANK] * odd
    return dict(enumerate(marks))

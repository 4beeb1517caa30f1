"""Paper as staff see it: counts by wave, one sheet by its code, its questions; never whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import InvitationState, Path, SheetState
from surveys.models import Invitation, PaperSheet, Wave
from surveys.rules.keying import agree

from . import forms

OUT = Q(sheets__invitation__state__in=[InvitationState.ISSUED, InvitationState.STARTED])


@dataclass(frozen=True)
class Question:
    """One question as it stands on the sheet; `skips` are marks after which the rest is empty."""

    place: int
    text: str
    options: list[str]
    skips: frozenset[str]


def waves_with_paper(user: Any) -> list[Wave]:
    """Waves with sheets, and how many wait for what; no class, no child."""
    mine = policy.visible(user, Permission.PAPER_KEY, PaperSheet.objects.all())
    rows = Wave.objects.filter(pk__in=mine.values("wave_id")).select_related("school")
    counted = rows.annotate(
        first=Count("sheets", filter=OUT & Q(sheets__state=SheetState.PRINTED)),
        second=Count("sheets", filter=OUT & Q(sheets__state=SheetState.KEYED)),
        differing=Count("sheets", filter=OUT & Q(sheets__state=SheetState.DIFFERING)),
        done=Count("sheets", filter=Q(sheets__state=SheetState.DONE)),
    )
    return list(counted.order_by("-opens_at", "title"))


def sheet(user: Any, **lookup: Any) -> PaperSheet:
    """One sheet of this person's school; Absent for everybody else."""
    rows = PaperSheet.objects.select_related("wave")
    return policy.get(user, Permission.PAPER_KEY, rows, **lookup)


def slip_of(sheet: PaperSheet) -> Invitation:
    """What the sheet belongs to, for asking whether it may still be typed in."""
    return Invitation.objects.select_related("wave", "sitting", "student").get(
        pk=sheet.invitation_id
    )


def questions(version_id: UUID, language: str, places: Sequence[int] | None = None) -> Any:
    """The questions at these places, or all of them."""
    found = []
    for place, row in enumerate(forms.version(version_id).questions):
        if places is not None and place not in places:
            continue
        skip = row.get("skip_when", ())
        found.append(
            Question(
                place,
                forms.words(row["text"], language),
                [forms.words(option["label"], language) for option in row["options"]],
                frozenset(str(n) for n, o in enumerate(row["options"]) if o["code"] in skip),
            )
        )
    return found


def differing(sheet: PaperSheet) -> tuple[int, ...] | None:
    """Places to look at again; None where the whole sheet is read."""
    if sheet.state != SheetState.DIFFERING or not sheet.first or not sheet.second:
        return None
    third = {int(place): mark for place, mark in (sheet.third or {}).items()}
    return agree(sheet.first["m"], sheet.second["m"], third).differing


def address(code: str) -> str:
    """Where the QR code on a sheet leads."""
    return f"{settings.PUBLIC_URL}{reverse('surveys:paper_list')}?code={code}"


def written(code: str) -> str:
    """As printed: groups of four, three and three."""
    return f"{code[:4]} {code[4:7]} {code[7:]}"


def page(printed: Any, language: str) -> dict[str, Any]:
    """What the template of one student's sheet shows: as many questions on either task."""
    slip = printed.slip
    own = forms.version(slip.wave.instrument_version_id)
    shown = forms.quiet() if printed.quiet else own
    rows = [shown.questions[n % len(shown.questions)] for n in range(len(own.questions))]
    lines = [{"n": n, **_line(row, language)} for n, row in enumerate(rows, 1)]
    young = slip.sitting.classroom.grade <= 6
    first = 7 if young else 8
    return {
        "place": slip.sitting.classroom.name,
        "number": slip.student.number,
        "name": slip.student.name,
        "heading": slip.wave.title,
        "lead": forms.words(shown.texts["lead"], language),
        "code": written(printed.code),
        "url": address(printed.code),
        "sides": [lines[:first], *_rest(lines[first:], 8 if young else 9)],
        "young": young,
        "hotlines": [
            {**line, "name": line.get("name_en" if language == "en" else "name") or line["name"]}
            for line in slip.wave.school.district.hotlines
        ],
    }


def _line(row: dict[str, Any], language: str) -> dict[str, Any]:
    more = [forms.words(row[extra], language) for extra in ("lead", "hint") if extra in row]
    return {
        "text": forms.words(row["text"], language),
        "more": " ".join(more),
        "options": [forms.words(option["label"], language) for option in row["options"]],
    }


def _rest(lines: list[Any], each: int) -> list[list[Any]]:
    """Full leaves always, also where one side is empty: printed on both sides, nobody shares one."""
    sides = [lines[at : at + each] for at in range(0, len(lines), each)]
    return sides if len(sides) % 2 else [*sides, []]


def is_quiet(sheet: PaperSheet) -> bool:
    """There is nothing on it to type in but the wish to talk."""
    return sheet.path == Path.ALTERNATIVE

"""Paper as staff see it: counts by wave, one sheet by its code, its questions; never whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import InvitationState, Path, SheetState
from surveys.models import Invitation, PaperSheet, Wave
from surveys.rules import paper as rules
from surveys.rules.keying import agree

from . import forms

OUT = Q(sheets__invitation__state=InvitationState.ISSUED)


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


def to_print(slips: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Of these slips the ones that get a sheet: still out, and nobody has begun to type it in."""
    unread = Q(sheet=None) | Q(sheet__state=SheetState.PRINTED)
    rows = slips.filter(unread, state=InvitationState.ISSUED)
    return rows.select_related(
        "student", "sitting__classroom", "wave__instrument_version", "wave__school__district"
    )


def page(printed: Any, language: str) -> dict[str, Any]:
    """What the template of one student's sheet shows: as many questions on either task."""
    slip = printed.slip
    version_id, room = slip.wave.instrument_version_id, slip.sitting.classroom
    own, quiet, laid = _sheet(version_id, room.grade, language)
    lines = [{"n": n, "line": line} for n, line in enumerate(quiet if printed.quiet else own, 1)]
    texts = (forms.quiet(version_id) if printed.quiet else forms.version(version_id)).texts
    return {
        "place": room.name,
        "number": slip.student.number,
        "name": slip.student.name,
        "heading": slip.wave.title,
        "lead": forms.words(texts["lead"], language),
        "code": written(printed.code),
        "url": address(printed.code),
        "sides": [[lines[n] for n in side] for side in laid.sides],
        "type": rules.type_of(room.grade).name,
        "tall": laid.tall,
        "hotlines": [
            {**line, "name": line.get("name_en" if language == "en" else "name") or line["name"]}
            for line in slip.wave.school.district.hotlines
        ],
    }


@lru_cache(maxsize=64)
def _sheet(version_id: UUID, grade: int, language: str) -> tuple[list[Any], list[Any], rules.Laid]:
    """The questions of either task, laid out for the longest of all of them."""
    own = forms.version(version_id).questions
    other = forms.quiet(version_id).questions
    rows = [own, [other[n % len(other)] for n in range(len(own))]]
    mine, quiet = ([_line(row, language) for row in task] for task in rows)
    return mine, quiet, rules.lay([*mine, *quiet], len(own), rules.type_of(grade))


def _line(row: dict[str, Any], language: str) -> rules.Line:
    more = [forms.words(row[extra], language) for extra in ("lead", "hint") if extra in row]
    options = [forms.words(option["label"], language) for option in row["options"]]
    return rules.Line(forms.words(row["text"], language), " ".join(more), options)


def is_quiet(sheet: PaperSheet) -> bool:
    """There is nothing on it to type in but the wish to talk."""
    return sheet.path == Path.ALTERNATIVE

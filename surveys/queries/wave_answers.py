"""The answers of one wave as arrays, for counting only: no name, no order that means anything."""

import math
from typing import Any

import numpy as np

from surveys.choices import Path
from surveys.models import Response, Wave
from surveys.rules.form import Form
from surveys.rules.packing import unpack
from surveys.rules.scoring import Band
from surveys.rules.statistics.wave import WaveData
from surveys.rules.totals import criterion_met

from . import forms

NAN = math.nan


def wave_data(wave: Wave) -> WaveData:
    """Every sheet that was handed in and not taken back."""
    form = forms.form(wave.instrument_version_id)
    rows = (
        Response.objects.filter(wave=wave, path=Path.SCREENING, withdrawn_at=None)
        .select_related("student", "invitation__sitting__classroom")
        .order_by("pk")
    )
    sheets = [_sheet(form, row) for row in rows.iterator(chunk_size=2000)]
    scored = [form.items[form.position[name]] for name in form.scored]
    return WaveData(
        names=form.scored,
        answers=_matrix([sheet["values"] for sheet in sheets], len(scored)),
        met=_matrix([sheet["met"] for sheet in sheets], len(scored)),
        counted=form.scoring["total"] == "count",
        lows=np.array([min(item.values) for item in scored], float),
        highs=np.array([max(item.values) for item in scored], float),
        choices=_matrix([sheet["choices"] for sheet in sheets], len(scored)),
        scores=np.array([sheet["score"] for sheet in sheets], float),
        bands=np.array([sheet["band"] for sheet in sheets], np.int64),
        validity=np.array([sheet["validity"] for sheet in sheets], np.int64),
        boarding=np.array([sheet["boarding"] for sheet in sheets], str),
        sexes=np.array([sheet["sex"] for sheet in sheets], str),
        grades=np.array([sheet["grade"] for sheet in sheets], np.int64),
        classes=_numbered([sheet["class"] for sheet in sheets]),
    )


def _sheet(form: Form, row: Response) -> dict[str, Any]:
    body: dict[str, Any] = row.answers or {}
    sizes = [len(item.values) for item in form.items]
    choices = unpack(body["a"], sizes) if "a" in body else (None,) * len(sizes)
    room = row.invitation.sitting.classroom
    sheet: dict[str, Any] = {"values": [], "met": [], "choices": []}
    for name in form.scored:
        place = form.position[name]
        item, choice = form.items[place], choices[place]
        met = criterion_met(item, choice)
        sheet["values"].append(NAN if choice is None else item.value(choice))
        sheet["met"].append(NAN if met is None else float(met))
        sheet["choices"].append(NAN if choice is None else choice)
    return sheet | {
        "score": NAN if row.score is None else row.score,
        "band": Band.NO_CUTS if row.band is None else row.band,
        "validity": row.validity or 0,
        "boarding": row.student.boarding,
        "sex": row.student.sex,
        "grade": room.grade,
        "class": room.pk,
    }


def _matrix(rows: list[list[float]], columns: int) -> Any:
    return np.array(rows, dtype=float).reshape(len(rows), columns)


def _numbered(names: list[Any]) -> Any:
    known: dict[Any, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)

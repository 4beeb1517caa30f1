"""A finished wave whose sheets hold answers: one trait behind them, scored by the rules."""

import numpy as np

from surveys.choices import Path
from surveys.models import Response
from surveys.queries import forms
from surveys.rules.packing import pack
from surveys.rules.scoring import applicable, score

from .finished_waves import finished_wave


def answered_wave(world, school, rooms, *, code="igd9c", seed=1, caution=0, shift=0.0):
    """`caution` sheets are marked to be read with care; `shift` moves everybody's trait."""
    wave = finished_wave(world, school, rooms, code=code)
    form = forms.form(wave.instrument_version_id)
    generator = np.random.default_rng(seed)
    rows = Response.objects.filter(wave=wave, path=Path.SCREENING).order_by("pk")
    for number, row in enumerate(rows.select_related("student")):
        choices = _choices(form, generator, shift)
        found = score(form, choices, sex=row.student.sex)
        row.answers = {"a": pack(choices, applicable(form, choices)), "t": []}
        row.score, row.band = found.value, int(found.band)
        row.validity = int(number < caution)
        row.save(update_fields=["answers", "score", "band", "validity"])
    return wave


def _choices(form, generator, shift):
    trait = generator.normal() + shift
    choices = []
    for item in form.items:
        if item.skip_when:
            choices.append(
                next(n for n, code in enumerate(item.codes) if code not in item.skip_when)
            )
            continue
        place = round(0.8 * trait + generator.normal() * 0.8 + 0.8)
        choices.append(int(np.clip(place, 0, len(item.values) - 1)))
    return tuple(choices)

"""Waves that are over: rooms of any size, bands as they fall."""

import uuid
from datetime import timedelta

from django.utils import timezone

from school_safety.consents.choices import BasisKind
from school_safety.consents.models import Basis
from school_safety.schools.models import Classroom, Student
from surveys.choices import InvitationState, Path, WaveStatus
from surveys.models import InstrumentVersion, Invitation, Response, Sitting, Wave

SPREAD = {0: 62, 1: 14, 2: 11, 3: 10, 7: 3}  # of a hundred
QUIET = 6  # took the other task


def room_of(school, grade, number):
    room, _new = Classroom.objects.get_or_create(
        district=school.district,
        school=school,
        grade=grade,
        number=number,
        school_year=2026,
        defaults={"name": f"{grade} 年级（{number}）班"},
    )
    return room


def _students(room, count):
    made = [
        Student(
            district_id=room.district_id,
            school_id=room.school_id,
            classroom=room,
            name=f"某生{room.grade}{room.number}{index}",
            sex="fm"[index % 2],
            number=f"Z{room.pk.hex[:6]}{index}",
        )
        for index in range(count)
    ]
    return Student.objects.bulk_create(made)


def _bands(count):
    wheel = [band for band, weight in SPREAD.items() for _ in range(weight)]
    return [wheel[(index * 37) % len(wheel)] for index in range(count)]


def finished_wave(world, school, rooms, *, status=WaveStatus.CLOSED, code="iu8c"):
    """A wave that is over, with everybody's sheet in."""
    at = timezone.now() - timedelta(days=3)
    wave = Wave.objects.create(
        district=school.district,
        school=school,
        instrument_version=InstrumentVersion.objects.get(instrument__code=code),
        title="秋季小问卷",
        status=status,
        opens_at=at - timedelta(days=1),
        closes_at=at,
        on_call=world.co,
        planned_by=world.co,
        planned_at=at,
        approved_by=world.ld,
        approved_at=at,
        opened_at=at,
        closed_at=at if status == WaveStatus.CLOSED else None,
    )
    for room, count in rooms:
        _hand_in(wave, room, count, at)
    return wave


def _hand_in(wave, room, count, at):
    students = _students(room, count + QUIET)
    sitting = Sitting.objects.create(
        wave=wave, classroom=room, opens_at=wave.opens_at, closes_at=wave.closes_at
    )
    bases = Basis.objects.bulk_create(
        Basis(
            district_id=wave.district_id,
            student=student,
            field="screening.response",
            about="",
            kind=BasisKind.STATUTE,
            statute="测试",
            at=at,
        )
        for student in students
    )
    slips = Invitation.objects.bulk_create(
        Invitation(
            district_id=wave.district_id,
            wave=wave,
            sitting=sitting,
            student=student,
            state=InvitationState.SUBMITTED,
            path=Path.SCREENING if index < count else Path.ALTERNATIVE,
            token_hash=uuid.uuid4().hex,
            started_at=at,
            issued_at=at,
        )
        for index, student in enumerate(students)
    )
    bands = [*_bands(count), *([None] * QUIET)]
    Response.objects.bulk_create(
        Response(
            district_id=wave.district_id,
            invitation=slip,
            wave=wave,
            student_id=slip.student_id,
            path=slip.path,
            basis=basis if slip.path == Path.SCREENING else None,
            band=band,
            key_hash=uuid.uuid4().hex,
            receipt=uuid.uuid4().hex[:12],
            submitted_at=at,
        )
        for slip, band, basis in zip(slips, bands, bases, strict=True)
    )

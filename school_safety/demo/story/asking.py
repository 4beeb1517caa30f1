"""Chapter four: waves that are over, one that is open, and what students answered."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.choices import Finding
from lessons.choices import LetterKind
from school_safety.clock import calendar
from school_safety.consents.actions import answer as answer_consent
from school_safety.consents.choices import Giver, Purpose, State
from school_safety.kernel.terms import age_on
from surveys.actions import (
    answering,
    approving,
    blind,
    freezing,
    moving,
    planning,
    responding,
    seating,
    slips,
)
from surveys.choices import Path
from surveys.queries import capacity, forms
from surveys.queries import rooms as desks

from . import governing, papers, teaching
from .plan import screened
from .told import Story

ANSWERED = 0.94
DAY = (time(7, 30), time(17))
SEATS = 60
BEGUN = 0.8
FOUND = (Finding.CONFIRMED, Finding.NOT_CONFIRMED, Finding.SUB_THRESHOLD, Finding.DECLINED)
TALK = "说最近和同桌玩得挺好，游戏周末才玩。"
LOT = 10  # per cent of the others who are invited to a talk in the open wave
LATEST_HOUR = 14  # by then a class has time to hand in before the day ends
NOTICE_DAYS = 16  # at least five school days, a week of holidays between them


def tell(story: Story) -> None:
    """Waves in the order in which they happened."""
    _assents(story)
    rooms, near, far = (screened(code, story.told_rooms) for code in ("S1", "S2", "S3"))
    young = [key for key in rooms if key.startswith("S1:5.")]
    older = [key for key in rooms if key.startswith("S1:7.")]
    first = _wave(story, "S1", "iu8c", "秋季第一次：上网习惯", rooms, (0.28, 0.36))
    _finish(story, first, rooms)
    beside = _wave(story, "S2", "iu8c", "秋季：上网习惯", near, (0.3, 0.38))
    _finish(story, beside, near)
    second = _wave(story, "S1", "igd9c", "七年级：游戏和生活", older[:1], (0.5, 0.58), lot=LOT)
    _finish(story, second, older[:1])
    _talks(story, second)
    third = _open(story, rooms)
    _answers(story, third, young[:1], share=BEGUN)
    papers.tell(story, third, young[1])
    other = _wave(story, "S3", "gd3c", "八年级：秋季筛查", far, (0.5, 0.6))
    _finish(story, other, far)
    for wave in (first, beside, second, third, other):
        story.note("wave", wave, url=reverse("surveys:wave_show", args=[wave.pk]))
    story.kept["waves"] = [first, second, third]
    _slips(story, third)


def _talks(story: Story, wave: Any) -> None:
    """Two days after each invitation, one after the other: what the talks showed."""
    by = story.users["co_s1"]
    for order, invite in enumerate(wave.invites.select_related("student__school")):
        child, finding = invite.student, FOUND[order % len(FOUND)]
        words = ""
        if finding != Finding.DECLINED:
            words = story.canaries.mark(TALK, level="S4", student=child, school=child.school)
        at = invite.asked_at + timedelta(days=2)
        blind.write_down(invite=invite, finding=finding, words=words, wanted=False, by=by, at=at)
        story.note(
            "talk", invite, url=reverse("surveys:talk_show", args=[invite.pk]), student=child
        )


def _assents(story: Story) -> None:
    """From fourteen on the student is asked as well."""
    moment = story.at(0.2)
    today = timezone.localdate(moment)
    for key in story.told_rooms:
        for student in story.students(key):
            if age_on(student.born_on or date(2020, 1, 1), today) < 14:
                continue
            answer_consent(
                student=student,
                purpose=Purpose.SCREENING,
                state=State.GIVEN if story.random.random() < 0.95 else State.REFUSED,
                giver=Giver.STUDENT,
                by=student.user,
                at=moment,
            )


def _wave(
    story: Story,
    code: str,
    instrument: str,
    title: str,
    rooms: list[str],
    span: tuple[float, float],
    *,
    lot: int = 0,
) -> Any:
    opens, closes = story.at(span[0]), story.at(span[1])
    closes = max(closes, opens + timedelta(days=2))
    return planned(story, code, instrument, title, rooms, opens, closes, lot=lot)


def _open(story: Story, rooms: list[str]) -> Any:
    opens = story.now - timedelta(days=1, hours=2)
    return planned(
        story,
        "S1",
        "gd3c",
        "冬季：游戏、网络和睡眠",
        rooms,
        opens,
        story.now + timedelta(days=12),
        all_day=True,
        lot=LOT,
    )


def planned(
    story: Story,
    code: str,
    instrument: str,
    title: str,
    rooms: list[str],
    opens: datetime,
    closes: datetime,
    *,
    all_day: bool = False,
    lot: int = 0,
) -> Any:
    """Planned by the counselor, read by lead and head, open; by day on school days, or all day."""
    key = code.lower()
    counselor = story.users[f"co_{key}"]
    opens = opens if all_day else _school_morning(story, code, opens)
    first, last = (None, None) if all_day else DAY
    before = max(opens - timedelta(days=NOTICE_DAYS), story.start)
    wave = planning.plan_wave(
        school=story.schools[code],
        instrument_version=forms.newest(instrument),
        title=title,
        opens_at=opens,
        closes_at=closes,
        day_from=first,
        day_until=last,
        classrooms=[story.rooms[key] for key in rooms],
        by=counselor,
        at=before,
        on_call=counselor,
        **_told(story, code, opens),
    )
    wave = _governed(story, wave, before, lot)
    for number, who in enumerate((f"lead_{key}", f"sa_{key}"), start=1):
        at = min(before + timedelta(days=number), opens)
        wave = approving.approve_wave(wave=wave, by=story.users[who], at=at)
    return planning.open_wave(wave=wave, by=counselor, at=opens)


def _told(story: Story, code: str, opens: datetime) -> dict[str, Any]:
    """By the consent letter where it went out early enough; else on paper."""
    day = opens - timedelta(days=NOTICE_DAYS)
    letter = story.kept.get(f"consent:{code}")
    if letter is not None and story.at(teaching.SENT[LetterKind.CONSENT] + 0.03) <= day:
        return {"letter": letter}
    return {"notice_on": timezone.localdate(day)}


def _governed(story: Story, wave: Any, at: datetime, lot: int) -> Any:
    """What must stand before the two read it."""
    if lot:
        wave = blind.set_lot(wave=wave, share=lot, by=wave.planned_by, at=at)
    governing.somebody(story, wave, at)
    if capacity.load_of(wave, at).proposal:
        wave = moving.stagger_wave(wave=wave, by=wave.planned_by, at=at)
    return wave


def _school_morning(story: Story, code: str, moment: datetime) -> datetime:
    """The same day or the last school day before it, early enough for a whole class."""
    school_day = calendar.of(story.schools[code].district_id).is_school_day
    opens = timezone.localtime(moment)
    while not school_day(opens.date()) and opens - timedelta(days=1) > story.start:
        opens -= timedelta(days=1)
    return max(opens.replace(hour=min(opens.hour, LATEST_HOUR)), story.start)


def _finish(story: Story, wave: Any, rooms: list[str]) -> None:
    _answers(story, wave, rooms, share=ANSWERED)
    over = min(wave.closes_at, story.now)
    planning.close_wave(wave=wave, by=wave.planned_by, at=over)
    wave.refresh_from_db()
    freezing.freeze_wave(wave=wave, at=over + timedelta(minutes=20))


def _answers(story: Story, wave: Any, rooms: list[str], *, share: float) -> None:
    ids = [story.rooms[key].pk for key in rooms]
    found = desks.invitations_of(wave).filter(sitting__classroom__in=ids)
    for order, slip in enumerate(found.order_by("student__number")):
        if story.random.random() > share:
            continue
        at = wave.opens_at + timedelta(minutes=20 + order % SEATS)  # a computer room at a time
        at = min(at, story.now - timedelta(minutes=10))
        _hand_in(story, slip, at)


def _hand_in(story: Story, slip: Any, at: datetime) -> None:
    seat = seating.take_seat(slip=slip, seat="", at=at)
    desk = answering.sit_at(slip.pk, seat, at)
    quiet = desk.begun.path != Path.SCREENING
    asked = [desk.question(place) for place in range(desk.length)]
    worry = _worry(story, slip.student)
    chosen = choices(story, asked, worry)
    receipt = responding.submit(
        invitation_id=slip.pk,
        seat=seat,
        key=secrets.token_urlsafe(24),
        at=at + timedelta(seconds=14 * len(asked)),
        answers="".join("-" if choice is None else chr(48 + choice) for choice in chosen),
        seconds=[story.random.uniform(4, 15) for _ in asked],
        talk=not quiet and story.random.random() < 0.02,
    )
    url = reverse("surveys:response_show", args=[receipt.response.pk])
    story.note("response", receipt.response, url=url, student=slip.student)


def _worry(story: Story, student: Any) -> float:
    """A trait that stays with a student from wave to wave: most are fine."""
    traits = story.kept.setdefault("traits", {})
    if student.pk not in traits:
        draw = story.random.random()
        traits[student.pk] = 0.9 if draw > 0.93 else 0.55 if draw > 0.83 else 0.15
    return traits[student.pk]


def choices(story: Story, questions: list[dict], worry: float) -> list[int | None]:
    chosen: list[int | None] = []
    over = False
    for question in questions:
        chosen.append(None if over else _choice(story, question, worry))
        pick = chosen[-1]
        code = question["options"][pick]["code"] if pick is not None else ""
        over = over or code in question.get("skip_when", ())
    return chosen


def _choice(story: Story, question: dict, worry: float) -> int | None:
    """Near the student's own level; nine of ten play games; one answer in fifty is passed over."""
    options = question["options"]
    places = range(len(options))
    if skips := question.get("skip_when", ()):
        plays = story.random.random() < 0.9
        places = [at for at in places if (options[at]["code"] in skips) != plays]
    elif story.random.random() < 0.02:
        return None
    level = min(max(story.random.gauss(worry, 0.16), 0), 0.999)
    order = sorted(places, key=lambda at: options[at]["value"] or 0)
    return order[int(level * len(order))]


def _slips(story: Story, wave: Any) -> None:
    """Where each student of the open wave would go in."""
    for slip in desks.invitations_of(wave):
        if slip.state == "issued":
            token = slips.token_of(slip)
            story.slips[slip.student_id] = reverse("surveys:slip_show", args=[token])

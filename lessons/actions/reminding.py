"""Only those who have not answered are reminded, twice; then somebody rings up instead."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lessons.choices import LetterKind
from lessons.models import Dispatch, PersonalLetter
from lessons.queries.sent import reachable_in
from lessons.rules import following
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.clock.calendar import is_school_day
from school_safety.notices.outbox import post

from .calling import task_for
from .sending import tell

LOOK_BACK = timedelta(days=60)


def follow_up_all(*, at: datetime) -> int:
    """Every letter that waits, on a school day; one transaction each. Answers how many moved."""
    today = timezone.localdate(at)
    rows = Dispatch.objects.exclude(kind=LetterKind.INFORMATION).filter(
        sent_at__gte=at - LOOK_BACK, replaced_by=None
    )
    return sum(
        follow_up(dispatch=row, at=at)
        for row in rows.order_by("sent_at")
        if is_school_day(row.district_id, today)
    )


@transaction.atomic
def follow_up(*, dispatch: Dispatch, at: datetime) -> bool:
    """Remind whom it is time to remind, open a call where two reminders found nobody."""
    today, sent_on = timezone.localdate(at), timezone.localdate(dispatch.sent_at)
    reminded, calls, kept = 0, 0, 0
    for letter in reachable_in(dispatch):
        last = letter.reminded_at and timezone.localdate(letter.reminded_at)
        if last == today:
            continue
        step = following.next_step(dispatch.kind, sent_on, dispatch.due_on, letter.reminders, today)
        if step == "remind" and letter.stands:
            _let_stand(letter, at)
            kept += 1
        elif step == "remind":
            _remind(dispatch, letter, at)
            reminded += 1
        elif step == "call":
            calls += _open_call(dispatch, letter, at)
    if reminded or kept:
        _remember(dispatch, reminded + kept, at)
    if calls:
        _tell_class_teachers(dispatch, calls, at)
    return bool(reminded or calls or kept)


def _let_stand(letter: PersonalLetter, at: datetime) -> None:
    """She said no to the version before. On the day on which others are reminded it counts as her
    answer to this one: not at once, or the class teacher would see who had said no."""
    letter.state, letter.answered_at = letter.stands, at
    letter.save(update_fields=["state", "answered_at"])


def _remind(dispatch: Dispatch, letter: PersonalLetter, at: datetime) -> None:
    letter.reminders, letter.reminded_at = letter.reminders + 1, at
    letter.save(update_fields=["reminders", "reminded_at"])
    if letter.guardian.user is not None:
        tell(dispatch, letter, "letter_reminder", at=at, key=f"{letter.pk}:{letter.reminders}")


def _open_call(dispatch: Dispatch, letter: PersonalLetter, at: datetime) -> int:
    task, new = task_for(dispatch, letter, at)
    if new:
        record(
            events.CALL_OPENED, district_id=dispatch.district_id, school_id=dispatch.school_id,
            student_id=letter.student_id, object_kind="lessons.calltask", object_id=str(task.pk),
            at=at,
        )  # fmt: skip
    return int(new)


def _remember(dispatch: Dispatch, count: int, at: datetime) -> None:
    record(
        events.LETTER_REMINDED, district_id=dispatch.district_id, school_id=dispatch.school_id,
        object_kind="lessons.dispatch", object_id=str(dispatch.pk), facts={"letters": count}, at=at,
    )  # fmt: skip


def _tell_class_teachers(dispatch: Dispatch, calls: int, at: datetime) -> None:
    """Whoever is the class's teacher today, the one who stands in for her included."""
    for seat in class_seats(dispatch, at):
        post(
            "letter_overdue", to=seat.user, about_kind="lessons.dispatch", about_id=dispatch.pk,
            url_name="lessons:dispatch_detail", url_args=[dispatch.pk],
            district_id=dispatch.district_id, school_id=dispatch.school_id, count=calls, at=at,
        )  # fmt: skip


def class_seats(dispatch: Dispatch, at: datetime) -> list[Any]:
    """The roles in force that make somebody this class's teacher, one for each person."""
    seats = RoleAssignment.objects.filter(
        in_force(at), role=Role.HOMEROOM, classroom_id=dispatch.classroom_id, user__is_active=True
    ).select_related("user")
    return list({seat.user_id: seat for seat in seats}.values())

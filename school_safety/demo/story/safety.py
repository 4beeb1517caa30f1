"""Chapter six: one evening on call that went well, and a drill."""

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions.safety import (
    acting,
    agreeing,
    calling,
    raising,
    reviewing,
    seating,
)
from interventions.actions.tasking import finish_task
from interventions.choices import SafetySource
from interventions.queries.safety import all_live

from .told import Story

SEEN = "放学前在操场边坐着不走，说今晚不想回家。"
OVER = "妈妈接走了，今晚有人陪；明天上午九点在会客室见面。"
PLAN = {
    "signs": "晚上翻来覆去睡不着，不想回任何人的消息。",
    "helps": "洗把脸，下楼走一圈，把手机放到客厅。",
    "people": "外婆；辅导老师；同桌。",
    "place": "外婆家的阳台。",
    "numbers": "12355，或者直接敲辅导室的门。",
}
REVIEW = (
    "名单上第一位四分钟内应答，会客室是空的。",
    "把会客室的钥匙留一把在门卫，晚上也进得去。",
)
DAYS_AGO, DRILL_DAYS_AGO = 9, 16


def tell(story: Story) -> None:
    """What happened while somebody was on call."""
    _answered(story)
    _evening(story)
    _drill(story)
    _agree(story)
    seating.end_over(at=story.now)


def _moment(date: Any, hour: time) -> datetime:
    return datetime.combine(date, hour, timezone.get_current_timezone())


def _answered(story: Story) -> None:
    """Whatever the questionnaires rang for was taken within minutes and ended the same day."""
    for event in all_live():
        holder = event.case.owner or story.users[f"lead_{event.school.code.lower()}"]
        at = event.opened_at
        acting.acknowledge(event=event, by=holder, at=at + timedelta(minutes=4))
        acting.stay(event=event, person=holder, by=holder, at=at + timedelta(minutes=9))
        acting.call_outside(event=event, help="relative", by=holder, at=at + timedelta(minutes=26))
        _over(story, event, holder, at + timedelta(minutes=70))


def _evening(story: Story) -> None:
    """Nine days ago, on the phone of the counselor who has the case."""
    at = _moment(timezone.localdate(story.now) - timedelta(days=DAYS_AGO), time(16, 12))
    at = max(at, story.start)
    owner = story.users["co_s1"]
    cases = story.schools["S1"].cases.filter(owner=owner, closed_at=None, opened_at__lt=at)
    case = next((c for c in cases.order_by("number") if _reachable(c)), None)
    if case is None:
        return
    event = raising.raise_event(
        school=case.school,
        student=case.student,
        case=case,
        source=SafetySource.STAFF,
        seen=_mark(story, SEEN, case.student),
        by=owner,
        at=at,
    )
    acting.acknowledge(event=event, by=owner, at=at + timedelta(minutes=3))
    teacher = _homeroom(story, case)
    acting.stay(event=event, person=teacher, by=owner, at=at + timedelta(minutes=5))
    guardian = _reachable(case)
    for reached, minutes in ((False, 9), (True, 14)):
        acting.call(
            event=event,
            guardian=guardian.guardian_id,
            reached=reached,
            by=owner,
            at=at + timedelta(minutes=minutes),
        )
    meeting = at + timedelta(minutes=48)
    acting.set_meeting(event=event, meeting_at=meeting, by=owner, at=at + timedelta(minutes=15))
    acting.sit_together(event=event, by=owner, at=at + timedelta(minutes=51))
    for task in case.tasks.filter(done_at=None, assignee=teacher):
        finish_task(task=task, by=teacher, at=at + timedelta(minutes=52))
    _over(story, event, owner, at + timedelta(minutes=96))


def _reachable(case: Any) -> Any:
    ties = case.student.guardianships.filter(authority="full", held_at=None)
    return ties.order_by("order", "pk").first()


def _homeroom(story: Story, case: Any) -> Any:
    rooms = {room.pk: key for key, room in story.rooms.items()}
    return story.homerooms[rooms[case.student.classroom_id]]


def _agree(story: Story) -> None:
    """Two children have written theirs with their counselors; one wants her family to know it."""
    cases = story.schools["S1"].cases.filter(closed_at=None, owner__isnull=False)
    eldest = cases.exclude(student__user=None).order_by("student__born_on", "student_id").first()
    family = cases.filter(student=story.kept["family_a"]).first()
    for case in {each.pk: each for each in (eldest, family) if each}.values():
        words = agreeing.Words(
            **{name: _mark(story, text, case.student) for name, text in PLAN.items()}
        )
        row = agreeing.write_safety_plan(
            case=case, words=words, shared=case == family, read=0, by=case.owner, at=story.now
        )
        url = reverse("interventions:safety_plan_read", args=[row.pk])
        story.note("safety_plan", row, url=url, student=case.student)


def _over(story: Story, event: Any, by: Any, at: datetime) -> None:
    words = _mark(story, OVER, event.student) if event.student else "演练结束，谢谢大家。"
    acting.stand_down(event=event, words=words, by=by, at=at)
    url = reverse("interventions:safety_show", args=[event.pk])
    kind = "drill" if event.drill else "safety_event"
    if event.drill or event.source == SafetySource.STAFF:
        _review(story, event, at + timedelta(days=1))
    story.note(kind, event, url=url, student=event.student)


def _review(story: Story, event: Any, at: datetime) -> None:
    words = [_mark(story, text, event.student) if event.student else text for text in REVIEW]
    lead = story.users["lead_s1"]
    reviewing.sign_review(
        event=event,
        helped=words[0],
        change=words[1],
        owner=lead,
        due_on=timezone.localdate(story.now + timedelta(days=10)),
        by=lead,
        at=min(at, story.now),
    )


def _drill(story: Story) -> None:
    """A Tuesday evening's exercise: four minutes until somebody answered."""
    day = timezone.localdate(story.now) - timedelta(days=DRILL_DAYS_AGO)
    at = max(_moment(day, time(19)), story.start)
    officer = story.users["du_s1"]
    event = calling.hold_drill(school=story.schools["S1"], by=story.users["lead_s1"], at=at)
    acting.acknowledge(event=event, by=officer, at=at + timedelta(minutes=4))
    acting.stay(event=event, person=officer, by=officer, at=at + timedelta(minutes=6))
    acting.call_outside(event=event, help="district", by=officer, at=at + timedelta(minutes=9))
    _over(story, event, officer, at + timedelta(minutes=20))


def _mark(story: Story, text: str, student: Any) -> str:
    return story.canaries.mark(text, level="S4", student=student, school=student.school)

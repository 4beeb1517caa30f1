"""Sitting together about a child: one meeting ahead, one that waits for the lead, one that is closed."""

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions import meeting as calling
from interventions.actions import minutes as writing
from interventions.choices import Status

from .told import Story

PLACE = "三楼小会议室"
WHY = "睡眠和到校都没有稳住，想和几位老师一起看看接下来怎么做。"
DECIDED = "先不转介，再试四周；到校时间由班主任每天早读前看一眼。"
BECAUSE = "四周里有三周小结在目标线下，孩子自己说早上起不来；家里愿意一起试。"
CLOSER = "时限从“本周”改成“当天”，两周后再看。"
DISSENT = "觉得座位先不要动，怕孩子多想。"
STEP = "请每天早读前和他打个招呼，没到的话当天告诉我。"
OWN_STEP = "周五前和家里约一次面谈。"
ADDENDUM = "更正：第二件事改到下周一，家里周五不在。"


def tell(story: Story) -> None:
    """In the first school, on the cases of both counselors."""
    school, lead = story.schools["S1"], story.users["lead_s1"]
    cases = school.cases.filter(status=Status.PLANNED, owner__isnull=False)
    cases = list(cases.select_related("student", "owner").order_by("number"))
    first = story.users["co_s1"]
    rows = sorted(cases, key=lambda case: case.owner_id != first.pk)[:3]
    for case, tells in zip(rows, (_ahead, _closed, _waiting), strict=False):
        meeting = tells(story, case, lead)
        url = reverse("interventions:meeting_show", args=[meeting.pk])
        story.note("meeting", meeting, url=url, student=case.student)


def _mark(story: Story, text: str, case: Any, level: str = "S4") -> str:
    return story.canaries.mark(text, level=level, student=case.student, school=case.school)


def _day(story: Story, days: int) -> datetime:
    day = timezone.localdate(story.now) + timedelta(days=days)
    day -= timedelta(days=max(day.weekday() - 4, 0))
    return datetime.combine(day, time(16, 30), timezone.get_current_timezone())


def _call(story: Story, case: Any, starts_at: datetime, lead: Any) -> Any:
    rooms = {room.pk: key for key, room in story.rooms.items()}
    teacher = story.homerooms[rooms[case.student.classroom_id]]
    called = calling.Invitation(
        starts_at=starts_at,
        place=PLACE,
        why=_mark(story, WHY, case),
        people=[teacher, lead],
        guests=[("陈医生", "区青少年心理中心")],
    )
    at = min(starts_at, story.now) - timedelta(days=2)
    return calling.plan_meeting(case=case, called=called, by=case.owner, at=at)


def _write(story: Story, meeting: Any, *, decided: str, decides: tuple[str, ...]) -> Any:
    case, at = meeting.case, story.now - timedelta(hours=3)
    teacher = meeting.seats.order_by("asked_at", "pk").exclude(person=story.users["lead_s1"])
    due = timezone.localdate(story.now) + timedelta(days=5)
    minutes = writing.Minutes(
        came=[case.owner.name, teacher.first().person.name, story.users["lead_s1"].name],
        decided=_mark(story, decided, case),
        because=_mark(story, BECAUSE, case),
        decides=decides,
        dissent=[(teacher.first().person.name, _mark(story, DISSENT, case))],
        steps=[
            writing.StepText(teacher.first().person, _mark(story, STEP, case, "S2"), due),
            writing.StepText(case.owner, _mark(story, OWN_STEP, case, "S2"), due),
        ],
        next_on=due + timedelta(days=9),
    )
    meeting = writing.write_minutes(
        meeting=meeting, version=meeting.version, minutes=minutes, by=case.owner, at=at
    )
    return writing.sign_minutes(
        meeting=meeting, version=meeting.version, by=case.owner, at=at + timedelta(minutes=10)
    )


def _closed(story: Story, case: Any, lead: Any) -> Any:
    meeting = _call(story, case, _day(story, -4), lead)
    meeting = _write(story, meeting, decided=DECIDED, decides=())
    text = _mark(story, ADDENDUM, case)
    writing.add_addendum(
        meeting=meeting, text=text, by=case.owner, at=story.now - timedelta(hours=1)
    )
    return meeting


def _waiting(story: Story, case: Any, lead: Any) -> Any:
    meeting = _call(story, case, _day(story, -3), lead)
    return _write(story, meeting, decided=CLOSER, decides=("level",))


def _ahead(story: Story, case: Any, lead: Any) -> Any:
    return _call(story, case, _day(story, 6), lead)

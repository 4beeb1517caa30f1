"""What the law wanted reported: one that was told and answered, one that two people looked at."""

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions.mandatory import doubting, opening, reporting
from interventions.choices import HarmSign, ReportTo, ReportWay
from school_safety.schools.models import Student

from .told import Story

LURED = (
    "下课后他拿手机给我看：一个不认识的人要他发照片，不发就把聊天记录发到班级群。他已经转了 300 块。",
    "“他说今晚十二点以前不给，就全发出去。”",
    "在辅导室，班主任陪着。",
)
ANSWER = "派出所收到了截图，登记了，请家长明天上午过去。让孩子不删记录，不再回复。"
NOISE = "隔壁楼有人说听到孩子哭，可能有人打孩子；只听说，没有人看见。"
DOUBT = "门卫和邻居都问过了，是电视里的声音，孩子当天在外婆家，身上没有伤。"
AGREED = "我也打电话问过外婆和孩子本人，说法一致，先不报告；再听说就报告。"
DAYS_AGO = 12


def tell(story: Story) -> None:
    """Twelve days ago, in the first school."""
    day = timezone.localdate(story.now) - timedelta(days=DAYS_AGO)
    afternoon = datetime.combine(day, time(15, 40), timezone.get_current_timezone())
    at = max(afternoon, story.start)
    _lured(story, at)
    _noise(story, at + timedelta(days=1))


def _lured(story: Story, at: datetime) -> None:
    school, by = story.schools["S1"], story.users["co_s1"]
    student = Student.objects.filter(school=school, status="active").order_by("number").last()
    if student is None:
        return
    fact, words, place = (
        story.canaries.mark(text, level="S4", student=student, school=school) for text in LURED
    )
    seen = opening.Seen((HarmSign.LURED,), fact, at - timedelta(minutes=20), words, place)
    report = opening.open_report(school=school, student=student, seen=seen, by=by, at=at)
    first = reporting.Told(
        ReportTo.POLICE, ReportWay.PHONE, at + timedelta(minutes=6), "接警员 0417", "J-2026-0417"
    )
    reporting.record_told(report=report, told=first, by=by, at=at + timedelta(minutes=9))
    head = story.users["sa_s1"]
    second = reporting.Told(ReportTo.EDUCATION, ReportWay.PHONE, at + timedelta(minutes=40))
    reporting.record_told(report=report, told=second, by=head, at=at + timedelta(minutes=41))
    later = min(at + timedelta(days=1), story.now)
    reporting.record_answer(report=report, words=ANSWER, by=by, at=later)
    _note(story, report, student)


def _noise(story: Story, at: datetime) -> None:
    school, by = story.schools["S1"], story.users["co_s1"]
    seen = opening.Seen((HarmSign.BEATEN,), NOISE, at, who="住在学校东门对面的一个男孩")
    report = opening.open_report(school=school, student=None, seen=seen, by=by, at=at)
    doubting.doubt(report=report, reason=DOUBT, by=by, at=at + timedelta(minutes=50))
    lead = story.users["lead_s1"]
    doubting.decide_doubt(
        report=report, needed=False, reason=AGREED, by=lead, at=at + timedelta(minutes=80)
    )
    _note(story, report, None)


def _note(story: Story, report: Any, student: Student | None) -> None:
    url = reverse("interventions:mandatory_show", args=[report.pk])
    story.note("mandatory_report", report, url=url, student=student)

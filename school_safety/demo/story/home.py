"""With the family: a home visit that was made, two that are agreed, an agreement of five lines."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions import promising, sitting, visiting
from interventions.choices import OPEN_STATUSES, AgreementSays, Giver, LineOwner, VisitStatus

from .told import Story

PURPOSE = "想和您、和孩子一起看看睡前这一小时怎么过，商量一个大家都做得到的办法。"
SEEN = "书桌在客厅，睡前一家人常看短视频。孩子说十点以后最难停。"
AGREED = "九点半以后手机放客厅，爸爸妈妈也一样；先试两周。"
PASSED_ON = "家里愿意从九点半开始，大人也一起。"
TALK = "想和您、和孩子一起商量接下来四周怎么做，爷爷奶奶想来也欢迎。"
LINES = (
    (LineOwner.TOGETHER, "九点半，全家的手机都放客厅充电。"),
    (LineOwner.ADULTS, "晚饭时爸爸妈妈也不看手机。"),
    (LineOwner.STUDENT, "周日晚上自己定好下一周哪两天打球。"),
    (LineOwner.SCHOOL, "每周二大课间聊十分钟，看看哪一条最难。"),
)
WISH = "周末能不能晚半个小时？"


def tell(story: Story) -> None:
    """The named family first, then others of the same school."""
    family = _case_of(story, story.kept["family_a"])
    if family is not None:
        _visit(story, family, days=4, answer=VisitStatus.AGREED)
        _agree(story, family)
        _talk(story, family)
    rows = story.schools["S1"].cases.filter(status="planned", owner=story.users["co_s1"])
    rows = rows.exclude(pk=family.pk if family else None).select_related("student", "owner")
    for case, makes in zip(rows.order_by("number"), (_made, _over), strict=False):
        makes(story, case)


def _case_of(story: Story, student: Any) -> Any:
    rows = story.schools["S1"].cases.filter(student=student, status__in=OPEN_STATUSES)
    return rows.exclude(owner=None).select_related("student", "owner").first()


def _mark(story: Story, text: str, case: Any, level: str) -> str:
    return story.canaries.mark(text, level=level, student=case.student, school=case.school)


def _evening(story: Story, days: int) -> datetime:
    day = timezone.localdate(story.now) + timedelta(days=days)
    return datetime.combine(day, time(18, 30), timezone.get_current_timezone())


def _guardian(case: Any) -> Any:
    links = case.student.guardianships.filter(authority="full", held_at=None)
    link = links.select_related("guardian__user").order_by("order", "pk").first()
    return link.guardian if link else None


def _visit(story: Story, case: Any, *, days: int, answer: str) -> Any:
    guardian = _guardian(case)
    if guardian is None or case.student.guardianships.exclude(held_at=None).exists():
        return None
    rooms = {room.pk: key for key, room in story.rooms.items()}
    starts_at = _evening(story, days)
    at = min(starts_at, story.now) - timedelta(days=3)
    offer = visiting.Offer(
        guardian=guardian,
        purpose="routine",
        purpose_words=_mark(story, PURPOSE, case, "S3"),
        starts_at=starts_at,
        second=story.homerooms[rooms[case.student.classroom_id]],
    )
    visit = visiting.offer_visit(case=case, offer=offer, by=case.owner, at=at)
    by = guardian.user or case.owner
    visit = visiting.answer_visit(
        visit=visit, answer=answer, words="", by=by, at=at + timedelta(hours=5)
    )
    url = reverse("interventions:visit_show", args=[visit.pk])
    story.note("visit", visit, url=url, student=case.student)
    return visit


def _made(story: Story, case: Any) -> None:
    visit = _visit(story, case, days=-6, answer=VisitStatus.AGREED)
    if visit is None:
        return
    seen = visiting.Seen(
        seen=_mark(story, SEEN, case, "S4"),
        agreed=_mark(story, AGREED, case, "S4"),
        passed_on=_mark(story, PASSED_ON, case, "S4"),
    )
    at = story.now - timedelta(days=5)
    visiting.record_visit(visit=visit, version=visit.version, seen=seen, by=case.owner, at=at)


def _over(story: Story, case: Any) -> None:
    _visit(story, case, days=-1, answer=VisitStatus.AGREED)
    _talk(story, case)


def _talk(story: Story, case: Any) -> None:
    guardian = _guardian(case)
    if guardian is None:
        return
    times = sitting.Times(
        guardian=guardian,
        place="辅导室",
        words=_mark(story, TALK, case, "S3"),
        slots=[_evening(story, days) for days in (3, 5, 6)],
    )
    row = sitting.offer_times(
        case=case, times=times, by=case.owner, at=story.now - timedelta(hours=20)
    )
    url = reverse("interventions:family_talk", args=[row.pk])
    story.note("family_talk", row, url=url, student=case.student)


def _agree(story: Story, case: Any) -> None:
    at = story.now - timedelta(days=2)
    today = timezone.localdate(at)
    row = promising.write_agreement(
        case=case,
        read=0,
        lines=[_line(story, case, who, what, today) for who, what in LINES],
        review_on=timezone.localdate(story.now) + timedelta(days=14),
        by=case.owner,
        at=at,
    )
    row = promising.share_agreement(case=case, read=row.version, by=case.owner, at=at)
    url = reverse("interventions:family_agreement", args=[row.pk])
    story.note("agreement", row, url=url, student=case.student)
    if case.student.user is not None:
        promising.answer_agreement(
            agreement=row,
            giver=Giver.STUDENT,
            says=AgreementSays.CHANGE,
            wish=_mark(story, WISH, case, "S3"),
            by=case.student.user,
            at=story.now - timedelta(days=1),
        )


def _line(story: Story, case: Any, who: str, what: str, since: date) -> promising.Line:
    return promising.Line(who, _mark(story, what, case, "S3"), since)

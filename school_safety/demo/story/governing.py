"""Before the first wave: who is on call, and what was thought through beforehand."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions.safety import duty
from school_safety.notices.actions import set_staff_phone
from surveys.actions import governing
from surveys.queries import forms, plans

from .told import Story

# school -> who is on call on Monday to Sunday, and who is rung second
ROTA = {
    "S1": (("du_s1", "co_s1", "du_s1", "co2_s1", "du_s1", "du_s1", "co_s1"), "lead_s1"),
    "S2": (("co_s2", "lead_s2", "co_s2", "lead_s2", "co_s2", "lead_s2", "co_s2"), ""),
}
MORNING, EVENING = time(7, 30), time(17)
ASSESSED = ("iu8c", "igd9c", "gd3c")
WORDS = {
    "aim": "早一点知道哪些孩子想找人聊一聊，由心理老师去谈；不排名，不贴标签，不用来管教。",
    "necessity": "只问和上网、游戏、睡眠有关的几题，不问家里的收入和工作。不问，很多孩子不会自己开口。",
    "risks": "答案被别人看到；被当成结论；有的题让孩子难为情；没参加的孩子被认出来。",
    "measures": "答案加密，只有心理老师看；家长先看题目再决定；每题可以跳过；不参加的做同样长的小任务。",
}


def tell(story: Story) -> None:
    """The rota of this month and the weeks ahead; an assessment for every questionnaire in use."""
    for code, (week, second) in ROTA.items():
        _rota(story, code, week, second)
    for official, district in (("da_d1", "D1"), ("da_d2", "D2")):
        for code in ASSESSED:
            _assess(story, official, district, code)


def _assess(story: Story, official: str, district: str, code: str) -> None:
    row = governing.assess(
        instrument=forms.newest(code).instrument,
        district=story.districts[district],
        by=story.users[official],
        at=story.start,
        valid_until=timezone.localdate(story.now) + timedelta(days=330),
        **WORDS,
    )
    story.note("assessment", row, url=reverse("surveys:assessment_list"))


def somebody(story: Story, wave: Any, at: datetime) -> None:
    """Fill the hours of a wave in which nobody would be there: holidays, a school without a rota."""
    code = wave.school.code
    person = story.users.get(f"co2_{code.lower()}") or story.users[f"co_{code.lower()}"]
    lead = story.users[f"lead_{code.lower()}"]
    for start, end in plans.gaps_of(wave, at):
        while start < end:
            until = min(end, start + duty.LONGEST)
            turn = duty.Turn(person, start, until)
            duty.add_shifts(school=wave.school, turn=turn, weeks=1, by=lead, at=at)
            start = until


def _rota(story: Story, code: str, week: tuple[str, ...], second: str) -> None:
    school, lead = story.schools[code], story.users[f"lead_{code.lower()}"]
    first = timezone.localdate(story.now).replace(day=1)
    first -= timedelta(days=first.weekday())
    weeks = (timezone.localdate(story.now) - first).days // 7 + 4
    at = min(_moment(first, time(8)), story.now)
    for key in dict.fromkeys((*week, second)):
        if key:
            set_staff_phone(
                user=story.users[key],
                district_id=school.district_id,
                number=story.people.phone(),
                by=lead,
                at=at,
            )
    for day, key in enumerate(week):
        date = first + timedelta(days=day)
        starts = _moment(date, EVENING if day < 5 else MORNING)
        ends = _moment(date + timedelta(days=1), MORNING)
        turn = duty.Turn(story.users[key], starts, ends)
        duty.add_shifts(school=school, turn=turn, weeks=weeks, by=lead, at=at)
        if second:
            turn = duty.Turn(story.users[second], starts, ends, 2)
            duty.add_shifts(school=school, turn=turn, weeks=weeks, by=lead, at=at)


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, timezone.get_current_timezone())

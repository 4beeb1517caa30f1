"""What else came to the queue: a name by ear, a paper of the police, a match, a student of her own."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from interventions.actions.concerns import Paper, receive_concern
from interventions.actions.matching import match_concern
from interventions.choices import Level, Source
from school_safety.schools.roster import names

from .told import Story

HEARD = "这两天放学后一个人在校门口站很久，说不想回家。"
SAID = "常坐最后一排"
PAPER = "夜间在网吧登记，由值班民警送回家中；家长在场。请学校关注。"
SENDER, NUMBER = "城东派出所", "〔2026〕第 41 号"
FOUND = "午饭时间在图书馆角落，问了两次才说话。"
WISH = "晚上总睡不着，想问问怎么办。"


def tell(story: Story) -> None:
    """In the first school; each of them about another child."""
    school = story.schools["S1"]
    children = story.random.sample(_all(story), 4)
    ear, paper, found, own = children
    _heard(story, school, ear)
    _handed(story, school, paper)
    _matched(story, school, found)
    _asked(story, school, own)


def _all(story: Story) -> list[Any]:
    rooms = [key for key in sorted(story.rooms) if key.startswith("S1:")]
    return [student for key in rooms for student in story.students(key)]


def _mark(story: Story, text: str, child: Any) -> str:
    return story.canaries.mark(text, level="S4", student=child, school=child.school)


def _who(story: Story, child: Any) -> str:
    return f"{names.key(child.name)} · {child.classroom.name} · {_mark(story, SAID, child)}"


def _heard(story: Story, school: Any, child: Any) -> None:
    row = receive_concern(
        school=school,
        student=None,
        who=_who(story, child),
        fact=_mark(story, HEARD, child),
        by=story.users["ed_s1"],
        at=story.now - timedelta(hours=20),
    )
    story.note("concern", row, url=reverse("interventions:concern_match", args=[row.pk]))


def _handed(story: Story, school: Any, child: Any) -> None:
    at = story.now - timedelta(hours=3)
    paper = Paper(
        _mark(story, SENDER, child), _mark(story, NUMBER, child), at - timedelta(hours=1),
        child.born_on,
    )  # fmt: skip
    row = receive_concern(
        school=school,
        student=None,
        who=_who(story, child),
        fact=_mark(story, PAPER, child),
        level=Level.TODAY,
        source=Source.POLICE,
        paper=paper,
        by=story.users["lead_s1"],
        at=at,
    )
    story.note("concern", row, url=reverse("interventions:concern_match", args=[row.pk]))


def _matched(story: Story, school: Any, child: Any) -> None:
    at = story.now - timedelta(days=1)
    row = receive_concern(
        school=school,
        student=None,
        who=_who(story, child),
        fact=_mark(story, FOUND, child),
        by=story.users["ed_s1"],
        at=at,
    )
    match_concern(concern=row, student=child, by=story.users["co_s1"], at=at + timedelta(hours=1))
    story.note("concern", row, student=child)


def _asked(story: Story, school: Any, child: Any) -> None:
    """Where she has no account of her own, nobody has asked in her name."""
    if child.user is None:
        return
    row = receive_concern(
        school=school,
        student=child,
        fact=_mark(story, "本人想找老师聊聊：今天", child),
        words=_mark(story, WISH, child),
        level=Level.TODAY,
        source=Source.SELF,
        by=child.user,
        at=story.now - timedelta(hours=2),
    )
    story.note("concern", row, student=child)

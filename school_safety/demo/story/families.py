"""Two children of one family, helped by two counselors who were asked to talk about it."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from interventions.actions import siblings

from .told import Story

TOLD = "妈妈这周上夜班，两个孩子晚上都自己在家。我和外婆说好了，周三、周四她过来。"
BACK = "知道了。那我这边的家庭约定也从外婆在的两天开始。"


def tell(story: Story) -> None:
    """A joined pair in the first school, and a question that still waits."""
    school, lead = story.schools["S1"], story.users["lead_s1"]
    hers = _open_cases(story, "co_s1")
    others = _open_cases(story, "co2_s1")
    if len(hers) < 2 or not others:
        return
    at = max(story.now - timedelta(days=3), hers[0].opened_at, others[0].opened_at)
    first, second = hers[0], others[0]
    link = siblings.ask(case=first, student=second.student, by=first.owner, at=at)
    link = siblings.decide(link=link, together=True, by=lead, at=at + timedelta(hours=3))
    for hours, case, words in ((20, first, TOLD), (26, second, BACK)):
        text = story.canaries.mark(words, level="S4", student=case.student, school=school)
        siblings.share(link=link, text=text, by=case.owner, at=at + timedelta(hours=hours))
    waiting = siblings.ask(
        case=hers[1], student=second.student, by=hers[1].owner, at=story.now - timedelta(hours=5)
    )
    url = reverse("interventions:sibling_decide", args=[waiting.pk])
    story.note("sibling_link", waiting, url=url, student=hers[1].student)


def _open_cases(story: Story, key: str) -> list[Any]:
    rows = story.schools["S1"].cases.filter(owner=story.users[key], closed_at=None)
    rows = rows.exclude(status__in=["dismissed", "closed"])
    return list(rows.select_related("student", "owner").order_by("number"))

"""Chapter three, later: two reminders, a call to make, a question answered and one that waits."""

from datetime import timedelta

from django.db import transaction

from lessons.actions.asking import answer, ask
from lessons.actions.reminding import follow_up
from lessons.choices import LetterKind

from .told import Story

ASKED = (
    ("手机没电了，孩子放学怎么找我？", "门卫处的电话可以打给您，不收费。"),
    ("电话手表也要交上来吗？", ""),
)


def followed(story: Story) -> None:
    """One letter of the first school, as far as its days have come."""
    dispatch = story.kept.get(f"dispatch:S1:{LetterKind.ACKNOWLEDGEMENT}")
    if dispatch is None:
        return
    for days in (4, 8, 10):
        follow_up(dispatch=dispatch, at=min(dispatch.sent_at + timedelta(days=days), story.now))
    known = {story.users["gu_a"].pk, story.users["gu_a2"].pk}
    others = dispatch.letters.exclude(guardian__user__in=known).select_related("guardian__user")
    teacher = dispatch.sent_by
    for letter, (words, said) in zip(others.order_by("pk"), ASKED, strict=False):
        moment = min(dispatch.sent_at + timedelta(days=1), story.now)
        with transaction.atomic():
            row = ask(letter=letter, asked=words, by=letter.guardian.user, at=moment)
            if said:
                answer(question=row, words=words, answer=said, by=teacher, at=moment)

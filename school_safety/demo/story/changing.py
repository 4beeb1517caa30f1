"""Two looks at the parts of life for whoever has a plan: so that there is a before and an after."""

from datetime import timedelta
from random import Random

from interventions.actions import measuring
from interventions.choices import Domain, Status

from .told import Story


def tell(story: Story) -> None:
    """Mostly lighter, sometimes not."""
    for school in story.told_schools.values():
        cases = school.cases.filter(status=Status.PLANNED, assessments=None)
        for case in cases.select_related("plan", "owner").order_by("number"):
            dice = Random(f"changing:{school.code}:{case.number}")  # noqa: S311  (a story)
            first = {domain: dice.choice([0, 1, 2, 2, 3]) for domain in Domain.values}
            last = {part: max(n + dice.choice([-1, -1, 0, 0, 1]), 0) for part, n in first.items()}
            last = {part: min(n, 3) for part, n in last.items()}
            for ratings, at in (
                (first, case.plan.made_at),
                (last, story.now - timedelta(days=1)),
            ):
                measuring.assess(case=case, ratings=ratings, note="", by=case.owner, at=at)

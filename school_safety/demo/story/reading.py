"""What the district reads: the finished waves, frozen and published."""

from datetime import timedelta

from school_safety.kernel.refusals import NotNow
from school_safety.reports import queries
from school_safety.reports.actions import publish

from .told import Story


def tell(story: Story) -> None:
    """One publication for each questionnaire that has enough answers."""
    district, official = story.districts["D1"], story.users["da_d1"]
    at = story.now - timedelta(minutes=5)
    ready = queries.ready(district.pk, "zh-hans")
    for waiting in sorted(ready, key=lambda each: -len(each.schools)):
        try:
            made = publish(district=district, instrument=waiting.instrument, by=official, at=at)
        except NotNow:
            continue  # too few answers: the page says so as well
        story.note("publication", made, url=f"/staff/reports/{made.pk}/")

"""Chapter one: districts, schools, the term's calendar; each school's roster comes in as a file."""

from datetime import date, timedelta

from django.utils import timezone

from school_safety.clock.calendar import set_day
from school_safety.clock.choices import DayKind
from school_safety.documents import key_files
from school_safety.kernel.terms import school_year
from school_safety.schools.actions.founding import found_district, found_school

from . import plan, rosters, sizes
from .told import Story


def tell(story: Story) -> None:
    """Everything that must be there before anybody can work."""
    for code, (name, name_en) in sizes.DISTRICTS.items():
        story.districts[code] = found_district(
            code=code, name=name, name_en=name_en, hotlines=plan.HOTLINES, by=None, at=story.start
        )
        key_files.make(code)  # each seals with a key of its own
        _calendar(story, code)
    for school in sizes.schools(story.size):
        story.schools[school.code] = found_school(
            district=story.districts[school.district],
            code=school.code,
            name=school.name,
            name_en=school.name_en,
            by=None,
            at=story.start,
        )
        rosters.bring(story, school)


def _calendar(story: Story, code: str) -> None:
    """National Day week off, two Saturdays worked instead."""
    year = school_year(timezone.localdate(story.now))
    for day in range(1, 8):
        set_day(
            district_id=story.districts[code].pk,
            day=date(year, 10, day),
            kind=DayKind.HOLIDAY,
            name="国庆节",
        )
    for day in (date(year, 9, 26), date(year, 10, 10)):
        while day.weekday() != 5:
            day += timedelta(days=1)
        set_day(district_id=story.districts[code].pk, day=day, kind=DayKind.MAKEUP, name="调休上课")

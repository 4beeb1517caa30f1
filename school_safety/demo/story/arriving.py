"""Last chapter: a teacher whose letter lies in her pigeonhole, a counselor who waits for a second yes."""

import uuid

from school_safety.access.choices import Role
from school_safety.accounts.actions import issue_activation_code
from school_safety.office.actions import welcome

from .told import Story


def tell(story: Story) -> None:
    """Fixed names: nothing that was drawn before changes."""
    at = story.at(0.98)
    school = story.schools["S1"]
    teacher, _alone = welcome(
        key=uuid.uuid4(),
        name="周明远",
        role=Role.TEACHER,
        unit=story.rooms["S1:5.2"],
        until=None,
        by=story.users["sa_s1"],
        at=at,
    )
    issue_activation_code(
        user=teacher, by=story.users["clerk_s1"], at=at, district_id=school.district_id
    )
    welcome(
        key=uuid.uuid4(),
        name="沈若溪",
        role=Role.COUNSELOR,
        unit=school,
        until=None,
        by=story.users["lead_s1"],
        at=at,
    )

"""Chapter two: accounts, roles, second factors; families with every kind of authority."""

import secrets
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from lessons.actions.sections import make_section, sync_groups
from school_safety.access.actions import assign_role
from school_safety.access.choices import SECOND_FACTOR_ROLES, Role
from school_safety.accounts.actions import give_password, issue_entry_code, new_user
from school_safety.schools.actions.families import set_authority, set_hold
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship

from . import plan
from .told import Story

CMS_ROLES = {"te", "ht", "ed", "rv", "da"}


def tell(story: Story) -> None:
    """Everybody who signs in."""
    founder = new_user(username="demo-founder", name="建区人")
    story.users["founder"] = founder
    for school in story.schools.values():
        make_section(school=school, by=founder, at=story.start)
    for key, (role, unit) in plan.STAFF.items():
        _staff(story, key, role, unit, named=True)
    for key, (role, unit) in plan.UNNAMED.items():
        _staff(story, key, role, unit, named=False)
    for code in story.schools:
        if code not in story.told_schools:
            _neighbours(story, code)
    _homerooms(story)
    _families(story)


def password() -> str:
    """Typed by people who look around: four groups, no doubtful letters."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def unit_of(story: Story, unit: str) -> Any:
    """The district, school or class that a plan names."""
    return story.districts.get(unit) or story.schools.get(unit) or story.rooms.get(unit)


def _staff(story: Story, key: str, role: str, unit: str, *, named: bool) -> Any:
    secret = password() if named else None
    user = new_user(username=key.replace("_", "-"), name=story.people.teacher(), password=secret)
    assign_role(
        user=user,
        role=role,
        unit=unit_of(story, unit),
        by=story.users["founder"],
        at=story.start,
    )
    if role in CMS_ROLES:
        sync_groups(user, by=story.users["founder"], at=story.start)
    story.users[key] = user
    if named:
        school = unit.split(":")[0] if unit.startswith("S") else ""
        _account(story, key, user, secret, role, school)
    return user


def _neighbours(story: Story, code: str) -> None:
    """Enough colleagues for a school to plan a wave and have a second person say yes."""
    for name, role in plan.EVERYWHERE.items():
        _staff(story, f"{name}_{code.lower()}", role, code, named=False)


def _account(story: Story, key: str, user: Any, secret: str | None, role: str, school: str) -> None:
    totp = None
    if role in SECOND_FACTOR_ROLES:
        totp = generate_totp_secret()
        TOTP.activate(user, totp)
    story.accounts[key] = {
        "username": user.username,
        "password": secret,
        "totp_secret": totp,
        "role": role,
        "school": school,
    }


def _homerooms(story: Story) -> None:
    taken = {unit: story.users[key] for key, (role, unit) in plan.STAFF.items() if role == "ht"}
    for key in sorted(story.rooms):
        user = taken.get(key)
        if user is None:
            name = f"ht_{key.replace(':', '_').replace('.', '_').lower()}"
            user = _staff(story, name, Role.HOMEROOM, key, named=False)
        story.homerooms[key] = user


def _families(story: Story) -> None:
    """The first child of S1 5.1 has a full and a limited guardian; the second's father is on hold."""
    first, second, third = story.students("S1:5.1")[:3]
    full, limited = _links(first)
    set_authority(
        link=limited, authority=Authority.LIMITED, by=story.users["clerk_s1"], at=story.start
    )
    kept, held = _links(second)
    set_hold(link=held, held=True, by=story.users["lead_s1"], at=story.start)
    court = _links(third)[1]
    set_authority(link=court, authority=Authority.COURT, by=story.users["clerk_s1"], at=story.start)
    none = _links(story.students("S1:5.1")[4])
    if len(none) > 1:
        set_authority(
            link=none[1], authority=Authority.NONE, by=story.users["clerk_s1"], at=story.start
        )
    other = _links(story.students("S1:5.2")[0])[0]
    for key, link in (("gu_a", full), ("gu_a2", limited), ("gu_h", held), ("gu_x", other)):
        _guardian(story, key, link)
    story.kept["family_a"], story.kept["family_h"] = first, second
    story.kept["kept_guardian"] = kept.guardian


def _links(student: Any) -> list[Guardianship]:
    rows = Guardianship.objects.filter(student=student).order_by("order")
    return list(rows.select_related("guardian__user", "student"))


def _guardian(story: Story, key: str, link: Guardianship) -> None:
    user, secret = link.guardian.user, password()
    give_password(user=user, password=secret, by=story.users["founder"], at=story.start)
    story.users[key] = user
    _account(story, key, user, secret, Role.GUARDIAN, link.student.school.code)
    story.accounts[key]["phone_tail"] = link.guardian.phone_tail
    story.accounts[key]["entry_code"] = issue_entry_code(
        user=user,
        by=story.users["ht_s1a"],
        at=story.now,
        district_id=link.student.district_id,
    )

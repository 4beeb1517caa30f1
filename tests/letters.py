"""A school whose section stands, its shipped letters, and one of them sent: for tests of any room."""

from functools import partial
from types import SimpleNamespace

import pytest

from lessons.actions import publishing, sections, sending
from lessons.models import PersonalLetter

from . import replay


@pytest.fixture
def school_pages(world, at):
    """Sections of two schools, groups in step with roles, the shipped letters published."""
    letters = replay.once(partial(_published, world, at), name="school_pages")
    for user in (world.ht_a, world.ed, world.rv, world.ht_other):
        user.refresh_from_db()
    return SimpleNamespace(
        info=letters[0], ack=letters[1], consent=letters[2], letters=letters, world=world
    )


def _published(world, at):
    for school in (world.school, world.other_school):
        sections.make_section(school=school, by=world.giver, at=at)
    for user in (world.ht_a, world.ed, world.rv, world.ht_other):
        sections.sync_groups(user, by=world.giver, at=at)
    return publishing.publish_letters(school=world.school, by=world.giver, at=at)


@pytest.fixture
def send_to_a(school_pages, world, at):
    """Send one of the letters to class A and give back the mother's copy."""

    def send(kind: str, **terms) -> PersonalLetter:
        dispatch = sending.send(
            letter=getattr(school_pages, kind),
            classroom=world.classroom,
            by=world.ht_a,
            at=at,
            **terms,
        )
        return dispatch.letters.get(guardian__user=world.gu)

    return send

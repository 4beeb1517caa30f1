"""The demo district from the first district to the last message."""

import time
from datetime import datetime
from pathlib import Path

from django.db import connection

from school_safety.schools.models import District

from . import doors, manifest, samples
from .determinism import seeded_ids
from .story import (
    arriving,
    asking,
    bringing,
    changing,
    deciding,
    families,
    governing,
    ground,
    helping,
    home,
    leaving,
    meetings,
    past,
    people,
    reading,
    reporting,
    safety,
    signals,
    slips,
    supervising,
    teaching,
)
from .story.told import Story

CHAPTERS = (
    ground, people, governing, teaching, asking, past, helping, signals, meetings, home, families, safety,
    reporting, slips, leaving, changing, reading, deciding, supervising, arriving, bringing,
)  # fmt: skip


class AlreadyTold(Exception):
    """There is a district already: a demo is never built into somebody's data."""


def seed(*, seed: int, size: str, path: Path, now: datetime, say=print) -> Story:
    """Build everything and write the manifest with its samples beside it."""
    if District.objects.exists():
        raise AlreadyTold
    path.parent.mkdir(parents=True, exist_ok=True)
    story = Story(seed=seed, size=size, now=now, folder=path.parent, say=say)
    with seeded_ids(seed), _unsynced():
        for chapter in CHAPTERS:
            began = time.monotonic()
            chapter.tell(story)
            name = chapter.__name__.rsplit(".", 1)[-1]
            say(f"  {name}: {time.monotonic() - began:.1f} s")
    samples.write(story)
    manifest.write(story, path)
    accounts = {key: str(story.users[key].pk) for key in story.accounts}
    doors.write(accounts, sorted(story.slips.values())[:5])
    return story


class _unsynced:
    """SQLite need not sync each of thousands of commits while nobody has been promised anything."""

    def __enter__(self) -> None:
        self._pragma("OFF")

    def __exit__(self, *_error: object) -> None:
        self._pragma("FULL")

    def _pragma(self, mode: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={mode}")

"""The demo district as a world: seeded once per state of the sources, copied for each module."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests import databases


@dataclass(frozen=True)
class Demo:
    """The manifest, and where its samples lie."""

    manifest: dict[str, Any]
    folder: Path

    def account(self, key: str) -> Any:
        """The user of that manifest key."""
        from school_safety.accounts.models import User

        return User.objects.get(username=self.manifest["accounts"][key]["username"])


def _state_of_sources() -> str:
    digest = hashlib.sha256(databases.fingerprint().encode())
    for top in databases.SOURCES:
        for path in sorted(databases.ROOT.joinpath(top).glob("**/*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _folder() -> Path:
    return databases.CACHE / f"demo-{_state_of_sources()}"


def _seed(folder: Path) -> None:
    """Seed into a migrated copy; the folder appears only when everything in it is whole."""
    building = databases.CACHE / "demo-building"
    building.mkdir(exist_ok=True)
    call_command(
        "seed_demo", seed=7, size="small", manifest=str(building / "manifest.json"), verbosity=0
    )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM INTO %s", [str(building / "main.sqlite3")])
    connections.close_all()
    building.rename(folder)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    """Every test of the module begins with the seeded district."""
    if connection.vendor != "sqlite":
        pytest.skip("the demo district is embedded")
    folder = _folder()
    with django_db_blocker.unblock():
        with databases.alone():
            if not folder.exists():
                _seed(folder)
        databases.choose(folder / "main.sqlite3")
    manifest = json.loads((folder / "manifest.json").read_text())
    yield Demo(manifest=manifest, folder=folder)
    with django_db_blocker.unblock():
        databases.choose(None)

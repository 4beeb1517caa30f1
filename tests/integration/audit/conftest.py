"""History to look at, and a thief who may write to the database but has no key."""

import pytest
from django.db import connection
from django.utils import timezone

from school_safety.audit import sealing
from school_safety.audit.events import ground
from school_safety.audit.record import record

TRIGGERS = ("audit_event_keeps", "audit_event_stays", "audit_event_new", "audit_seal_keeps",
            "audit_seal_stays")  # fmt: skip
TABLES = {"event": "audit_auditevent", "seal": "audit_auditseal"}


@pytest.fixture
def remember():
    """remember(n, district): n events of one district."""

    def write(count: int, district_id, **extra) -> None:
        for _ in range(count):
            record(ground.RECORD_READ, district_id=district_id, at=timezone.now(), **extra)

    return write


@pytest.fixture
def seal():
    return lambda **how: sealing.seal(at=timezone.now(), **how)


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def thief():
    """Runs SQL with the triggers out of the way, as the owner of the database could."""
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            elif name != "audit_event_new":
                table = TABLES[name.split("_")[1]]
                cursor.execute(f"DROP TRIGGER {name} ON {table}")

    def run(statement: str, *values) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount

    return run

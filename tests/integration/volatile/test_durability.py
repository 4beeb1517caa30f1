"""The house refuses to start on a database that may lose an acknowledged commit."""

import pytest
from django.db import connection

from school_safety.volatile.durability import commits_reach_the_disk

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


def found() -> list[str]:
    return [message.msg for message in commits_reach_the_disk(databases=["default"])]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file's own pragma")
@pytest.mark.django_db(transaction=True)
def test_sqlite_below_full_is_refused(settings):
    settings.UNSYNCED_DATABASE_ALLOWED = False
    assert found() == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        assert found() == ["The database runs with PRAGMA synchronous=1."]
        cursor.execute("PRAGMA synchronous=FULL")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the server's own settings")
def test_postgresql_without_fsync_is_refused(settings):
    settings.UNSYNCED_DATABASE_ALLOWED = False
    assert "fsync=off" in found()[0]  # as the throw-away server of the tests runs


def test_nothing_is_asked_without_a_database(settings):
    settings.UNSYNCED_DATABASE_ALLOWED = False
    assert commits_reach_the_disk(databases=None) == []
    settings.UNSYNCED_DATABASE_ALLOWED = True
    assert found() == []

"""What the database itself promises."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_every_commit_is_synced_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL syncs by itself")
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    assert synchronous == 2

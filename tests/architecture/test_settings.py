"""The ground the tests stand on."""

import pytest
from django.conf import settings
from django.db import connection


def test_tests_never_touch_the_demos_folder():
    assert "school-safety-test-" in str(settings.DATA_DIR)


@pytest.mark.django_db
def test_every_commit_is_synced_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL syncs by itself")
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    assert synchronous == 2

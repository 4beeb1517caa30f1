"""What the database itself promises, whoever asks."""

import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import timezone

from school_safety.audit.events import ground
from school_safety.audit.record import record
from school_safety.schools.models import District

pytestmark = pytest.mark.pg
HISTORY = ("audit_auditevent", "audit_auditseal")


def remember() -> None:
    with transaction.atomic():
        record(ground.SIGNED_IN, object_kind="user", object_id=str(uuid.uuid4()), at=timezone.now())


@pytest.mark.django_db
def test_every_commit_is_synced_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL syncs by itself")
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    assert synchronous == 2


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_history_refuses_change(change):
    remember()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format("audit_auditevent"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditevent")
        assert cursor.fetchone()[0] >= 1


@pytest.mark.django_db
def test_a_code_stands_for_one_district():
    District.objects.create(code="ONE", name="甲区")
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(code="ONE", name="乙区")
    assert District.objects.filter(code="ONE").count() == 1


@pytest.mark.django_db(transaction=True)
def test_history_keeps_order_under_many_writers():
    def write() -> None:
        try:
            for _ in range(5):
                remember()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write) for _ in range(4)]:
            done.result(60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT sequence) FROM audit_auditevent")
        rows, numbers = cursor.fetchone()
    assert rows == numbers == 20


@pytest.mark.pg(only=True)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("SELECT count(*) FROM schools_student", True),
        ("INSERT INTO schools_district (id) SELECT gen_random_uuid() WHERE false", True),
        ("DELETE FROM schools_student", True),
        ("UPDATE audit_auditevent SET at = now()", False),
        ("DELETE FROM audit_auditevent", False),
        ("TRUNCATE audit_auditevent", False),
        ("ALTER TABLE audit_auditevent DISABLE TRIGGER ALL", False),
        ("DROP TABLE audit_auditseal", False),
        ("CREATE TABLE mine (x int)", False),
        ("DELETE FROM django_migrations", False),
    ],
)
def test_the_running_sites_role_cannot_touch_history(statement, allowed):
    import psycopg

    remember()
    call_command("limit_app_role", "app", verbosity=0, stdout=StringIO())
    server = urlsplit(os.environ["APP_DATABASE_URL"])
    with psycopg.connect(
        dbname=connection.settings_dict["NAME"],
        user=server.username,
        host=server.hostname,
        port=server.port,
    ) as app:
        if allowed:
            assert app.execute(statement) is not None
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)
        app.rollback()

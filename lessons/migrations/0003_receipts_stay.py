"""The book of receipts is append-only: the database itself refuses an edit."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER lessons_receipt_stays BEFORE UPDATE ON lessons_receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never edited'); END
"""
POSTGRESQL = """
CREATE FUNCTION lessons_receipt_stays() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a receipt is never edited'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER lessons_receipt_stays BEFORE UPDATE ON lessons_receipt
FOR EACH ROW EXECUTE FUNCTION lessons_receipt_stays()
"""


def guard(apps, schema_editor):
    """One trigger, in the words of this database."""
    vendor = schema_editor.connection.vendor
    schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def unguard(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER lessons_receipt_stays")
    else:
        schema_editor.execute("DROP FUNCTION lessons_receipt_stays CASCADE")


class Migration(migrations.Migration):
    dependencies = [("lessons", "0002_front_door")]
    operations = [migrations.RunPython(guard, unguard)]

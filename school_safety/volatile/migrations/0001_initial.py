"""The volatile tables in PostgreSQL; with SQLite they are in a file of their own."""

from django.db import migrations

from school_safety.volatile import statements


def make(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in statements.TABLES:
        schema_editor.execute(table.format(blob="bytea", shape=""))


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in statements.NAMES:
        schema_editor.execute(f"DROP TABLE IF EXISTS {name}")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make, drop)]

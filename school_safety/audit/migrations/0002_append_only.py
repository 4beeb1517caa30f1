"""History can be added to and nothing else; on PostgreSQL `limit_app_role` adds a role to that."""

from pathlib import Path

from django.db import migrations

TRIGGERS = Path(__file__).resolve().parent.parent / "triggers"


def install(apps, schema_editor):
    script = TRIGGERS / f"{schema_editor.connection.vendor}.sql"
    for statement in script.read_text().strip().split("\n\n"):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]

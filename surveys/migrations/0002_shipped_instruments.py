"""The shipped questionnaires exist from the first migrate on."""

from datetime import UTC, datetime

from django.db import migrations

from surveys.actions.authoring import load_shipped

SHIPPED_AT = datetime(2026, 11, 21, tzinfo=UTC)  # a fixed date keeps two fresh copies equal


def load(apps, schema_editor):
    load_shipped(
        instruments=apps.get_model("surveys", "Instrument").objects,
        versions=apps.get_model("surveys", "InstrumentVersion").objects,
        at=SHIPPED_AT,
    )


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

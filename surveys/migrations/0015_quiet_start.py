"""The quiet task can end early too, beside a questionnaire that can."""

from datetime import UTC, datetime

from django.db import migrations

from surveys.actions.authoring import load_shipped

SHIPPED_AT = datetime(2026, 11, 22, tzinfo=UTC)


def load(apps, schema_editor):
    load_shipped(
        instruments=apps.get_model("surveys", "Instrument").objects,
        versions=apps.get_model("surveys", "InstrumentVersion").objects,
        at=SHIPPED_AT,
    )


class Migration(migrations.Migration):
    dependencies = [("surveys", "0012_instrument_draft")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

"""Who has sat down is kept aside (ADR 0021): the slip's row knows only who has handed in."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

INDEXES = {
    "surveys_response_basis_id_1c5165c6": "basis_id",  # beside a unique one
    "surveys_response_wave_id_61ed6b61": "wave_id",  # beside one that begins with it
    "surveys_response_district_id_2afbba65": "district_id",  # never asked for alone
}


def stand_up(apps, schema_editor):
    """Whoever was writing while this ran sits down once more; what she wrote is in her draft."""
    begun = apps.get_model("surveys", "Invitation").objects.filter(state="started")
    begun.update(state="issued", path="", started_at=None)


def decided(states, name):
    return models.CheckConstraint(
        condition=~Q(state__in=states) | (~Q(path="") & Q(started_at__isnull=False)), name=name
    )


def without_index(to, related_name="+", **more):
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name=related_name,
        to=to, **more,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("consents", "0004_fewer_indexes"), ("surveys", "0018_second_listener")]
    operations = [
        migrations.RunPython(stand_up, migrations.RunPython.noop),
        migrations.RemoveConstraint("invitation", "invitation_path_decided_at_start"),
        migrations.AlterField(
            "invitation", "state",
            models.CharField(
                choices=[("issued", "还没开始"), ("submitted", "已交"), ("void", "已作废")],
                default="issued", max_length=10,
            ),
        ),
        migrations.AddConstraint("invitation", decided(["submitted"], "invitation_path_decided")),
        migrations.RemoveField("invitation", "seat"),
        migrations.RemoveField("invitation", "seated_at"),
        # By hand: SQLite would write the whole table anew, and lose its triggers.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX {name}", f"CREATE INDEX {name} ON surveys_response ({column})"
                )
                for name, column in INDEXES.items()
            ],
            state_operations=[
                migrations.AlterField(
                    "response", "basis", without_index("consents.basis", blank=True, null=True)
                ),
                migrations.AlterField("response", "district", without_index("schools.district")),
                migrations.AlterField(
                    "response", "wave", without_index("surveys.wave", related_name="responses")
                ),
            ],
        ),
    ]  # fmt: skip

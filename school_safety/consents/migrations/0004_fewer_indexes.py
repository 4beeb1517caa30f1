"""Two indexes that nothing asks for, and that each of two million sheets would write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

INDEXES = {
    "consents_basis_decided_by_id_22024c38": "decided_by_id",
    "consents_basis_district_id_20434b15": "district_id",
}


def without_index(**more):
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0003_district_terms"),
        ("schools", "0009_boarding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        # By hand: SQLite would write the whole table anew.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX {name}", f"CREATE INDEX {name} ON consents_basis ({column})"
                )
                for name, column in INDEXES.items()
            ],
            state_operations=[
                migrations.AlterField(
                    "basis", "decided_by",
                    without_index(blank=True, null=True, to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField("basis", "district", without_index(to="schools.district")),
            ],
        )
    ]  # fmt: skip

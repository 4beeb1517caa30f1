"""When families were told, by whom it was written down; and no band where a form has no cut-offs."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

TRIGGER = import_module("surveys.migrations.0004_basis_of_the_same_child").SQLITE


def guard(apps, schema_editor):
    """Rebuilding the table on SQLite dropped the triggers that ask for a basis of the same child."""
    if schema_editor.connection.vendor == "sqlite":
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(TRIGGER.format(when=when))


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER response_basis_own_{when}")


def vouch(apps, schema_editor):
    """Whoever planned a wave had typed the day of its letter."""
    rows = apps.get_model("surveys", "Wave").objects.exclude(notice_on=None)
    rows.exclude(planned_by=None).update(notice_by=F("planned_by"), notice_at=F("planned_at"))


def unband(apps, schema_editor):
    """Answers to forms without cut-offs had been kept as "below" one."""
    versions = apps.get_model("surveys", "InstrumentVersion").objects.all()
    bare = [row.pk for row in versions.only("scoring") if not row.scoring.get("rules")]
    rows = apps.get_model("surveys", "Response").objects.filter(path="screening", band=0)
    rows.filter(wave__instrument_version_id__in=bare).update(band=None)


def band(apps, schema_editor):
    rows = apps.get_model("surveys", "Response").objects.filter(path="screening", band=None)
    rows.update(band=0)


def with_basis():
    none = Q(path="alternative", basis=None, score=None, band=None, answers__isnull=True)
    return models.CheckConstraint(
        condition=Q(path="screening", basis__isnull=False) | none,
        name="response_screening_has_basis",
    )


def person(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to=settings.AUTH_USER_MODEL, **more,
    )  # fmt: skip


def within(to):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"schools.{to}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0008_duty_line"),
        ("surveys", "0015_quiet_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="FamilyLetter",
            fields=[
                ("id", models.UUIDField(
                    default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("letter", models.PositiveIntegerField()),
                ("titles", models.JSONField()),
                ("sent_at", models.DateTimeField()),
                ("classroom", within("classroom")),
                ("district", within("district")),
                ("school", within("school")),
                ("sent_by", person()),
            ],
            options={
                "ordering": ["-sent_at"],
                "indexes": [
                    models.Index(fields=["letter", "classroom"], name="family_letter_class")
                ],
            },
        ),
        migrations.AddField("wave", "letter", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("wave", "notice_by", person(blank=True, null=True)),
        migrations.AddField("wave", "notice_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "wave",
            models.CheckConstraint(
                condition=Q(notice_by=None, notice_at=None)
                | Q(notice_by__isnull=False, notice_at__isnull=False),
                name="wave_notice_paired",
            ),
        ),
        migrations.AddConstraint(
            "wave",
            models.CheckConstraint(
                condition=Q(letter=None) | Q(notice_on=None), name="wave_told_one_way"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, guard),
        migrations.RemoveConstraint("response", "response_screening_has_basis"),
        migrations.AddConstraint("response", with_basis()),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(vouch, migrations.RunPython.noop),
        migrations.RunPython(unband, band),
    ]

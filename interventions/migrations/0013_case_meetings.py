"""Case meetings. Signed minutes stay: the database itself refuses an edit of them."""

import django.db.models.deletion
import school_safety.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


WRITTEN = (
    "case_id", "starts_at", "place", "why", "guests", "came", "decided", "because", "dissent",
    "steps", "decides", "next_on", "signed_by_id", "signed_at",
)  # fmt: skip
SECOND = ("countersigned_by_id", "countersigned_at")
SAYS = "signed minutes are never edited"


def over(unlike):
    """Signed and written over, or countersigned and then by somebody else."""
    first = " OR ".join(f"NEW.{name} {unlike} OLD.{name}" for name in WRITTEN)
    second = " OR ".join(f"NEW.{name} {unlike} OLD.{name}" for name in SECOND)
    return (
        f"(OLD.signed_at IS NOT NULL AND ({first} OR NEW.status IN ('planned', 'cancelled')))"
        f" OR (OLD.countersigned_at IS NOT NULL AND ({second}))"
    )


SEAT = (
    "EXISTS (SELECT 1 FROM interventions_casemeeting"
    " WHERE id = OLD.meeting_id AND signed_at IS NOT NULL)"
)
GUARDED = {
    "casemeeting": over,
    "meetingseat": lambda unlike: SEAT,
    "meetingaddendum": lambda unlike: "OLD.id IS NOT NULL",
}
SQLITE = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON interventions_{table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_stays BEFORE UPDATE ON interventions_{table}
    FOR EACH ROW EXECUTE FUNCTION {table}_stays();
"""


def guard(apps, schema_editor):
    """One trigger for each table, in the words of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    unlike = "IS NOT" if sqlite else "IS DISTINCT FROM"
    words = SQLITE if sqlite else POSTGRESQL
    for table, condition in GUARDED.items():
        schema_editor.execute(
            words.format(table=table, condition=condition(unlike), says=SAYS)
        )


def unguard(apps, schema_editor):
    """Take them away again."""
    for table in GUARDED:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_stays")
        else:
            schema_editor.execute(f"DROP FUNCTION {table}_stays CASCADE")


class Migration(migrations.Migration):

    dependencies = [
        ('interventions', '0015_queue'),
        ('schools', '0008_duty_line'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseMeeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('planned', '已约好'), ('signed', '等负责人会签'), ('locked', '已签名，锁定'), ('cancelled', '没有开')], default='planned', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('starts_at', models.DateTimeField()),
                ('place', school_safety.vault.fields.SealedTextField()),
                ('why', school_safety.vault.fields.SealedTextField()),
                ('guests', school_safety.vault.fields.SealedJSONField(default=list)),
                ('came', school_safety.vault.fields.SealedJSONField(default=list)),
                ('decided', school_safety.vault.fields.SealedTextField(blank=True)),
                ('because', school_safety.vault.fields.SealedTextField(blank=True)),
                ('dissent', school_safety.vault.fields.SealedJSONField(default=list)),
                ('steps', school_safety.vault.fields.SealedJSONField(default=list)),
                ('decides', models.JSONField(default=list)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('countersigned_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='interventions.case')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('countersigned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.district')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeetingAddendum',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', school_safety.vault.fields.SealedTextField()),
                ('written_at', models.DateTimeField()),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.district')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addenda', to='interventions.casemeeting')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'addenda',
                'ordering': ['written_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeetingSeat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.district')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='interventions.casemeeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='casemeeting',
            index=models.Index(fields=['status', 'starts_at'], name='meeting_ahead'),
        ),
        migrations.AddConstraint(
            model_name='casemeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('status__in', ('signed', 'locked'))), models.Q(models.Q(('status__in', ('signed', 'locked')), _negated=True), ('signed_at', None)), _connector='OR'), name='meeting_signed_when_over'),
        ),
        migrations.AddConstraint(
            model_name='casemeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='meeting_signature_paired'),
        ),
        migrations.AddConstraint(
            model_name='casemeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('countersigned_at', None), ('countersigned_by', None)), models.Q(('countersigned_at__isnull', False), ('countersigned_by__isnull', False)), _connector='OR'), name='meeting_countersignature_paired'),
        ),
        migrations.AddConstraint(
            model_name='casemeeting',
            constraint=models.CheckConstraint(condition=models.Q(('countersigned_by', None), models.Q(('countersigned_by', models.F('signed_by')), _negated=True), _connector='OR'), name='meeting_countersigned_by_another'),
        ),
        migrations.AddConstraint(
            model_name='meetingseat',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='meeting_seat_once'),
        ),
        migrations.RunPython(guard, unguard),
    ]

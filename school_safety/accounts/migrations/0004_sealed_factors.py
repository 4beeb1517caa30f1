from django.db import migrations

from school_safety.accounts import factors


def seal(apps, schema_editor):
    """Second steps set up before there was a seal; without any, no key is made."""
    rows = apps.get_model("mfa", "Authenticator").objects.all()
    if rows.exists():
        factors.reseal(rows)


def lay_open(apps, schema_editor):
    factors.lay_open(apps.get_model("mfa", "Authenticator").objects.all())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mailbox"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("vault", "0001_initial"),
    ]

    operations = [migrations.RunPython(seal, lay_open)]

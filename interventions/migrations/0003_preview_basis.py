"""What a provider sees before accepting has crossed as well: each field gets its row in the ledger."""

from django.db import migrations


def enter(apps, schema_editor):
    """From the same consent, at the same moment, as the packet's first field."""
    Basis = apps.get_model("consents", "Basis")
    Referral = apps.get_model("interventions", "Referral")
    for referral in Referral.objects.filter(sent_at__isnull=False).iterator():
        about = f"referral:{referral.pk}"
        rows = Basis.objects.filter(student_id=referral.student_id, about=about)
        known = rows.filter(field__startswith="packet.").order_by("at", "field").first()
        if known is None:
            continue
        for code in ("grade_band", "needs"):
            if not rows.filter(field=f"preview.{code}").exists():
                Basis.objects.create(
                    district_id=known.district_id,
                    student_id=known.student_id,
                    field=f"preview.{code}",
                    about=about,
                    kind=known.kind,
                    consent_id=known.consent_id,
                    statute=known.statute,
                    decided_by_id=known.decided_by_id,
                    at=known.at,
                )


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0002_evidence_frozen"),
        ("consents", "0002_paper_answers"),
    ]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

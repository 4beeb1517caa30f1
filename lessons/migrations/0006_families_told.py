"""The floor below learns when families were told of a questionnaire, also by letters sent before."""

from django.db import migrations


def tell(apps, schema_editor):
    letters = apps.get_model("surveys", "FamilyLetter")
    rows = apps.get_model("lessons", "Dispatch").objects.filter(purpose="screening", audience="room")
    letters.objects.bulk_create(
        (
            letters(
                pk=row.pk,
                district_id=row.district_id,
                school_id=row.school_id,
                classroom_id=row.classroom_id,
                letter=row.letter_page,
                titles={language: words["title"] for language, words in row.texts.items()},
                sent_by_id=row.sent_by_id,
                sent_at=row.sent_at,
            )
            for row in rows.iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("lessons", "0005_letters_grow"), ("surveys", "0016_told_and_banded")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def of_the_child(apps, schema_editor):
    """Until now nobody had changed schools: each grant is of the school where the child is."""
    Grant = apps.get_model("access", "Grant")
    Student = apps.get_model("schools", "Student")
    school = Student.objects.filter(pk=OuterRef("student_id")).values("school_id")[:1]
    Grant.objects.filter(school=None).update(school_id=Subquery(school))


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_grant_box"),
        ("schools", "0003_guardian_document"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.school",
            ),
        ),
        migrations.RunPython(of_the_child, migrations.RunPython.noop),
    ]

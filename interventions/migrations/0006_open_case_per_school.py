from django.db import migrations, models

OPEN = ("new", "assigned", "talking", "confirmed", "planned", "closing")


class Migration(migrations.Migration):
    """Each school has its own open case of a child who has moved between them."""

    dependencies = [
        ("interventions", "0005_provider_directory"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", OPEN)),
                fields=("student", "school"),
                name="case_one_open_per_school",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_one_open_per_student",
        ),
    ]

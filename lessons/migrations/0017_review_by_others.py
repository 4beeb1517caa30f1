"""Reviews of corners made before: their first step was Wagtail's plain approval, which lets a writer
read her own page first. Each becomes a review by others, in place: what is being read stays where it is.
"""

from typing import Any

from django.db import migrations


def by_others(apps: Any, schema_editor: Any = None) -> None:
    """Only steps of reviews that hang on a school's corner; run again, nothing changes."""
    section, hung = apps.get_model("lessons", "SectionPage"), apps.get_model("wagtailcore", "WorkflowPage")
    review = apps.get_model("lessons", "SafetyReviewTask")
    reviews = hung.objects.filter(page_id__in=section.objects.values("pk")).values("workflow_id")
    plain = apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(
        workflow_tasks__workflow_id__in=reviews
    )
    for step in plain.distinct():
        groups = list(step.groups.all())
        kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="lessons", model="safetyreviewtask"
        )
        new = review(
            task_ptr_id=step.pk, name=step.name, active=step.active, content_type_id=kind.pk
        )
        new.save()
        new.groups.set(groups)
        step.groups.clear()
        step.delete(keep_parents=True)


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0016_pictures"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(by_others, migrations.RunPython.noop, elidable=True)]

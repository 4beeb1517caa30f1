"""Who has files of a school may have pictures there too."""

from django.db import migrations

NEW = ("add_image", "choose_image")


def give(apps, schema_editor):
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission")
    permissions = apps.get_model("auth", "Permission").objects.filter(
        codename__in=NEW, content_type__app_label="wagtailimages"
    )
    for row in rights.objects.filter(permission__codename="add_document").order_by("pk"):
        for permission in permissions:
            rights.objects.get_or_create(
                group_id=row.group_id, collection_id=row.collection_id, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0013_slips_kept"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=True)]

"""The front door in both languages, instead of Wagtail's welcome page and its unscoped groups."""

import uuid

from django.db import migrations

# (language, path, slug, title, lead)
HOMES = [
    ("zh-hans", "00010001", "zh-hans", "护航校园", "学校、家庭和专业力量，各做各的一份。"),
    ("en", "00010002", "en", "School Safety", "School, family and experts, each with a part."),
]
SHELVES = {
    "zh-hans": [
        ("lessonindexpage", "LessonIndexPage", "lessons", "课程", "明天就能上的课，不说教，也不吓人。"),
        ("helppage", "HelpPage", "help", "求助", "任何时候都可以打，说几句也好。"),
    ],
    "en": [
        ("lessonindexpage", "LessonIndexPage", "lessons", "Lessons", "Lessons you can teach tomorrow: no sermons, no scares."),
        ("helppage", "HelpPage", "help", "Help", "Call at any time, even for a few words."),
    ],
}
KEYS = [uuid.UUID(int=number) for number in (0x5AFE0001, 0x5AFE0002, 0x5AFE0003)]


def build(apps, schema_editor):
    """Rows by hand: historical models know nothing of trees."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")
    apps.get_model("wagtailcore", "WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore", "GroupPagePermission").objects.all().delete()
    apps.get_model("wagtailcore", "Workflow").objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)

    def add(name, model, **fields):
        kind, _ = ContentType.objects.get_or_create(app_label="lessons", model=name)
        apps.get_model("lessons", model).objects.create(
            content_type=kind, live=True, draft_title=fields["title"], **fields
        )

    for language, path, slug, title, lead in HOMES:
        locale, _ = Locale.objects.get_or_create(language_code=language)
        add(
            "homepage", "HomePage", title=title, slug=slug, lead=lead, path=path, depth=2, numchild=2,
            url_path=f"/{slug}/", locale=locale, translation_key=KEYS[0],
        )
        for number, (name, model, part, heading, line) in enumerate(SHELVES[language], start=1):
            add(
                name, model, title=heading, slug=part, lead=line, path=f"{path}{number:04d}", depth=3,
                numchild=0, url_path=f"/{slug}/{part}/", locale=locale, translation_key=KEYS[number],
            )
    root.numchild = len(HOMES)
    root.save(update_fields=["numchild"])
    Site.objects.create(
        hostname="localhost", site_name="护航校园", is_default_site=True,
        root_page_id=Page.objects.get(path="00010001").pk,
    )
    Synchronization = apps.get_model("wagtail_localize", "LocaleSynchronization")
    Synchronization.objects.get_or_create(
        locale=Locale.objects.get(language_code="en"),
        defaults={"sync_from": Locale.objects.get(language_code="zh-hans")},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [migrations.RunPython(build, migrations.RunPython.noop)]

"""Each school keeps a book of its own: a page for each answer, and one for each sealed file."""

import uuid
from datetime import UTC

import django.db.models.deletion
from django.db import migrations, models

from lessons.rules.book import hash_of

SQLITE = """
CREATE TRIGGER lessons_bookpage_stays BEFORE UPDATE ON lessons_bookpage
BEGIN SELECT RAISE(ABORT, 'a page of the book is never edited'); END
"""
POSTGRESQL = """
CREATE FUNCTION lessons_bookpage_stays() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a page of the book is never edited'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER lessons_bookpage_stays BEFORE UPDATE ON lessons_bookpage
FOR EACH ROW EXECUTE FUNCTION lessons_bookpage_stays()
"""


def guard(apps, schema_editor):
    """One trigger, in the words of this database."""
    vendor = schema_editor.connection.vendor
    schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def unguard(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER lessons_bookpage_stays")
    else:
        schema_editor.execute("DROP FUNCTION lessons_bookpage_stays CASCADE")


def begin_books(apps, schema_editor):
    """Receipts and files that are there already, in the order in which they came."""
    book, page = apps.get_model("lessons", "SchoolBook"), apps.get_model("lessons", "BookPage")
    for row in _rows(apps):
        held, _new = book.objects.get_or_create(school_id=row.pop("school_id"))
        number, said = held.last_page + 1, row["written_at"].astimezone(UTC).isoformat()
        found = hash_of(
            str(held.school_id),
            held.last_hash,
            page=number,
            kind=row["kind"],
            written_at=said,
            content=row["content"],
        )
        page.objects.create(
            school_id=held.school_id,
            number=number,
            previous_hash=held.last_hash,
            page_hash=found,
            **row,
        )
        held.last_page, held.last_hash, held.last_at = number, found, row["written_at"]
        held.save()


def _rows(apps):
    receipts = apps.get_model("lessons", "Receipt").objects.order_by("sequence")
    files = apps.get_model("lessons", "ReceiptFile").objects.order_by("made_at")
    made = [
        _row(one, one, "answer", one.entry_hash, one.signed_at)
        for one in receipts.select_related("letter__dispatch")
    ] + [
        _row(one, one.receipt, "file", one.sha256, one.made_at)
        for one in files.select_related("receipt__letter__dispatch").defer("content")
    ]
    return sorted(made, key=lambda row: row["written_at"])


def _row(one, receipt, kind, content, at):
    return {
        "district_id": one.district_id,
        "school_id": receipt.letter.dispatch.school_id,
        "kind": kind,
        "receipt": receipt.pk,
        "content": content,
        "written_at": at,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0006_families_told"),
        ("schools", "0008_duty_line"),
    ]

    operations = [
        migrations.CreateModel(
            name="SchoolBook",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="schools.school",
                    ),
                ),
                ("last_page", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField(blank=True, null=True)),
                (
                    "last_hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookExport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("answers", models.PositiveIntegerField()),
                ("files", models.PositiveIntegerField()),
                ("last_page", models.PositiveIntegerField()),
                ("last_hash", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.district",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "school"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "month"), name="book_export_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BookPage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("answer", "一次回复"), ("file", "一份封签文件")], max_length=6
                    ),
                ),
                ("receipt", models.UUIDField()),
                ("content", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                ("previous_hash", models.CharField(max_length=64)),
                ("page_hash", models.CharField(max_length=64)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.district",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [models.Index(fields=["content"], name="book_page_content")],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "number"), name="book_page_once"),
                    models.UniqueConstraint(
                        fields=("receipt", "kind"), name="book_page_of_receipt"
                    ),
                ],
            },
        ),
        migrations.RunPython(begin_books, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]

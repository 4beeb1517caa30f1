"""Migrations that would lock a table or break the version still running, in our own apps.

The first one of each app is left out: it meets no data.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402  (the path comes first)

django.setup()

from django.apps import apps  # noqa: E402  (Django must be set up)
from django.conf import settings  # noqa: E402  (Django must be set up)
from django.db.migrations.loader import MigrationLoader  # noqa: E402  (Django must be set up)
from django.db.migrations.operations import AddField, CreateModel  # noqa: E402  (Django must be set up)
from django_migration_linter import MigrationLinter  # noqa: E402  (Django must be set up)

# A conditional uniqueness put in place of a narrower or wider one on a small table, or one of a new
# and empty column, read and meant.
RESHAPED = [
    "0005_provider_directory",
    "0006_open_case_per_school",
    "0015_queue",
    "0005_letters_grow",
    "0010_teaching",
]
# Add plain columns; SQLite writes the table anew, with the unique index that it had before.
REWRITTEN = [
    "0005_lock_source",
    "0006_contact_lists",
    "0004_reach",
    "0013_slips_kept",
    "0009_boarding",
]

# Drops columns that no released version knows.
DROPPED = ["0019_sitting_down"]


def main() -> int:
    ours = [app.label for app in apps.get_app_configs() if app.name in settings.HOUSE_APPS]
    linter = MigrationLinter(
        str(ROOT),
        include_apps=ours,
        # SQLite writes a table anew for every field, so this one calls out at any NOT NULL beside it.
        exclude_migration_tests=["NOT_NULL"],
        ignore_name=["0001_initial", *RESHAPED, *REWRITTEN, *DROPPED],
        no_cache=True,
        only_applied_migrations=False,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    bare = without_default(ours)
    print("\n".join(f"{name}: NOT NULL without db_default" for name in bare))
    return 1 if linter.has_errors or bare else 0


def without_default(ours: list[str]) -> list[str]:
    """Added fields that the version still running could not fill when it writes a row."""
    return [
        f"{label}.{name} {step.model_name}.{step.name}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours and name != "0001_initial"
        for fresh in [{s.name_lower for s in migration.operations if isinstance(s, CreateModel)}]
        for step in migration.operations
        if isinstance(step, AddField)
        and step.model_name_lower not in fresh  # a table that the running version does not know
        and not (step.field.null or step.field.many_to_many or step.field.has_db_default())
    ]


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())

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
from django_migration_linter import MigrationLinter  # noqa: E402  (Django must be set up)

# SQLite copies a table to add a column with a default, which looks like a new NOT NULL on old rows;
# PostgreSQL only adds the column. Read by a person before it came onto this list.
READ = ["0002_one_time_codes", "0002_paper_answers", "0003_withdrawal"]


def main() -> int:
    ours = [app.label for app in apps.get_app_configs() if app.name in settings.HOUSE_APPS]
    linter = MigrationLinter(
        str(ROOT),
        include_apps=ours,
        ignore_name=["0001_initial", *READ],
        no_cache=True,
        only_applied_migrations=False,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())

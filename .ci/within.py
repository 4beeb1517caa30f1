"""What the checks ask of the whole application, in one process: starting it costs the most."""

import sys

import lint_migrations  # sets Django up
from django.core.management import call_command

COMMANDS = (
    ("draw_matrix", "--check"),
    ("draw_events", "--check"),
    ("makemigrations", "--check", "--dry-run"),
)


def main() -> int:
    failed = 0
    for command in COMMANDS:
        try:
            call_command(*command)
        except SystemExit as stop:
            failed |= bool(stop.code)
        except Exception as error:
            print(f"{command[0]}: {error}")
            failed = 1
    return failed | lint_migrations.main()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python
"""The command-line door."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school_safety.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as trouble:
        sys.exit(f"The settings are not right:\n{trouble}")
    except OperationalError as trouble:
        sys.exit(f"The database does not answer:\n{trouble}".rstrip())


if __name__ == "__main__":
    main()

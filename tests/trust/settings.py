"""The server of the trust tests: the test settings, with real queued tasks for its workers."""

from school_safety.settings.test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

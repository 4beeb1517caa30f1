"""Where log lines go: to standard error, once; what they may say is web.logs's matter."""

from typing import Any

OURS = ("school_safety", "lessons", "surveys", "interventions")
QUIET = ("django", "django.server", "django_tasks")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"tactful": {"()": "school_safety.web.logs.Tactful"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "tactful"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        **{name: {"level": "INFO"} for name in OURS},
        **{name: {"level": "WARNING", "handlers": [], "propagate": True} for name in QUIET},
        "django_tasks_db": {"level": "ERROR"},  # it warns of every end
    },
}

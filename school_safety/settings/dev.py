"""The embedded demo and a developer's machine: everything it needs, it makes itself under DATA_DIR."""

from .base import *  # noqa: F403  (settings modules differ from base by design)
from .base import DATA_DIR, DATABASE_URL, MAILERS, STORAGES
from .environment import flag, text
from .keys import kept_secret

DEMO = flag("DEMO", default=True) and not DATABASE_URL
SECRET_KEY = text("SECRET_KEY") or kept_secret(DATA_DIR / "keys" / "secret.key")
VAULT_KEY_MAY_BE_MADE = True
ALLOWED_HOSTS = ["*"]
if not text("SMTP_HOST"):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
        }
    }
SMS_SENDER = text("SMS_SENDER") or "school_safety.notices.channels.senders.to_folder"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "school_safety.web.storage.QuickStorage"}}

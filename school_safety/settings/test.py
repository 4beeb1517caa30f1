"""Tests: a throw-away DATA_DIR, immediate tasks, cheap password hashing, no demo doors."""

import atexit
import os
import shutil
import tempfile

if "TEST_DATA_DIR" not in os.environ:
    # Before base is read: tests never see the folder of a running demo.
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="school-safety-test-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
else:
    os.environ["DATA_DIR"] = os.environ["TEST_DATA_DIR"]

from .base import *  # noqa: F403  (settings modules differ from base by design)
from .base import BASE_DIR, DATA_DIR, STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns about a missing folder

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-0123456789"  # noqa: S105  (tests)
VAULT_KEY_MAY_BE_MADE = True
UNSYNCED_DATABASE_ALLOWED = True  # the throw-away PostgreSQL does without fsync
# Beside the template database, whose data keys it wraps; both live and die with the cache.
VAULT_KEY_FILE = str(BASE_DIR / ".pytest_cache" / "keys" / "vault.key")
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
SMS_SENDER = "school_safety.notices.channels.senders.to_memory"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SEALING_KEY_FILE = str(DATA_DIR / "keys" / "sealing.p12")

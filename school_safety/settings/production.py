"""Production: PostgreSQL or a kept SQLite file, named keys, https, no demo."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403  (settings modules differ from base by design)
from .base import PUBLIC_URL, SECRET_KEY

DEMO = False
if not SECRET_KEY:
    message = "SECRET_KEY is missing: set it to 50 or more random characters (see .env.example)"
    raise ImproperlyConfigured(message)
if not PUBLIC_URL.startswith("https://") and "//localhost" not in PUBLIC_URL:
    message = "PUBLIC_URL must be https in production (http is allowed for localhost only)"
    raise ImproperlyConfigured(message)

SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the proxy redirects to https; HSTS is set from PUBLIC_URL
    "staticfiles.W004",  # the folder of built styles is made by build_static, before the first page
    "security.W021",  # preloading a domain is its owner's decision, not ours
]

"""Production: PostgreSQL or a kept SQLite file, named keys, https, no demo."""

import os

from django.core.exceptions import ImproperlyConfigured

from . import demands
from .base import *  # noqa: F403  (settings modules differ from base by design)
from .base import SECURE, TRUSTED_PROXY_COUNT
from .environment import flag

DEMO = False
if troubles := demands.troubles(os.environ, embedded=flag("EMBEDDED_DATABASE")):
    raise ImproperlyConfigured("\n".join(troubles))

ALLOWED_HOSTS = demands.hosts(os.environ)
if SECURE and TRUSTED_PROXY_COUNT:
    # Only where a proxy of ours stands in front; it must set or remove this header itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the proxy redirects to https; HSTS is set from PUBLIC_URL
    "staticfiles.W004",  # the folder of built styles is made by build_static, before the first page
    "security.W021",  # preloading a domain is its owner's decision, not ours
]

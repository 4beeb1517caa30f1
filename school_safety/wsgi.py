"""The WSGI door that granian opens."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school_safety.settings.production")

application = get_wsgi_application()

from school_safety.vault.startup import refuse_wrong_key  # noqa: E402  (Django must be set up)

refuse_wrong_key()

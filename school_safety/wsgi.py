"""The WSGI door that granian opens."""

import gc
import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school_safety.settings.production")

handler = get_wsgi_application()

from django.conf import settings  # noqa: E402  (Django must be set up)
from django.urls import get_resolver  # noqa: E402  (too)

from school_safety.vault.startup import refuse_wrong_key  # noqa: E402  (too)
from school_safety.web.kept import Shelf  # noqa: E402  (too)
from school_safety.web.lane import Lane  # noqa: E402  (too)

refuse_wrong_key()
get_resolver().url_patterns  # noqa: B018  (every view is loaded now, not by the first visitor)


def _fetch_what_seals() -> None:
    """Two seconds of loading that the first family to sign would else wait for.

    All that is loaded stays: looking through it for garbage, now and then, held up a whole class
    for a quarter of a second.
    """
    from school_safety.documents import signer  # noqa: F401  (loading it is the point)

    gc.freeze()


Thread(target=_fetch_what_seals, name="seal", daemon=True).start()

application = Shelf(Lane(handler, width=settings.LANES))

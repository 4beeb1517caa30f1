"""The floor of reading: a plain Wagtail page of fifteen blocks, and nothing around it.

With KEPT it stands behind Django's per-site cache in the memory of its process. Served by the same
server, on the same machine, in the same run as our own lesson page, which is told as a multiple.

    FLOOR=store.sqlite3 python -m granian --interface wsgi floor_page:application
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

BLOCKS, TIMES = 15, 20
AROUND = ("django.middleware.cache.UpdateCacheMiddleware",) if os.environ.get("KEPT") else ()
WITHIN = ("django.middleware.cache.FetchFromCacheMiddleware",) if os.environ.get("KEPT") else ()
PAGE = (
    "{% load wagtailcore_tags %}<!doctype html><html><head><title>{{ page.title }}</title></head>"
    "<body><h1>{{ page.title }}</h1>{% for block in page.body %}{% include_block block %}"
    "{% endfor %}</body></html>"
)
PART = (
    "{% load wagtailcore_tags %}<section><h2>{{ value.heading }}</h2>{% include_block value.text %}"
    "</section>"
)
TEXTS = {"page.html": PAGE, "part.html": PART}

settings.configure(
    SECRET_KEY="floor",  # noqa: S106  (guards nothing)
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[
        *AROUND,
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.middleware.security.SecurityMiddleware",
        *WITHIN,
    ],
    INSTALLED_APPS=[
        __name__,
        "wagtail.sites",
        "wagtail.users",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "taggit",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["FLOOR"],
            "CONN_MAX_AGE": None,
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [
                            ("django.template.loaders.locmem.Loader", TEXTS),
                            "django.template.loaders.app_directories.Loader",
                        ],
                    )
                ],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
    WAGTAIL_SITE_NAME="floor",
    WAGTAILADMIN_BASE_URL="http://localhost",
    STATIC_URL="/static/",
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command  # noqa: E402  (the settings come first)
from django.db import connection  # noqa: E402  (as above)
from django.http import HttpResponse  # noqa: E402  (as above)
from django.urls import include, path  # noqa: E402  (as above)
from wagtail import blocks  # noqa: E402  (as above)
from wagtail.fields import StreamField  # noqa: E402  (as above)
from wagtail.models import Page, Site  # noqa: E402  (as above)
from wagtail.rich_text import RichText  # noqa: E402  (as above)

new = "wagtailcore_page" not in connection.introspection.table_names()
if new:
    call_command("migrate", verbosity=0)  # before there is a model without migrations


class Part(blocks.StructBlock):
    """A heading and a paragraph."""

    heading = blocks.CharBlock()
    text = blocks.RichTextBlock()

    class Meta:
        template = "part.html"


class PlainPage(Page):
    """So many parts, one below the other."""

    body = StreamField([("part", Part())])
    template = "page.html"


urlpatterns = [
    path("healthz", lambda _request: HttpResponse("ok")),
    path("", include("wagtail.urls")),
]


def stand() -> None:
    """Its table, and the page two steps below the root of the only site, as ours."""
    with connection.schema_editor() as editor:
        editor.create_model(PlainPage)
    text = "<p>" + "Somebody at home knows what to do next. " * TIMES + "</p>"
    body = [("part", {"heading": f"Step {n}", "text": RichText(text)}) for n in range(BLOCKS)]
    above = Site.objects.get().root_page.add_child(instance=PlainPage(title="Above", slug="above"))
    above.add_child(instance=PlainPage(title="A plain page", slug="plain", body=body))


if new:
    stand()
application = get_wsgi_application()

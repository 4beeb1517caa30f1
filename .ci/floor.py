"""The floor of a journey: a twenty-item Django form that stores a row, and nothing else.

Served by the same server, on the same machine, in the same run as our own door: what our door costs
is told as a multiple of this. No slip, no score, no flag, no audit, no encryption.

    FLOOR=store.sqlite3 python -m granian --interface wsgi floor:application
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

ITEMS, CHOICES = 20, 4

settings.configure(
    SECRET_KEY="floor",  # noqa: S106  (guards nothing)
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["FLOOR"],
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
            },
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django import forms  # noqa: E402  (the settings come first)
from django.db import connection, models  # noqa: E402  (as above)
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402  (as above)
from django.template import RequestContext, Template  # noqa: E402  (as above)
from django.urls import path  # noqa: E402  (as above)

NAMES = [f"item_{n}" for n in range(ITEMS)]
PAGE = Template(
    '<!doctype html><title>Floor</title><form method="post">{% csrf_token %}'
    "{% for name in names %}<fieldset><legend>How often was it so in the last year?</legend>"
    "{% for choice in choices %}<label><input type=radio name={{ name }} value={{ choice }}>"
    "Sometimes</label>{% endfor %}</fieldset>{% endfor %}<button>Send</button></form>"
)


class Answer(models.Model):
    """Twenty digits and when they came."""

    digits = models.CharField(max_length=ITEMS)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"

    def __str__(self):
        return self.digits


class Form(forms.Form):
    """Twenty choices, each of which must be made."""

    locals().update(
        {name: forms.ChoiceField(choices=[(str(n), n) for n in range(CHOICES)]) for name in NAMES}
    )


def form(request):
    if request.method == "POST":
        given = Form(request.POST)
        if given.is_valid():
            Answer.objects.create(digits="".join(given.cleaned_data[name] for name in NAMES))
            return HttpResponseRedirect("/thanks/")
        return HttpResponse(str(given.errors), status=422)
    context = {"names": NAMES, "choices": range(CHOICES)}
    return HttpResponse(PAGE.render(RequestContext(request, context)))


urlpatterns = [
    path("", form),
    path("thanks/", lambda _request: HttpResponse("<!doctype html>Thank you")),
    path("healthz", lambda _request: HttpResponse("ok")),
]
if "floor_answer" not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Answer)
application = get_wsgi_application()

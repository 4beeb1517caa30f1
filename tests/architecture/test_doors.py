"""Every URL has a gate; what we do not own is listed with the reason."""

import importlib

import pytest
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from school_safety.access.matrix import MATRIX
from school_safety.access.permissions import Permission
from tests.architecture import source

# Doors of other packages, and who guards them.
FOREIGN = {
    "allauth": "sign-in itself: it must be open to whoever is not signed in yet",
    "wagtail.admin": "Wagtail asks its own permission; no row above S0 lives there",
    "wagtail.contrib": "part of Wagtail's admin",
    "wagtail.snippets": "part of Wagtail's admin",
    "wagtail.images": "part of Wagtail's admin; pictures of lessons are public",
    "wagtail.documents": "serves by collection privacy",
    "wagtail.users": "part of Wagtail's admin",
    "wagtail.sites": "part of Wagtail's admin",
    "wagtail.locales": "part of Wagtail's admin",
    "wagtail.embeds": "part of Wagtail's admin",
    "wagtail.views": "pages are content (S0); the letters root is behind a restriction",
    "wagtail.utils": "part of Wagtail's admin",
    "wagtail.search": "part of Wagtail's admin",
    "wagtail.api": "part of Wagtail's admin",
    "wagtail_localize": "part of Wagtail's admin",
    "django.views.generic.base": "redirects of the above",
    "django.contrib.auth.views": "part of Wagtail's admin",
    "django.views.i18n": "the script catalogue of Wagtail's admin",
    "django.views.static": "files, in development only",
}


def walk(resolver: URLResolver, prefix: str = ""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def doors():
    """All of them, those of the demo too."""
    module = importlib.import_module("school_safety.urls")
    with override_settings(DEMO=True):
        found = list(walk(URLResolver(get_resolver().pattern, importlib.reload(module))))
    importlib.reload(module)
    return found


def is_ours(view) -> bool:
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return module.split(".")[0] in source.PRODUCT


def test_every_door_of_ours_has_a_gate():
    open_doors = [f"/{path}" for path, view in doors() if is_ours(view) and not _gated(view)]
    assert open_doors == []


def test_every_door_of_others_is_known():
    unknown = {
        f"{view.__module__} /{path}"
        for path, view in doors()
        if not is_ours(view) and not view.__module__.startswith(tuple(FOREIGN))
    }
    assert unknown == set()


def test_every_door_of_ours_has_a_name():
    nameless = [
        str(entry.pattern)
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver)
        for entry in resolver.url_patterns
        if isinstance(entry, URLPattern) and is_ours(entry.callback) and not entry.name
    ]
    assert nameless == []


@pytest.mark.parametrize("verb", list(Permission), ids=str)
def test_every_verb_is_granted_to_someone(verb):
    assert any(verb in verbs for verbs in MATRIX.values())


def _gated(view) -> bool:
    """On the view itself, or on the class a Wagtail viewset wraps."""
    return hasattr(view, "gate") or hasattr(getattr(view, "view_class", None), "gate")

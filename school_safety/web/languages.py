"""Two languages: which one a request speaks, and where the other one is."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, UUIDField
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from school_safety.storage.prepared import Prepared

OTHER = {"zh-hans": "en", "en": "zh-hans"}
WORD = {"en": "English", "zh-hans": "中文"}
SHORT = {"en": "EN", "zh-hans": "中文"}
TWIN = Prepared(
    lambda key, code: Page.objects.order_by().filter(
        translation_key=key, locale__language_code=code, live=True
    ),
    key=(UUIDField(), UUID(int=26)),
    code=(CharField(), "\x1a"),
)


def known(code: str | None) -> str:
    """The code if we speak it, else nothing."""
    return code if code in OTHER else ""


def of_path(path: str) -> str:
    """/zh-hans/… and /en/… name their language."""
    return known(path.split("/", 2)[1] if path.startswith("/") else "")


def of_request(request: HttpRequest) -> str:
    """Address, then cookie, then account, then Chinese."""
    chosen = of_path(request.path_info) or known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    if not chosen and settings.SESSION_COOKIE_NAME in request.COOKIES:
        chosen = known(getattr(request.user, "language", ""))
    return chosen or settings.LANGUAGE_CODE


def other(request: HttpRequest | None, page: Any, *, short: bool = False) -> dict[str, object]:
    """What the switch shows: a link for a page with a language in its address, else a form."""
    code = OTHER.get(translation.get_language() or "", "en")
    translated = ""
    if request is not None and of_path(request.path):
        translated = _translated(request, page, code)
    return {
        "code": code,
        "short": short,
        "word": (SHORT if short else WORD)[code],
        "translated": translated,
        "next": request.get_full_path() if request is not None else "/",
    }


def _translated(request: HttpRequest, page: Any, code: str) -> str:
    if isinstance(page, Page):
        there = TWIN.first(key=page.translation_key, code=code)
        if there is not None:
            return there.get_url(request) or f"/{code}/"
    return f"/{code}/"


def name_of(unit: Any) -> str:
    """The English name of a school or a provider for readers of English, where it has one."""
    return (translation.get_language() == "en" and unit.name_en) or unit.name

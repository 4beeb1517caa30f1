"""The words of a message, in one language. What may stand in them is decided here."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from school_safety.accounts import challenges

from .kinds import KINDS
from .models import Notice

ALLOWED = frozenset({"url", "district", "school", "count", "on", "code"})


def context_of(notice: Notice, language: str) -> dict[str, object]:
    """Link, district, school, count, day, one-time code: nothing else goes into a message."""
    return {
        "url": urljoin(settings.PUBLIC_URL, path_of(notice)),
        "district": _called(notice.district, language),
        "school": _called(notice.school, language) if notice.school else "",
        "count": notice.count,
        "on": notice.on,
        "code": challenges.code_of(notice.about_id) if KINDS[notice.kind].one_time else "",
    }


def path_of(notice: Notice) -> str:
    """Where the message leads; the inbox where that place no longer exists."""
    try:
        return reverse(notice.url_name, args=notice.url_args)
    except NoReverseMatch:
        return reverse("notices:notice_list")


def subject(notice: Notice, language: str) -> str:
    """One line."""
    return " ".join(_rendered("subject", notice, language).split())


def body(notice: Notice, language: str) -> str:
    """Plain text."""
    return _rendered("body", notice, language).strip() + "\n"


def short(notice: Notice, language: str) -> str:
    """One line for a telephone's screen: its own, or the one that says only that something waits."""
    family = KINDS[notice.kind].family(safety=notice.safety)
    names = [f"notices/{notice.kind}/sms.txt", f"notices/short_{family}.txt"]
    return " ".join(_filled(names, notice, language).split())


def line(notice: Notice, language: str) -> str:
    """Subject and link, for messengers."""
    return f"{subject(notice, language)}\n{context_of(notice, language)['url']}"


def _rendered(part: str, notice: Notice, language: str) -> str:
    return _filled([f"notices/{notice.kind}/{part}.txt"], notice, language)


def _filled(names: list[str], notice: Notice, language: str) -> str:
    with translation.override(language):
        return render_to_string(names, context_of(notice, language))


def _called(unit, language: str) -> str:
    return (unit.name_en or unit.name) if language == "en" else unit.name

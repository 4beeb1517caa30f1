"""Where somebody is signed in: what a session knows of itself, and how it is ended from afar.

No address is kept, and of the browser only its kind: enough to say "that is not mine".
"""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school_safety.audit.events import ground as events
from school_safety.vault.lookup import keyed_hash
from school_safety.volatile.sessions import end_session, sessions_of

from .memory import remember

BEGAN, SEEN, BROWSER = "began", "seen", "browser"
SCHOOLS = "school"  # a device of the school's, in the lobby
STALE = 30  # seconds between two marks: a page and its pictures write once

# The first that is found in the browser's own description; most call themselves several things.
BROWSERS = (
    ("MicroMessenger", "wechat", _("微信")),
    ("DingTalk", "dingtalk", _("钉钉")),
    ("Edg", "edge", _("Edge 浏览器")),
    ("Firefox", "firefox", _("Firefox 浏览器")),
    ("Chrome", "chrome", _("Chrome 浏览器")),
    ("Safari", "safari", _("Safari 浏览器")),
)
MACHINES = (
    ("iPad", "ipad", _("iPad")),
    ("iPhone", "iphone", _("苹果手机")),
    ("Android", "android", _("安卓手机或平板")),
    ("Windows", "windows", _("Windows 电脑")),
    ("Macintosh", "mac", _("苹果电脑")),
    ("Linux", "linux", _("Linux 电脑")),
)
WORDS: dict[str, str | Promise] = {code: word for _mark, code, word in (*BROWSERS, *MACHINES)}


@dataclass(frozen=True)
class Device:
    """One live sign-in. `handle` stands for the session's key, which no page may show."""

    handle: str
    browser: str | Promise
    machine: str | Promise
    began: datetime | None
    seen: datetime | None
    here: bool


def mark(session: MutableMapping[str, Any], agent: str) -> None:
    """This session is in use; what it began with stays."""
    now = time.time()
    session.setdefault(BEGAN, now)
    session.setdefault(BROWSER, kind_of(agent))
    if now - session.get(SEEN, 0) >= STALE:
        session[SEEN] = now


def kind_of(agent: str) -> str:
    """Two short codes out of the long description that a browser sends: "edge windows"."""
    found = (
        next((code for mark, code, _word in table if mark in agent), "-")
        for table in (BROWSERS, MACHINES)
    )
    return " ".join(found)


def words_of(kind: str) -> str:
    """The same in words, the machine first: "安卓手机或平板，微信"."""
    if kind == SCHOOLS:
        return gettext("学校里给家长用的设备")
    browser, _blank, machine = kind.partition(" ")
    known = [str(WORDS[code]) for code in (machine, browser) if code in WORDS]
    if len(known) == 2:
        return gettext("%(machine)s，%(browser)s") % {"machine": known[0], "browser": known[1]}
    return known[0] if known else gettext("认不出的设备")


def devices_of(user: Any, *, here: str | None) -> list[Device]:
    """Every live sign-in of this person, this one first, then the last seen."""
    rows = [_device(key, data, here) for key, data in sessions_of(user.pk)]
    latest = datetime.min.replace(tzinfo=UTC)
    return sorted(rows, key=lambda row: (row.here, row.seen or latest), reverse=True)


@transaction.atomic
def end_device(*, user: Any, handle: str, by: Any, at: datetime) -> bool:
    """End one sign-in of this person; unknown handles, also other people's, end nothing."""
    key = next((key for key, _data in sessions_of(user.pk) if _handle(key) == handle), None)
    if key is None:
        return False
    remember(events.SESSION_ENDED, user, by=by, at=at)
    transaction.on_commit(lambda: end_session(key))
    return True


def _device(key: str, data: dict[str, Any], here: str | None) -> Device:
    browser, _blank, machine = str(data.get(BROWSER, "")).partition(" ")
    return Device(
        handle=_handle(key),
        browser=WORDS.get(browser, _("浏览器")),
        machine=WORDS.get(machine, _("别的设备")),
        began=_moment(data.get(BEGAN)),
        seen=_moment(data.get(SEEN)),
        here=key == here,
    )


def _handle(key: str) -> str:
    return keyed_hash("session", key)[:24]


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None

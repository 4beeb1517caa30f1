"""Questions to 企业微信: its token, one account, its departments, a department's students.

https://developer.work.weixin.qq.com/document/path/91039 (gettoken), /92337 (user/get), /92338
(user/list), /92343 (department/list). Whatever it answers, what comes back is a value or `Trouble`.
"""

import json
import time
from typing import Any

import requests

from . import records
from .lists import ContactList
from .records import Child, Department, Garbled, Grown

SECONDS = (4, 8)  # to connect, to answer
MOST_BYTES = 16 * 1024 * 1024
STALE = frozenset({40014, 42001, 41001})  # the token: taken away, too old
GONE = frozenset({60111, 40003})  # no such account
BUSY = frozenset({45009, 45033, -1})  # too many questions; ask nothing more for now
CLOSED = frozenset({40001, 40013, 40091})  # corp id or secret
FORBIDDEN = frozenset({48002, 48001, 60011, 60020, 301002, 60123})  # the application's rights
EARLY = 300  # seconds before its end at which a token is not used any more

_tokens: dict[tuple[str, str, str], tuple[str, float]] = {}


class Trouble(Exception):
    """No answer that can be used: a short code, and whether asking on is any use now."""

    def __init__(self, code: str, *, stop: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.stop = stop


class Asking:
    """One conversation; the token is shared by all of this process."""

    def __init__(self, to: ContactList) -> None:
        self.to = to
        self.place = (to.base, to.corp, to.secret)
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy or .netrc sees the token

    def account(self, name: str) -> Child | Grown | None:
        """A student or a parent; None where there is none of that name (any more)."""
        told = self._ask("school/user/get", userid=name)
        return None if told is None else self._read(records.account, told)

    def departments(self) -> dict[int, Department]:
        """The whole tree."""
        return self._read(records.departments, self._ask("school/department/list") or {})

    def students(self, department: int) -> list[Child]:
        """Who is in this class."""
        told = self._ask("school/user/list", department_id=str(department))
        return self._read(records.children, told or {"students": []})

    def _read(self, reader: Any, told: dict[str, Any]) -> Any:
        try:
            return reader(told)
        except Garbled as error:
            code = "answer_odd"
            raise Trouble(code) from error

    def _ask(self, path: str, **asked: str) -> dict[str, Any] | None:
        for fresh in (False, True):
            told = self._get(path, access_token=self._token(fresh=fresh), **asked)
            code = told.get("errcode", 0)
            if code not in STALE:
                break
        if code in GONE:
            return None
        if code:
            raise _trouble(code)
        return told

    def _token(self, *, fresh: bool) -> str:
        token, until = _tokens.get(self.place, ("", 0.0))
        if token and not fresh and time.monotonic() < until:
            return token
        told = self._get("gettoken", corpid=self.to.corp, corpsecret=self.to.secret)
        if told.get("errcode", 0):
            raise _trouble(told["errcode"])
        given, seconds = told.get("access_token"), told.get("expires_in")
        if not isinstance(given, str) or not given:
            code = "answer_odd"
            raise Trouble(code, stop=True)
        lasts = (seconds if isinstance(seconds, int) else 0) - EARLY
        _tokens[self.place] = (given, time.monotonic() + max(0, lasts))
        return given

    def _get(self, path: str, **asked: str) -> dict[str, Any]:
        url = f"{self.to.base}/cgi-bin/{path}"
        try:
            with self.session.get(
                url, params=asked, timeout=SECONDS, stream=True, allow_redirects=False
            ) as answer:
                content = answer.raw.read(MOST_BYTES + 1, decode_content=True)
                status = answer.status_code
        except (requests.RequestException, OSError, ValueError) as error:
            code = "silent"
            raise Trouble(code, stop=True) from error.with_traceback(None)
        if status != 200:
            code = "silent"
            raise Trouble(code, stop=status >= 500)
        return _json(content)


def _json(content: bytes) -> dict[str, Any]:
    code = "answer_odd"
    if len(content) > MOST_BYTES:
        raise Trouble(code)
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Trouble(code) from error
    if not isinstance(told, dict) or not isinstance(told.get("errcode", 0), int):
        raise Trouble(code)
    return told


def _trouble(code: int) -> Trouble:
    for word, codes in (
        ("busy", BUSY | STALE),
        ("secret_wrong", CLOSED),
        ("not_allowed", FORBIDDEN),
    ):
        if code in codes:
            return Trouble(word, stop=True)
    return Trouble("answer_odd")

"""A student at a computer: enters by slip, answers, hands in, and never gives up."""

import contextlib
import http.client
import json
import re
import threading
from collections.abc import Callable
from urllib.parse import urlencode

ANSWERS = "111111110"
KEY = re.compile(r'name="key" value="([^"]+)"')


class Away(Exception):
    """No answer, or one that is no answer: try again later."""


class Pupil:
    """One browser: cookies, the page's key, and the receipts it was given."""

    def __init__(self, port: int, token: str, answers: str = ANSWERS) -> None:
        self.port, self.token, self.answers = port, token, answers
        self.cookies: dict[str, str] = {}
        self.key = ""
        self.receipts: list[str] = []

    def enter(self) -> None:
        """Look at the slip, begin, and read the key from the last page."""
        self.get(f"/s/{self.token}/")
        status, _ = self.post(f"/s/{self.token}/")
        if status != 302:
            message = f"the slip was refused: {status}"
            raise Away(message)
        status, page = self.get("/answer/check/")
        found = KEY.search(page)
        if status != 200 or found is None:
            message = f"no last page: {status}"
            raise Away(message)
        self.key = found[1]

    def save(self, revision: int) -> int:
        fields = {"answers": self.answers, "seconds": "", "revision": revision}
        return self.post("/answer/save/", fields)[0]

    def submit(self) -> str:
        """One try; the receipt, or Away."""
        fields = {"key": self.key, "answers": self.answers, "seconds": ""}
        status, body = self.post("/answer/submit/", fields)
        if status != 200:
            message = f"not taken: {status}"
            raise Away(message)
        receipt = json.loads(body)["receipt"]
        self.receipts.append(receipt)
        return receipt

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict | None = None) -> tuple[int, str]:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrf", "")}
        return self._ask("POST", path, urlencode({**token, **(fields or {})}))

    def _ask(self, verb: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {
            "Accept": "application/json, text/html",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            with contextlib.closing(asked):
                asked.request(verb, path, body, headers)
                with asked.getresponse() as reply:
                    text = reply.read().decode()
                    if reply.length is None and not reply.chunked:
                        raise http.client.IncompleteRead(b"")  # cut off among its headers
        except (OSError, http.client.HTTPException) as error:
            raise Away from error
        for name, value in reply.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        return reply.status, text


def until(over: threading.Event, deed: Callable[[], object], pause: float = 0.1) -> None:
    """Try again until it works or the lesson is over."""
    while not over.is_set():
        with contextlib.suppress(Away):
            deed()
            return
        over.wait(pause)

"""A school at once: so many students in a minute, while counselors browse. Arrival times are fixed
beforehand, so that a slow server shows as lateness and not as fewer requests.

    python tests/trust/load.py http://127.0.0.1:8000 --slips manifest.json --students 2000

`--slips`: the demo's manifest, or a text file with a slip's token or address per line. `--staff`: the
value of a signed-in session's cookie, once per counselor. Times are from the planned moment to the
last byte of the reply, in milliseconds.
"""

import argparse
import asyncio
import gzip
import json
import random
import re
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

KEY = re.compile(r'data-key="([^"]+)"')
PAGE = re.compile(r'<script id="page" type="application/json">(.*?)</script>', re.DOTALL)
# What one student does, and how many seconds after she came.
STEPS = (
    ("slip", 0.0), ("seat", 1.5), ("page", 1.6), ("save 1", 6.0), ("save 2", 10.0),
    ("save 3", 14.0), ("submit", 18.0), ("thanks", 18.1),
)  # fmt: skip
STAFF = ("/staff/", "/staff/triage/", "/staff/cases/", "/staff/waves/")
LIMITS = {"all": (0.95, 500), "all ": (0.99, 1500), "submit": (0.99, 2000), "staff": (0.95, 1000)}
PATIENCE = 60.0
SCHOOLS = 4  # each behind an address of its own, where the server is on this machine
YES = 0.3  # of every answer: about one student in seventeen then says yes to five of eight


@dataclass
class Report:
    """Times by step, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def share(self, step: str, part: float) -> float:
        """The time within which this part of the requests was answered."""
        rows = self.all() if step.strip() == "all" else self.times.get(step, [])
        if len(rows) < 2:
            return rows[0] if rows else 0.0
        return statistics.quantiles(rows, n=1000, method="inclusive")[round(part * 1000) - 1]

    def all(self) -> list[float]:
        """Every request of a student."""
        return [time for step, rows in self.times.items() if step != "staff" for time in rows]

    def lines(self) -> list[str]:
        """The table."""
        told = [f"{'':<8}{'requests':>9}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}  ms"]
        for step in ("all", *self.times):
            rows = self.all() if step == "all" else self.times[step]
            parts = "".join(f"{self.share(step, part):>8.0f}" for part in (0.5, 0.95, 0.99))
            told.append(f"{step:<8}{len(rows):>9}{parts}{max(rows, default=0):>8.0f}")
        told += [f"{len(self.errors)} errors", *sorted(set(self.errors))[:5]]
        for step, (part, limit) in LIMITS.items():
            found = self.share(step, part)
            mark = "ok" if found <= limit else "OVER"
            told.append(
                f"{step.strip()} p{part * 100:.0f} {found:.0f} ms, limit {limit} ms  {mark}"
            )
        return told


class Browser:
    """One connection, kept alive; cookies; replies unpacked."""

    def __init__(self, host: str, port: int, *, school: int = 0) -> None:
        self.host, self.port = host, port
        self.source = (f"127.0.0.{school + 1}", 0) if host.startswith("127.") else None
        self.cookies: dict[str, str] = {}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, verb: str, path: str, fields: dict | None = None) -> tuple[int, str, str]:
        """Status, text and where it leads."""
        form = {"csrfmiddlewaretoken": self.cookies.get("csrf", ""), **(fields or {})}
        body = urlencode(form) if verb == "POST" else ""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{verb} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: {cookies}\r\n"
            "Accept: application/json, text/html\r\nAccept-Encoding: gzip\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        for again in (True, False):
            try:
                return await asyncio.wait_for(self._exchange((head + body).encode()), PATIENCE)
            except (OSError, asyncio.IncompleteReadError):
                self.close()  # an idle connection may have been shut: once more on a new one
                if not again:
                    raise
        raise OSError

    async def _exchange(self, request: bytes) -> tuple[int, str, str]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                self.host, self.port, local_addr=self.source
            )
        assert self.reader is not None
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        named = [(n.lower(), v.strip()) for n, _, v in (line.partition(":") for line in head[1:])]
        for name, value in named:
            if name == "set-cookie":
                cookie, _, rest = value.partition("=")
                if "max-age=0" in rest.lower():
                    self.cookies.pop(cookie, None)
                else:
                    self.cookies[cookie] = rest.partition(";")[0].strip('"')
        told = dict(named)
        body = await self._body(told)
        if told.get("connection", "").lower() == "close":
            self.close()
        if told.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return int(head[0].split()[1]), body.decode(errors="replace"), told.get("location", "")

    async def _body(self, told: dict[str, str]) -> bytes:
        assert self.reader is not None
        if told.get("transfer-encoding", "").lower() != "chunked":
            return await self.reader.readexactly(int(told.get("content-length", 0)))
        parts = []
        while size := int((await self.reader.readline()).split(b";")[0], 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readline()
        await self.reader.readline()
        return b"".join(parts)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


class Visit:
    """One student's steps; each reply is used by the next."""

    def __init__(self, browser: Browser, token: str, chance: random.Random) -> None:
        self.browser, self.token, self.chance = browser, token, chance
        self.key, self.answers, self.thanks = "", "", ""

    async def step(self, name: str) -> int:
        """The status of this step's reply."""
        ask = self.browser.ask
        if name == "slip":
            return (await ask("GET", f"/s/{self.token}/"))[0]
        if name == "seat":
            return (await ask("POST", f"/s/{self.token}/"))[0]
        if name == "page":
            status, page, _ = await ask("GET", "/answer/")
            if status == 200:
                self.key = KEY.search(page)[1]  # type: ignore[index]  # without: an error
                rows = json.loads(PAGE.search(page)[1])["rows"]  # type: ignore[index]  # too
                self.answers = "".join(self.chance.choices("01", (1 - YES, YES), k=len(rows)))
            return status
        fields = {"answers": self.answers, "seconds": "", "key": self.key}
        if name == "submit":
            status, reply, _ = await ask("POST", "/answer/submit/", fields)
            self.thanks = json.loads(reply)["url"] if status == 200 else ""
            return status
        if name == "thanks":
            return (await ask("GET", self.thanks or "/none/"))[0]
        return (await ask("POST", "/answer/save/", {**fields, "revision": name[-1]}))[0]


async def _timed(report: Report, step: str, planned: float, work) -> bool:
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(max(0.0, planned - clock()))
    try:
        status = await work
    except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError, TypeError) as error:
        report.errors.append(f"{step}: {type(error).__name__}")
        return False
    report.times[step].append((clock() - planned) * 1000)
    if status not in {200, 204, 302}:
        report.errors.append(f"{step}: {status}")
    return status in {200, 204, 302}


async def _student(report: Report, visit: Visit, begins: float) -> None:
    for name, after in STEPS:
        if not await _timed(report, name, begins + after, visit.step(name)):
            break
    visit.browser.close()


async def _counselor(report: Report, browser: Browser, begins: float, ends: float) -> None:
    async def page(path: str) -> int:
        return (await browser.ask("GET", path))[0]

    planned, number = begins, 0
    while planned < ends:
        await _timed(report, "staff", planned, page(STAFF[number % len(STAFF)]))
        planned, number = planned + 2.0, number + 1
    browser.close()


async def run(
    address: str, tokens: list[str], *, seconds: float, staff: list[str], cookie: str, seed: int = 7
) -> Report:
    """The whole storm; `tokens` arrive evenly at random over so many seconds."""
    at = urlsplit(address)
    host, port = at.hostname or "127.0.0.1", at.port or 80
    chance, report = random.Random(seed), Report()  # noqa: S311  (arrivals)
    begins = asyncio.get_running_loop().time() + 1.0
    ends = begins + seconds + STEPS[-1][1]
    work = []
    for number, token in enumerate(tokens):
        visit = Visit(Browser(host, port, school=number % SCHOOLS), token, chance)
        work.append(_student(report, visit, begins + chance.random() * seconds))
    for number, value in enumerate(staff):
        browser = Browser(host, port)
        browser.cookies[cookie] = value
        work.append(_counselor(report, browser, begins + number * 0.4, ends))
    await asyncio.gather(*work)
    return report


def tokens_in(path: Path) -> list[str]:
    """From a manifest, or one a line."""
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        lines = [each.get("slip_url") or "" for each in json.loads(text)["students"]]
    else:
        lines = text.split()
    return [line.rstrip("/").rpartition("/")[2] for line in lines if line]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    asked.add_argument("address")
    asked.add_argument("--slips", type=Path, required=True)
    asked.add_argument("--students", type=int, default=2000)
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--staff", action="append", default=[])
    asked.add_argument("--cookie", default="session")
    given = asked.parse_args()
    tokens = tokens_in(given.slips)[: given.students]
    storm = run(
        given.address, tokens, seconds=given.seconds, staff=given.staff, cookie=given.cookie
    )
    report = asyncio.run(storm)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    sys.exit(1 if report.errors else 0)


if __name__ == "__main__":
    main()

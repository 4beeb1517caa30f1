"""A student's journey through the real server, beside the floor: the same server with a bare form.

Each is asked by 32 students at once, as the peers were, and both in turns, so that a machine that
slows down slows both. A turn is two waves of students, for both: when the first of one wave are done
the next come in, as in a school, and not all of them write at the same moment. Slips are used up,
so our server begins several times, each time with a fresh copy of the data. The limits in
milliseconds are those of the machine that they were set on; what may be compared is the multiple
of the floor.
"""

import asyncio
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251  (answers of nobody)
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from bench import ROOT, row, table, until_page
from bench_inside import client_of

from tests.trust.load import Browser, Visit
from tests.trust.server import descendants

WARM, STUDENTS = 6, 60
BEGINNINGS, AT_ONCE, TURN, BARE = 4, 32, 64, 160
QUIET = 10.0  # milliseconds of processor time in half a second
OURS = ("slip", "seat", "page", "submit", "thanks")
# PERFORMANCE: a minimal Django form took 4.1 ms, 394 a second and 144 ms for 95 of 100 there; ours may
# take 10, 170 and 300
TIMES, SHARE, SLOWEST = 10 / 4.1, 394 / 170, 300 / 144
EACH_SERVER = ("--workers", "2", "--blocking-threads", "2")  # one per core
GRANIAN = ("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--log-level", "warning")


def inside(handler: Any) -> None:
    """Each step in one process, without the server: slip, seat, questions, three autosaves, handing in."""
    steps: dict[str, list[float]] = defaultdict(list)
    for number, token in enumerate(tokens(WARM + STUDENTS)):
        taken = one_journey(handler, token)
        if number >= WARM:
            for step, cost in taken.items():
                steps[step].append(cost)
    count = len(next(iter(steps.values()), []))
    table(
        f"A student's journey by its steps, in one process: processor time, median of {count} students"
    )
    for step, costs in steps.items():
        row(step, median(costs) * 1000, None, "ms", 1)
    whole = [sum(costs) for costs in zip(*steps.values(), strict=True)]
    saves = [sum(costs) for costs in zip(*(steps[f"save {n}"] for n in (1, 2, 3)), strict=True)]
    row("the journey with three autosaves", median(whole) * 1000, None, "ms", 1)
    bare = [all_ - some for all_, some in zip(whole, saves, strict=True)]
    row("the journey without them", median(bare) * 1000, None, "ms", 1)


def tokens(count: int) -> list[str]:
    from django.utils import timezone

    from surveys.actions import slips
    from surveys.models import Invitation

    now = timezone.now()
    found = Invitation.objects.filter(
        state="issued",
        wave__status="open",
        sitting__opens_at__lte=now,
        sitting__closes_at__gt=now,
    )
    return [slips.token_of(slip) for slip in found[:count]]


def one_journey(handler: Any, token: str) -> dict[str, float]:
    client, taken = client_of(handler), {}

    def step(name: str, verb: str, path: str, fields: dict | None = None) -> Any:
        form = {
            "content_type": "application/x-www-form-urlencoded",
            "data": urlencode(fields or {}),
        }
        began = time.process_time()
        answer = getattr(client, verb)(path, **(form if verb == "post" else {}))
        taken[name] = time.process_time() - began
        if answer.status_code >= 400:
            raise SystemExit(f"{name} was answered {answer.status_code}")
        return answer

    step("slip", "get", f"/s/{token}/")
    step("seat", "post", f"/s/{token}/")
    page = step("questions", "get", "/answer/").content.decode()
    key = re.search(r'data-key="([^"]+)"', page)[1]
    state = json.loads(re.search(r'<script id="page"[^>]*>(.*?)</script>', page)[1])
    answers = {"answers": "1" * len(state["rows"]), "seconds": ""}
    for number in (1, 2, 3):
        step(f"save {number}", "post", "/answer/save/", {**answers, "revision": number})
    thanks = step("hand in", "post", "/answer/submit/", {"key": key, **answers})
    step("thanks", "get", thanks.url)
    return taken


@dataclass
class Side:
    """One of the two servers, and what a visit to it is."""

    port: int
    process: subprocess.Popen
    visits: list[Callable[[], Coroutine[Any, Any, None]]]
    costs: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def processor(self) -> float:
        """Milliseconds of processor time, all threads of all its processes."""
        spent = 0
        for pid in (self.process.pid, *descendants(self.process.pid)):
            for each in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                with contextlib.suppress(OSError):
                    spent += int(each.read_text().split()[0])
        return spent / 1e6

    def together(self, count: int) -> None:
        """So many visits, AT_ONCE at a time: what each cost, how many in a second, how long each."""
        some = [self.visits.pop() for _ in range(count)]

        async def worker() -> None:
            while some:
                began = time.perf_counter()
                await some.pop()()
                self.times.append((time.perf_counter() - began) * 1000)

        async def all_of_them() -> None:
            await asyncio.gather(*(worker() for _ in range(AT_ONCE)))

        began, before = time.perf_counter(), self.processor()
        asyncio.run(all_of_them())
        self.costs.append((self.processor() - before) / count)
        self.rates.append(count / (time.perf_counter() - began))

    def warmed(self, count: int) -> None:
        """Each of its processes has answered, and has loaded what it loads aside, before we count."""
        self.together(count)
        before = 0.0
        while (now := self.processor()) - before > QUIET:
            before = now
            time.sleep(0.5)
        for told in (self.costs, self.rates, self.times):
            told.clear()


def measure(folder: Path) -> None:
    """Needs the demo of DATA_DIR, with slips that nobody used yet."""
    left, sides = tokens(200), []
    turns = (len(left) - AT_ONCE // 2) // TURN  # who is left over warms it up
    table(f"A student's journey over HTTP, {AT_ONCE} at once, {BEGINNINGS * turns} turns")
    with floor(folder) as bare:
        bare.warmed(BARE)
        for number in range(BEGINNINGS):
            with ours(left, folder / f"data-{number}") as own:
                sides.append(own)
                own.warmed(len(left) - turns * TURN)
                for _ in range(turns):
                    bare.together(TURN)
                    own.together(TURN)
        told(bare, sides)


def told(bare: Side, sides: list[Side]) -> None:
    costs, rates, times = (
        [each for side in sides for each in getattr(side, name)]
        for name in ("costs", "rates", "times")
    )
    row("a bare Django form: processor time", median(bare.costs), None, "ms", 1)
    row("ours: processor time", median(costs), 10, "ms", 1)
    ratio = median(one / other for one, other in zip(costs, bare.costs, strict=True))
    row("ours, as a multiple of the bare form", ratio, round(TIMES, 2), "x")
    row("a bare form, completed", median(bare.rates), None, "/s", 0)
    row("ours, completed", median(rates), None, "/s", 0)
    share = median(one / other for one, other in zip(bare.rates, rates, strict=True))
    row("a bare form's rate as a multiple of ours", share, round(SHARE, 2), "x")
    theirs, late = (quantiles(each, n=20)[-1] for each in (bare.times, times))
    row("a bare form, 95 of 100 within", theirs, None, "ms", 0)
    row("a whole journey, 95 of 100 within", late, 300, "ms", 0)
    row("as a multiple of the bare form", late / theirs, round(SLOWEST, 2), "x")


@contextlib.contextmanager
def served(app: str, at: Path, **more: str) -> Iterator[tuple[int, subprocess.Popen]]:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, *GRANIAN, *EACH_SERVER, "--port", str(port), app]
    environment = os.environ | more | {"PUBLIC_URL": f"http://127.0.0.1:{port}"}
    process = subprocess.Popen(command, cwd=at, env=environment)
    try:
        until_page(port, "/healthz")
        yield port, process
    finally:
        process.terminate()  # granian ends its workers itself
        process.wait(30)


@contextlib.contextmanager
def floor(folder: Path) -> Iterator[Side]:
    at, store = ROOT / ".ci", {"FLOOR": str(folder / "floor.sqlite3")}
    subprocess.run([sys.executable, "floor.py"], cwd=at, env=os.environ | store, check=True)
    with served("floor:application", at, **store) as (port, process):

        async def visit() -> None:
            browser = Browser("127.0.0.1", port)
            status, page, _ = await browser.ask("GET", "/")
            key = page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
            filled = {f"item_{n}": "1" for n in range(20)} | {"csrfmiddlewaretoken": key}
            status, _, url = await browser.ask("POST", "/", filled)
            if status != 302:
                raise SystemExit(f"the bare form was answered {status}")
            await browser.ask("GET", url)
            browser.close()

        yield Side(port, process, [visit] * 10_000)


@contextlib.contextmanager
def ours(left: list[str], data: Path) -> Iterator[Side]:
    chance = Random(7)  # noqa: S311  (as above)
    shutil.copytree(os.environ["DATA_DIR"], data)
    door = served("school_safety.wsgi:application", ROOT, DATA_DIR=str(data))
    with door as (port, process):

        def one(token: str) -> Callable[[], Coroutine[Any, Any, None]]:
            async def visit() -> None:
                steps = Visit(Browser("127.0.0.1", port), token, chance)
                for name in OURS:
                    status = await steps.step(name)
                    if status not in {200, 302}:
                        raise SystemExit(f"{name} was answered {status}")
                steps.browser.close()

            return visit

        yield Side(port, process, [one(token) for token in left])

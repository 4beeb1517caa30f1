"""A class on a bad network: dropped, late, doubled and cut; what each was told last is what is kept."""

import contextlib
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from school_safety.vault.fields import Sealed
from surveys.models import Response
from tests.databases import ROOT
from tests.trust.flakyproxy import FlakyProxy, Weather
from tests.trust.pupil import Away, Pupil, until
from tests.trust.server import ONE_PROCESS, SERVE, Server
from tests.trust.test_submitting import assert_kept, rows

pytestmark = [pytest.mark.trust, pytest.mark.alone, pytest.mark.django_db(transaction=True)]
PAGE = re.compile(r'<script id="page" type="application/json">(.*?)</script>', re.DOTALL)
QUESTIONS, OPTIONS = 9, 5  # iu8c: eight of yes and no, one of five


class Learner(Pupil):
    """Answers one question after the other, saves each time, looks back sometimes, hands in."""

    def begin(self, chance: random.Random) -> None:
        self.chance, self.answers = chance, "-" * QUESTIONS
        self.own = {self.answers}
        self.final = ""
        self.revision = 0
        self.strange: list[str] = []
        self.trouble: Counter[str] = Counter()

    def _ask(self, verb: str, path: str, body: str | None) -> tuple[int, str]:
        try:
            status, text = super()._ask(verb, path, body)
        except Away:
            self.trouble[f"{verb} {path} no reply"] += 1
            raise
        if status >= 400:
            self.trouble[f"{verb} {path} {status}"] += 1
        return status, text

    def answer(self, place: int) -> None:
        choice = str(self.chance.randrange(2 if place < QUESTIONS - 1 else OPTIONS))
        self.answers = self.answers[:place] + choice + self.answers[place + 1 :]
        self.own.add(self.answers)
        self.revision += 1

    def save_now(self) -> None:
        """The newest state, under its own revision, until it is taken."""
        status = self.save(self.revision)
        if status not in {204, 409}:
            message = f"not saved: {status}"
            raise Away(message)

    def look(self) -> None:
        """The page again: whatever stands there was written here. Behind the last one is a check."""
        status, page = self.get("/answer/")
        if status == 302:
            return
        found = PAGE.search(page)
        if status != 200 or not found:
            message = f"no page: {status}"
            raise Away(message)
        chosen = json.loads(found[1])["choices"]
        text = "".join("-" if choice is None else str(choice) for choice in chosen)
        if text not in self.own:
            self.strange.append(text)

    def lesson(self, over: threading.Event, seat: int) -> None:
        """Sitting down happens beside the teacher, who would unlock a seat whose reply was lost."""
        network, self.port = self.port, seat
        until(over, self.enter)
        self.port = network
        for place in range(QUESTIONS):
            self.answer(place)
            if self.chance.random() < 0.4:
                until(over, self.save_now)
            if self.chance.random() < 0.2:
                until(over, self.look)
        self.final = self.answers
        until(over, self.submit)


def stored(database: Path) -> dict[str, str]:
    """Receipt -> answers as the server kept them."""
    field = Response._meta.get_field("answers")
    with contextlib.closing(sqlite3.connect(database)) as file:
        kept = file.execute("SELECT id, receipt, answers FROM surveys_response").fetchall()
    return {
        receipt: field.open(Sealed(sealed), UUID(pk))["a"] for pk, receipt, sealed in kept if sealed
    }


def class_of(
    room, weather: Weather, *, at_once: int, seconds: float, command=ONE_PROCESS
) -> FlakyProxy:
    """Everybody through the proxy; so many at the same time."""
    over, gate = threading.Event(), threading.Semaphore(at_once)
    server = Server(room.folder, room.port, command=command)
    proxy = FlakyProxy(to=room.port, weather=weather)

    def run(pupil: Learner, number: int) -> None:
        with gate:
            pupil.begin(random.Random(f"{weather.seed}:{number}"))  # noqa: S311  (a game of chance)
            pupil.lesson(over, room.port)

    try:
        server.start()
        with proxy:
            threads = []
            for number, pupil in enumerate(room.pupils):
                pupil.__class__, pupil.port = Learner, proxy.port
                threads.append(threading.Thread(target=run, args=(pupil, number)))
                threads[-1].start()
            timer = threading.Timer(seconds, over.set)
            timer.start()
            for thread in threads:
                thread.join()
            timer.cancel()
    finally:
        server.stop()
    return proxy


def assert_everybody_has_her_own(room) -> None:
    """What was acknowledged to each is what is kept, once; nobody saw another's."""
    without = [pupil.trouble for pupil in room.pupils if len(pupil.receipts) != 1]
    assert without == []
    assert_kept(room.database, room.pupils)
    kept = stored(room.database)
    assert {pupil.receipts[0]: pupil.final for pupil in room.pupils} == kept
    assert [pupil.strange for pupil in room.pupils if pupil.strange] == []


def test_a_bad_classroom_keeps_what_each_was_told_last(classroom):
    room = classroom(10)
    proxy = class_of(room, Weather(share=0.3, stall=0.3), at_once=10, seconds=90)
    assert_everybody_has_her_own(room)
    assert proxy.met["drop_reply"] > 0
    assert rows(room.database, "SELECT count(*) FROM surveys_response") == [(10,)]


@pytest.mark.slow
def test_three_hundred_on_a_worse_network(classroom):
    count = 2000 if os.environ.get("TRUST_FULL") else 300
    room = classroom(count)
    class_of(room, Weather(share=0.3, stall=10), at_once=100, seconds=60 * 40, command=SERVE)
    assert_everybody_has_her_own(room)


@pytest.mark.slow
@pytest.mark.browser
def test_real_pages_on_a_worse_network(classroom, chromium):
    """The page's own queue: nothing is asked of it but to be left open."""
    count = 20 if os.environ.get("TRUST_FULL") else 5
    room = classroom(count)
    environment = {
        **os.environ, "TEST_DATA_DIR": str(room.folder),
        "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
    }  # fmt: skip
    build = [sys.executable, "manage.py", "build_static"]
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    server, told = Server(room.folder, room.port), {}
    weather = Weather(share=0.4, stall=3, posts_only=True)
    try:
        server.start()
        with FlakyProxy(to=room.port, weather=weather) as proxy:
            for number, pupil in enumerate(room.pupils):
                receipt, given = by_hand(chromium, room.port, proxy.port, pupil.token, number)
                told[receipt] = given
    finally:
        server.stop()
    assert len(told) == count
    assert stored(room.database) == told


def by_hand(chromium, seat: int, network: int, token: str, number: int) -> tuple[str, str]:
    """Sit down beside the teacher, then click through; the receipt and what was chosen."""
    chance = random.Random(number)  # noqa: S311  (a game of chance)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.goto(f"http://127.0.0.1:{seat}/s/{token}/")
    page.get_by_role("button", name="这是我的，开始").click()
    page.goto(f"http://127.0.0.1:{network}/answer/")
    given = ""
    for place in range(QUESTIONS):
        choice = chance.randrange(2 if place < QUESTIONS - 1 else OPTIONS)
        page.locator("input[name=choice]").nth(choice).check()
        page.get_by_role("button", name="下一题").click()
        given += str(choice)
    page.get_by_role("button", name="交上去").click()
    page.wait_for_url("**/answer/thanks/**")
    receipt = page.url.rstrip("/").rpartition("/")[2]
    context.close()
    return receipt, given

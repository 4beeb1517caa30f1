"""What `bench.py` measures inside one process: pages, paper, rosters."""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from bench import row, seconds, table

ROUNDS = 7
PAGES = {
    "": ("/zh-hans/", "/en/", "/accounts/login/", "/enter/", "/healthz"),
    "ht_s1a": ("/staff/", "/staff/letters/", "/staff/roster/"),
    "co_s1": ("/staff/", "/staff/triage/", "/staff/cases/", "/staff/waves/", "/staff/referrals/"),
    "clerk_s1": ("/staff/roster/", "/staff/roster/students/", "/staff/people/"),
    "da_d1": ("/staff/reports/",),
    "gu_a": ("/family/",),
    "cl_d1": ("/provider/referrals/",),
    "aud_d1": ("/staff/audit/",),
}


def measure(folder: Path) -> None:
    django.setup()
    import bench_journey
    import bench_reading
    import bench_scoring
    from django.test.client import ClientHandler

    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    pages(handler)
    bench_journey.inside(handler)
    bench_journey.measure(folder)
    bench_reading.measure(folder)
    paper()
    roster(folder)
    commits()
    bench_scoring.measure(folder)
    whole_district(folder)


def client_of(handler: Any, key: str = "") -> Any:
    """A browser at the same, already warm server; the second factor was asked for at sign-in."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from school_safety.access.second_factor import SESSION_KEY
    from school_safety.accounts.models import User

    client = Client(HTTP_HOST="localhost")
    client.handler = handler
    if key:
        manifest = json.loads(Path(settings.DATA_DIR, "demo", "manifest.json").read_text())
        client.force_login(User.objects.get(username=manifest["accounts"][key]["username"]))
        session = client.session
        session[SESSION_KEY] = timezone.now().isoformat()
        session.save()
    return client


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    work()
    return statistics.median(seconds(work) for _ in range(rounds))


def pages(handler: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    table("Pages, median of 7, without the network (queries in brackets)")
    for key, paths in PAGES.items():
        client = client_of(handler, key)
        for path in paths:
            answer = client.get(path)
            if answer.status_code != 200:
                print(f"  {path} ({key}) answered {answer.status_code}: not measured")
                continue
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
                asked = len(seen)
            limit = 50 if not key else 300
            took = median(lambda client=client, path=path: client.get(path)) * 1000
            row(f"{path} {key} [{asked}]", took, limit, "ms", 1)


def paper() -> None:
    from school_safety.documents import qr, render, sealing

    table("Paper")
    page = "print/sheet.html"
    slip = {"place": "七年级（1）班", "number": "07", "heading": "小纸条", "name": "张小明"}
    slips = [{**slip, "url": "https://x.example/s/abc/", "code": "ABCD 2345"} for _ in range(50)]
    for each in slips:
        each["qr"] = qr.svg(each["url"])
    sheets = {"sheets": [slips[at : at + 10] for at in range(0, 50, 10)]}
    row("the first page: the typesetter starts", seconds(lambda: render.pdf(page, {})))
    row("one page alone", median(lambda: render.pdf(page, {})), 1.0)
    row("slips of a class of 50, one file", median(lambda: render.pdf("print/slips.html", sheets)))
    pack = median(lambda: render.pages(page, [{}] * 100), 3) / 100
    row("one page in a pack of 100", pack, 0.03, digits=3)
    made = render.pdf(page, {})
    row("one seal", median(lambda: sealing.seal(made, district="", reason="bench")), 0.3)
    receipts_and_letters()


def receipts_and_letters() -> None:
    """A receipt as it is made when a family first asks for it; letters of a school with each slip."""
    from school_safety.documents import render, sealing
    from tests.integration.documents.papers import LETTER, RECEIPT

    def receipt() -> None:
        page = render.pdf("print/receipt.html", {"receipt": RECEIPT})
        sealing.seal(page, district="", reason="bench")

    row("one receipt, set and sealed", median(receipt), 0.3)
    sheet = {"letter": {**LETTER, "reply": {**LETTER["reply"], "who_lines": range(1)}}}
    families = [
        {
            "who": f"七年级（{n // 40}）班 · 张{chr(0x4E00 + n)} · 张{chr(0x5E00 + n)}",
            "code": "7K3M 2QF9 4HXC",
        }
        | {"url": f"https://x.example/l/{n:012d}"}
        for n in range(1000)
    ]

    def letters() -> bytes:
        some = (families[at : at + 100] for at in range(0, 1000, 100))
        pack = [render.Stamped(sheet, each) for each in some]
        return render.joined([render.piece("print/letter.html", each) for each in pack])

    row("one letter of 1,000, each with its own slip", seconds(letters) / 1000, 0.03, digits=4)
    most = sum(highest(pid) for pid in (os.getpid(), render._press().process.pid))
    row("most memory, this process and the typesetter", most, 600, "MB", 0)


def highest(pid: int) -> float:
    """Megabytes that this process held at most, until now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def roster(folder: Path) -> None:
    from django.utils import timezone
    from openpyxl import Workbook

    from school_safety.demo.roster_files import HEADER
    from school_safety.schools import phones
    from school_safety.schools.actions import import_roster, prepare
    from school_safety.schools.actions.founding import found_district, found_school
    from school_safety.schools.roster.reading import read

    table("A roster of 1,000 rows, two parents each (.xlsx)")
    at, path = timezone.now(), folder / "roster.xlsx"
    book = Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for n in range(1000):
        room = f"五年级（{n // 50 + 1}）班"
        mother, father = f"1540{n:07d}", f"1541{n:07d}"
        own = chr(0x4E00 + n)
        parents = [f"钱{own}", mother, f"赵{own}父", father]
        sheet.append([f"赵{own}", f"B{n:05d}", room, "女", "2015-03-01", *parents])
    book.save(path)
    district = found_district(code="BN", name="测", name_en="", hotlines=[], by=None, at=at)
    school = found_school(district=district, code="BN1", name="测", name_en="", by=None, at=at)
    held: dict[str, Any] = {}

    def reads() -> None:
        held["reading"] = read(path, today=timezone.localdate(at), hasher=phones.id_hash)

    def writes() -> None:
        held["outcome"] = import_roster(
            reading=held["reading"], school=school, file_name="r.xlsx", by=None, at=at
        )

    row("reading and checking", seconds(reads))
    row("dry run", seconds(lambda: prepare(held["reading"], school=school, at=at)))
    row("writing", seconds(writes))
    if held["outcome"].problems:
        raise SystemExit(f"the roster was refused: {held['outcome'].problems[0]}")


def commits() -> None:
    from django.db import connection, transaction

    table("Storage")

    def commit() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE schools_district SET name_en = hex(randomblob(16))")

    row("one synced commit", median(commit, 30) * 1000, 20, "ms")


def whole_district(folder: Path) -> None:
    """The command as an operator types it, alone in its process."""
    from django.utils import timezone
    from openpyxl import Workbook

    from school_safety.demo.roster_files import HEADER
    from school_safety.schools.actions.founding import found_district, found_school

    table("A roster of 50,000 rows, two parents each (.xlsx), by manage.py import_roster")
    at, path = timezone.now(), folder / "large.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(HEADER)
    for n in range(50_000):
        room = f"{'一二三四五六'[n % 6]}年级（{n // 6 % 90 + 1}）班"
        own = chr(0x4E00 + n % 20_000) + chr(0x4E00 + n // 10)
        parents = [f"钱{own}", f"1540{n:07d}", f"赵{own}", f"1541{n:07d}"]
        sheet.append([f"赵{own}", f"L{n:05d}", room, "女", "2015-03-01", *parents])
    book.save(path)
    district = found_district(code="BL", name="测", name_en="", hotlines=[], by=None, at=at)
    found_school(district=district, code="BL1", name="测", name_en="", by=None, at=at)
    for name, more in (("dry run", ["--dry-run"]), ("written", []), ("the same again", [])):
        took, peak = alone("import_roster", str(path), "--school", "BL1", *more)
        row(name, took)
        row(f"{name}: most memory", peak, 512, "MB", 0)


def alone(*words: str) -> tuple[float, float]:
    """(seconds, megabytes at most) of a command in a process of its own, its reader included."""
    began = time.perf_counter()
    ran = subprocess.Popen([sys.executable, "manage.py", *words], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(ran.pid, 0)
    ran.returncode = status
    if status:
        raise SystemExit(f"{words[0]} ended with {status}")
    return time.perf_counter() - began, used.ru_maxrss / 1024

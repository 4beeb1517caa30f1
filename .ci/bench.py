"""Times a few real things on this machine, in one run, beside the limits that we promise."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.chdir(ROOT)
sys.path.insert(0, str(ROOT))
ROUNDS = 5


def manage(*arguments: str, data: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=True,
        env={
            **os.environ,
            "DATA_DIR": data,
            "DJANGO_SETTINGS_MODULE": "school_safety.settings.dev",
        },
        stdout=subprocess.DEVNULL,
    )


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def row(name: str, value: float, limit: float, unit: str = "s") -> None:
    mark = "ok" if value <= limit else "over"
    print(f"{name:<58} {value:>9.3f} {unit:<3} limit {limit:>7.3f}  {mark}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="school-safety-bench-") as folder:
        data = str(Path(folder) / "data")
        row("first start: build, migrate, seed (small)", seconds(lambda: prepare(data)), 90)
        row("start again", seconds(lambda: prepare(data)), 10)
        os.environ |= {"DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "school_safety.settings.dev"}
        import django

        django.setup()
        measure_pages()
        measure_commit()
        measure_documents()
        shutil.rmtree(data, ignore_errors=True)


def prepare(data: str) -> None:
    manage("prepare_demo", data=data)


def measure_pages() -> None:
    from django.test import Client

    from school_safety.accounts.models import User

    client = Client(HTTP_HOST="localhost")
    for path in ("/healthz", "/accounts/login/", "/demo/"):
        row(f"page {path}", median(lambda path=path: client.get(path)), 0.05)
    user = User.objects.filter(username__startswith="co_s1").first()
    if user:
        client.force_login(user)
        for path in ("/staff/", "/staff/triage/", "/staff/waves/"):
            row(
                f"page {path} (counselor)",
                median(lambda path=path: client.get(path, follow=True)),
                0.2,
            )


def measure_commit() -> None:
    from django.db import connection, transaction

    def commit() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE schools_district SET name_en = name_en")

    row("one synced commit", median(commit), 0.02)


def measure_documents() -> None:
    from school_safety.documents import render, sealing

    page = "print/sheet.html"
    row("one PDF page in Chinese", median(lambda: render.pdf(page, {})), 1.0)
    made = render.pdf(page, {})
    row("one seal", median(lambda: sealing.seal(made, reason="bench")), 0.3)


if __name__ == "__main__":
    main()

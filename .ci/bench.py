"""Times real things on this machine, in one run, beside the limits that we promise.

Absolute times move with the machine and with what else it does: a result is quoted with its run.
Nothing here ever fails a build. `make bench` takes a quarter of an hour, most of it for the whole
district, which comes last; a fresh clone's first page costs
what "packages" (`make setup`, with the network) and the rows of the first table cost together.
"""

import contextlib
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.chdir(ROOT)
sys.path[:0] = [str(ROOT), str(ROOT / ".ci")]


def row(name: str, value: float, limit: float | None = None, unit: str = "s", digits: int = 2):
    """One line: what, how much, the promise, and whether it is kept."""
    said = f"{value:>10.{digits}f} {unit:<3}"
    promise = f"limit {limit:>7g} {unit}" if limit is not None else "no limit set"
    mark = "" if limit is None else "ok" if value <= limit else "OVER"
    print(f"  {name:<50} {said}  {promise:<17} {mark}".rstrip(), flush=True)


def table(title: str) -> None:
    print(f"\n{title}", flush=True)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    load = os.getloadavg()[0]
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores · load {load:.1f} before the start"
    )
    if load > 1:
        print(
            "Something else is at work here: the times below are longer than they would be alone."
        )
    with tempfile.TemporaryDirectory(prefix="school-safety-bench-") as folder:
        os.environ |= {
            "DATA_DIR": str(Path(folder, "data")),
            "DJANGO_SETTINGS_MODULE": "school_safety.settings.dev",
        }
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as make demo does
        starting()
        serving(folder)
        import bench_inside

        bench_inside.measure(Path(folder))
        larger(Path(folder))


BUILD = ("shell", "-v0", "-c", "from school_safety.demo import tables; tables.build()")


def starting() -> None:
    table("From the packages to the first page (SIZE=small)")
    Path(os.environ["DATA_DIR"]).mkdir(parents=True)
    row("stylesheets, words and files", seconds(lambda: manage("build_static")))
    row("all migrations on an empty database", seconds(lambda: manage(*BUILD)))
    manifest = Path(os.environ["DATA_DIR"], "demo", "manifest.json")
    manifest.parent.mkdir(parents=True)
    seed = ("seed_demo", "--seed", "7", "--size", "small", "--manifest", str(manifest))
    row("seeding the small district", seconds(lambda: manage(*seed)), 30)
    row("everything again, when it stands", seconds(lambda: manage("prepare_demo")), 10)


def larger(folder: Path) -> None:
    """The other sizes of the demo, each in an empty database of its own."""
    import bench_scoring
    from bench_inside import alone

    table("Seeding the larger sizes, rosters through the importer (manage.py seed_demo)")
    for size, limit in (("school", 180), ("district", 600)):
        data = folder / size
        (data / "demo").mkdir(parents=True)
        os.environ["DATA_DIR"] = str(data)
        manage(*BUILD)
        manifest = str(data / "demo" / "manifest.json")
        took, peak = alone("seed_demo", "--size", size, "--manifest", manifest)
        row(f"SIZE={size}", took, limit)
        row(f"SIZE={size}: most memory", peak, None, "MB", 0)
    bench_scoring.from_store()


def serving(folder: str) -> None:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with server(port, Path(folder, "server.log")) as process:
        row("the servers, until the first page is there", seconds(lambda: until_page(port)), 20)
        for _ in range(20):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/zh-hans/").read()
        table("Memory of all processes (2 web, 1 worker, clock), after 20 pages")
        from tests.trust.server import descendants

        sizes = [memory(pid) for pid in (process.pid, *descendants(process.pid))]
        row("together", sum(sizes) / 2**20, 1024, "MB", 0)
        row("the largest", max(sizes) / 2**20, 400, "MB", 0)
        began = time.perf_counter()
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        row("until SIGTERM has ended them", time.perf_counter() - began, 15)


@contextlib.contextmanager
def server(port: int, log: Path) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "manage.py", "serve", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def until_page(port: int, path: str = "/zh-hans/") -> None:
    limit = time.monotonic() + 240
    while time.monotonic() < limit:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60).read()
            return
        time.sleep(0.05)


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], check=True, stdout=subprocess.DEVNULL)


def memory(pid: int) -> int:
    """Bytes of this process's own: what it shares is counted by halves, thirds and so on."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    main()

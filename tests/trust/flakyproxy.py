"""A bad network between a class and its server: a TCP proxy with seeded faults, one per request.

Runs alone too: `python tests/trust/flakyproxy.py --listen 9000 --to 8000 --share 0.3 --seed 7`.
"""

import argparse
import asyncio
import contextlib
import random
import re
import threading
from collections import Counter
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
KEEP = re.compile(rb"\r\nconnection: *[^\r]*", re.IGNORECASE)
FAULTS = ("drop_reply", "cut_reply", "cut_request", "twice", "late", "stall", "drip")


@dataclass
class Weather:
    """`share` of the requests meet a fault; replies are dropped twice as often as the rest happens.

    `posts_only`: pages and files come through, for browsers, which show a page of their own where
    one does not. `stall` is the longest wait in seconds.
    """

    share: float = 0.3
    stall: float = 10.0
    posts_only: bool = False
    seed: int = 7


class FlakyProxy:
    """`with FlakyProxy(to=port) as proxy: proxy.port`; `proxy.met` counts the faults."""

    def __init__(self, *, to: int, weather: Weather | None = None, port: int = 0) -> None:
        self.to, self.port = to, port
        self.weather = weather or Weather()
        self.met: Counter[str] = Counter()
        self._chance = random.Random(self.weather.seed)  # noqa: S311  (weather)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "FlakyProxy":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._over = asyncio.Event()
        server = await asyncio.start_server(self._meet, "127.0.0.1", self.port, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.1)  # for the connections to close behind them

    def _fault(self, request: bytes) -> str:
        weather = self.weather
        spared = weather.posts_only and not request.startswith(b"POST /answer/")
        if spared or self._chance.random() >= weather.share:
            return ""
        return self._chance.choice((*FAULTS, "drop_reply"))

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, then both ends close: the next one gets a fate of its own."""
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                request = await _whole(reader)
                fault = self._fault(request)
                self.met[fault or "none"] += 1
                await self._forward(request, fault, writer)
        finally:
            writer.close()

    async def _forward(self, request: bytes, fault: str, writer: asyncio.StreamWriter) -> None:
        wait = self._chance.random() * self.weather.stall
        if fault == "cut_request":
            await self._break_off(request[: len(request) * 2 // 3])
            return
        if fault == "late":  # the client gives up; the request arrives behind its successors
            writer.close()
            await asyncio.sleep(wait)
        if fault == "stall":
            await asyncio.sleep(wait)
        if fault == "twice":
            _, reply = await asyncio.gather(self._ask(request), self._ask(request))
        else:
            reply = await self._ask(request)
        if fault in {"drop_reply", "late"}:
            return
        if fault == "cut_reply":
            reply = reply[: self._chance.randrange(max(1, len(reply)))]
        if fault == "drip":
            step = max(1, len(reply) // 20)
            for at in range(0, len(reply), step):
                writer.write(reply[at : at + step])
                await writer.drain()
                await asyncio.sleep(wait / 40)
            return
        writer.write(reply)
        await writer.drain()

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.to)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read(-1)
        finally:
            writer.close()

    async def _break_off(self, part: bytes) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", self.to)
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.close()


async def _whole(reader: asyncio.StreamReader) -> bytes:
    """One request with its body, asking the server to close afterwards."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    return KEEP.sub(b"", head[:-4]) + b"\r\nConnection: close\r\n\r\n" + body


def main() -> None:
    """From the command line, in front of any server of this machine."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, kind, default in (
        ("listen", int, 9000), ("to", int, 8000), ("share", float, 0.3), ("stall", float, 10.0),
        ("seed", int, 7),
    ):  # fmt: skip
        asked.add_argument(f"--{name}", type=kind, default=default)
    given = asked.parse_args()
    weather = Weather(share=given.share, stall=given.stall, seed=given.seed)
    with FlakyProxy(to=given.to, weather=weather, port=given.listen) as proxy:
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
        print(dict(proxy.met))  # noqa: T201  (a command)


if __name__ == "__main__":
    main()

"""The worker process that sets pages: no Django, no network, no files but fonts.

It is started by `render.py` as `python typesetter.py print.css`, reads one job after the other
from standard input and answers on standard output. Fonts, configuration and the parsed style
sheet are kept between jobs; that is what makes a letter cost hundredths of a second.
Frames: 4 bytes of length, then JSON in; out one status byte (0 fine, 1 refused, 2 fine and this was
the last job), 4 bytes of length, then bytes.
"""

import json
import logging
import os
import resource
import struct
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

SECONDS = 10  # of processor time for one job
MEMORY = 1024 * 1024 * 1024  # of address space
RETIRE = 350 * 1024  # kB resident: after such a job the process ends, and a fresh one follows
FINE, REFUSED, LAST = 0, 1, 2


def shut_in() -> None:
    """Limit this process before it sees any page."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes are no files: it can write none
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
    with suppress(AttributeError, OSError):  # a second wall, where the system lets us build it
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


def allow_seconds(seconds: int) -> None:
    """The next job may use that much processor time, then the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard)
    )


class Machine:
    """WeasyPrint with everything that can be kept between two jobs."""

    def __init__(self, style: str) -> None:
        from weasyprint import CSS, HTML, Document
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        class DataOnly(URLFetcher):
            """Nothing may be fetched but what the page carries in itself."""

            def fetch(self, url, headers=None):
                if not url.lower().startswith("data:"):
                    message = "only data: may be fetched"
                    raise ValueError(message)
                return super().fetch(url, headers)

        self.html, self.document = HTML, Document
        self.fetcher = DataOnly(allowed_protocols=["data"], allow_redirects=False, timeout=1)
        self.fonts = FontConfiguration()
        self.style = CSS(string=style, font_config=self.fonts, url_fetcher=self.fetcher)

    def pdf(self, texts: list[str], variant: str | None) -> bytes:
        """All texts, one after the other, as pages of one file."""
        documents = [
            self.html(string=text, url_fetcher=self.fetcher, base_url=None).render(
                stylesheets=[self.style], font_config=self.fonts, presentational_hints=False
            )
            for text in texts
        ]
        whole = documents[0].copy([page for each in documents for page in each.pages])
        target = BytesIO()
        whole.write_pdf(target, **({"pdf_variant": variant} if variant else {}))
        return target.getvalue()


def read_exactly(size: int) -> bytes:
    """That many bytes from standard input; nothing at its end."""
    data = sys.stdin.buffer.read(size)
    return data if len(data) == size else b""


def answer(status: int, payload: bytes) -> None:
    """One frame to standard output."""
    sys.stdout.buffer.write(struct.pack(">BI", status, len(payload)) + payload)
    sys.stdout.buffer.flush()


def main() -> None:
    """Jobs until standard input ends."""
    shut_in()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote page text
    machine = Machine(Path(sys.argv[1]).read_text(encoding="utf-8"))
    while head := read_exactly(4):
        job = json.loads(read_exactly(struct.unpack(">I", head)[0]))
        allow_seconds(SECONDS)
        try:
            answer(0, machine.pdf(job["texts"], job["variant"]))
        except MemoryError:
            raise SystemExit(1) from None
        except Exception as error:
            answer(1, type(error).__name__.encode())


if __name__ == "__main__":
    main()

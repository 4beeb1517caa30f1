"""The worker process that sets pages: no Django, no network, no files but fonts.

It is started by `render.py` as `python typesetter.py print.css KILOBYTES`, reads one job after the other
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
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

SECONDS = 10  # of processor time for one job
MEMORY = 1024 * 1024 * 1024  # of address space
FINE, REFUSED, LAST = 0, 1, 2
STAMPED = ("who", "qr", "code")  # what a text for many readers leaves room for: id="stamp-who" ...
QUIET = 2  # modules of white around a code, as in qr.py


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


def resident() -> int:
    """Kilobytes in memory now; 0 where the system does not tell. (`ru_maxrss` would begin with what
    the process had that started this one.)"""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() // 1024
    return 0


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

    def render(self, text: str, *more):
        """One text as laid out pages."""
        return self.html(string=text, url_fetcher=self.fetcher, base_url=None).render(
            stylesheets=[self.style, *more], font_config=self.fonts, presentational_hints=False
        )

    def pdf(self, texts: list[str], variant: str | None) -> bytes:
        """All texts, one after the other, as pages of one file."""
        documents = [self.render(text) for text in texts]
        whole = documents[0].copy([page for each in documents for page in each.pages])
        target = BytesIO()
        whole.write_pdf(target, **({"pdf_variant": variant} if variant else {}))
        return target.getvalue()

    def stamped(self, text: str, stamps: list[dict[str, str]]) -> bytes:
        """One text for many readers: laid out once, then for each reader her words and her code."""
        from weasyprint import CSS

        master = self.render(text)
        stamp = Stamp(master.pages)
        style = CSS(string=stamp.style(), font_config=self.fonts, url_fetcher=self.fetcher)
        readers = self.render(stamp.html(stamps, master.metadata.lang), style)
        whole = master.copy([*master.pages, *readers.pages])
        target = BytesIO()
        whole.write_pdf(target, finisher=lambda _document, pdf: stamp.put(pdf, stamps))
        return target.getvalue()


class Stamp:
    """Where on the pages of a text each reader's words and code go.

    The text becomes drawings that all readers' pages share; each reader gets a page of her own for
    every page of the text, and on the one with the slip her words over it.
    """

    def __init__(self, pages) -> None:
        names = [f"stamp-{name}" for name in STAMPED]
        [self.page] = [n for n, page in enumerate(pages) if names[0] in page.anchors]
        self.count = len(pages)
        self.high = pages[self.page].height
        self.at = {name: pages[self.page].anchors[f"stamp-{name}"][:2] for name in STAMPED}

    def style(self) -> str:
        """Words stand where the text leaves room for them."""
        return "".join(
            f".over .{name} {{ left: {self.at[name][0]}px; top: {self.at[name][1]}px }}"
            for name in ("who", "code")
        )

    def html(self, stamps: list[dict[str, str]], language: str) -> str:
        """A page for each reader with nothing but her words."""
        rows = [
            f'<div class="over"><p class="who">{escape(each["who"])}</p>'
            f'<p class="code">{escape(each["code"])}</p></div>'
            for each in stamps
        ]
        return f'<html lang="{escape(language or "")}"><body>{"".join(rows)}</body></html>'

    def put(self, pdf, stamps: list[dict[str, str]]) -> None:
        """Replace text and readers' pages by finished ones: text, code and words on each other."""
        import pydyf

        found = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        if len(found) != self.count + len(stamps):
            message = "a reader's words need more than one page"
            raise ValueError(message)
        texts, readers = found[: self.count], found[self.count :]
        drawn = [_as_drawing(pdf, page, f"T{number}") for number, page in enumerate(texts)]
        own = pdf.objects[int(texts[0]["Resources"].split()[0])]
        shared = pydyf.Dictionary(own)
        shared["XObject"] = pydyf.Dictionary(dict(own["XObject"]) | {n: ref for n, ref, _ in drawn})
        pdf.add_object(shared)
        pdf.pages["Kids"], pdf.pages["Count"] = pydyf.Array(), 0
        for words, stamp in zip(readers, stamps, strict=True):
            code = pydyf.Stream([squares(stamp["url"], self.at["qr"], self.high)], compress=True)
            pdf.add_object(code)
            for number, text in enumerate(texts):
                over = [code.reference, words["Contents"]] if number == self.page else []
                page = pydyf.Dictionary(text)
                page["Resources"] = shared.reference
                page["Contents"] = pydyf.Array([drawn[number][2], *over])
                pdf.add_page(page)
        for gone in ("Outlines", "Names"):
            pdf.catalog.pop(gone, None)


def _as_drawing(pdf, page, name: str):
    """(name, reference, reference to what draws it) of a page turned into a drawing."""
    import pydyf

    drawing = pdf.objects[int(page["Contents"].split()[0])]
    drawing.extra |= {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": page["MediaBox"],
        "Resources": page["Resources"],
    }
    draw = pydyf.Stream([f"/{name} Do"])
    pdf.add_object(draw)
    return name, drawing.reference, draw.reference


def squares(url: str, at: tuple[float, float], high: float) -> str:
    """A QR code of 30 mm as the rows of squares that it is; same strength as on every slip."""
    import segno

    rows = segno.make(url, error="m", micro=False).matrix
    size = 30 / 25.4 * 72 / (len(rows) + 2 * QUIET)
    left, top = at[0] * 0.75 + QUIET * size, (high - at[1]) * 0.75 - QUIET * size
    bars = []
    for number, row in enumerate(rows):
        start = 0
        for dark, run in groupby(row):
            wide = len(list(run))
            if dark:
                bars.append(f"{start} {-number - 1} {wide} 1 re")
            start += wide
    return f"q {size:.4f} 0 0 {size:.4f} {left:.3f} {top:.3f} cm 0 g {' '.join(bars)} f Q"


def read_exactly(size: int) -> bytes:
    """That many bytes from standard input; nothing at its end."""
    data = sys.stdin.buffer.read(size)
    return data if len(data) == size else b""


def answer(status: int, payload: bytes) -> None:
    """One frame to standard output."""
    sys.stdout.buffer.write(struct.pack(">BI", status, len(payload)) + payload)
    sys.stdout.buffer.flush()


def made(machine: Machine, job: dict) -> bytes:
    """What one job asks for."""
    if job.get("stamps"):
        return machine.stamped(job["texts"][0], job["stamps"])
    return machine.pdf(job["texts"], job["variant"])


def main() -> None:
    """Jobs until standard input ends."""
    shut_in()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote page text
    machine = Machine(Path(sys.argv[1]).read_text(encoding="utf-8"))
    while head := read_exactly(4):
        job = json.loads(read_exactly(struct.unpack(">I", head)[0]))
        allow_seconds(SECONDS)
        try:
            page = made(machine, job)
        except MemoryError:
            raise SystemExit(1) from None
        except Exception as error:
            answer(REFUSED, type(error).__name__.encode())
            continue
        if resident() > int(sys.argv[2]):
            answer(LAST, page)
            return
        answer(FINE, page)


if __name__ == "__main__":
    main()

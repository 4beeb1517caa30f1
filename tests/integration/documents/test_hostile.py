"""Pages that want more than paper: nothing is fetched, nothing is read, and it ends in time."""

import base64
import contextlib
import socket
import threading
import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from school_safety.documents import render
from school_safety.documents.press import SECONDS, Press, PressFailed
from school_safety.kernel.refusals import NotNow

SECRET = "本机文件里的秘密-7f3a"


@pytest.fixture(scope="module")
def press():
    """A press of our own, with less patience."""
    made = Press(render.css(), seconds=30)
    yield made
    made.stop()


@pytest.fixture
def listener():
    """Counts whoever knocks at 127.0.0.1."""
    knocks = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    visitor, address = server.accept()
                    knocks.append(address)
                    visitor.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], knocks
        stop.set()
        thread.join()


@pytest.fixture
def secret(tmp_path):
    """A file of this machine that no page may show."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


def svg_with(address: str) -> str:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="9" height="9"><image width="9" height="9" xlink:href="{address}"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


PAYLOADS = {
    "img": '<img src="{address}">',
    "img in svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>',
    "use in svg": '<svg xmlns="http://www.w3.org/2000/svg"><use href="{address}#a"/></svg>',
    "stylesheet": '<link rel="stylesheet" href="{address}">',
    "import": '<style>@import url("{address}");</style>',
    "font": '<style>@font-face {{font-family: x; src: url("{address}")}} p {{font-family: x}}</style>',
    "background": "<p style=\"background: url('{address}')\">x</p>",
    "content": "<style>p::before {{content: url('{address}')}}</style>",
    "list mark": "<ul style=\"list-style-image: url('{address}')\"><li>x</ul>",
    "attachment": '<link rel="attachment" href="{address}">',
    "attached link": '<a rel="attachment" href="{address}">x</a>',
    "embed": '<embed src="{address}">',
    "object": '<object data="{address}"></object>',
    "base": '<base href="{address}/"><img src="a.png"><link rel="attachment" href="b">',
}


def page(words: str) -> str:
    return f'<!doctype html><html lang="zh-Hans"><title>t</title><body><p>正文</p>{words}'


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_nothing_is_fetched(press, listener, secret, payload):
    port, knocks = listener
    for address in (
        f"http://127.0.0.1:{port}/x",
        f"ftp://127.0.0.1:{port}/x",
        svg_with(f"http://127.0.0.1:{port}/x"),
        secret.as_uri(),
        svg_with(secret.as_uri()),
    ):
        with contextlib.suppress(PressFailed):
            pdf = press.set([page(payload.format(address=address))])
            assert SECRET not in everything_in(pdf)
    assert knocks == []


def test_listener_hears_a_knock(listener):
    port, knocks = listener
    socket.create_connection(("127.0.0.1", port)).close()
    deadline = time.monotonic() + 5
    while not knocks and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    assert len(knocks) == 1


def everything_in(pdf: bytes) -> str:
    """Its words and its attachments."""
    reader = PdfReader(BytesIO(pdf))
    attached = [data for each in reader.attachments.values() for data in each]
    return "".join(each.extract_text() for each in reader.pages) + b"".join(attached).decode(
        "utf-8", "replace"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "<table><tr><td>" * 400,
        "<p>" + "字" * 3_000_000,
        '<p style="width: 9e9px; height: 9e9px">x',
        "<style>" + ":is(a,b) " * 20000 + "p {color: red}</style>",
    ],
    ids=["deep", "long", "huge", "selectors"],
)
def test_greed_ends_in_time(words):
    press = Press(render.css(), seconds=30)
    began = time.monotonic()
    with contextlib.suppress(PressFailed):
        press.set([page(words)])
    assert time.monotonic() - began < 75
    press.stop()


def test_slow_page_is_refused_and_the_next_one_works():
    press = Press(render.css(), seconds=1.0)
    press.set([page("暖机")])
    first = press.process.pid
    with pytest.raises(PressFailed, match="too_slow"):
        press.set([page("<p>" + "慢慢来" * 400_000)])
    press.seconds = 20
    assert press.set([page("还在")]).startswith(b"%PDF")
    assert press.process.pid != first
    press.stop()


def test_killed_process_is_replaced(press):
    press.set([page("一")])
    press.process.kill()
    press.process.wait()
    assert press.set([page("二")]).startswith(b"%PDF")


def test_a_process_grown_large_ends_after_its_job():
    press = Press(render.css(), retire=1)
    assert press.set([page("一")]).startswith(b"%PDF")
    assert press.process is None
    assert press.set([page("二")]).startswith(b"%PDF")


def test_threads_share_one_process(press):
    made = []
    threads = [
        threading.Thread(target=lambda: made.append(press.set([page("并发")]))) for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 4
    assert all(pdf.startswith(b"%PDF") for pdf in made)


def test_a_press_without_a_turn_asks_to_come_back():
    press = render._press()
    press.set([page("暖机")])
    press.seconds = 0.0
    try:
        with pytest.raises(NotNow) as refusal:
            render._set([page("没轮到")])
    finally:
        press.seconds = SECONDS
    assert refusal.value.code == "press_busy"
    assert render._set([page("轮到了")]).startswith(b"%PDF")

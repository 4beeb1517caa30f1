"""Slow clients wait outside, half a body is nobody's, and one request is worked on at a time."""

import io
import threading
from collections.abc import Iterator

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from school_safety.web import lane
from school_safety.web.lane import Lane


class Said:
    """What a server hears from an application."""

    status = ""

    def __call__(self, status: str, headers: list) -> None:
        self.status = status


def asked(body: bytes = b"", length: str | None = None) -> dict:
    announced = str(len(body)) if length is None else length
    return {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": announced}


def echo(environ, start_response):
    start_response("200 OK", [])
    return HttpResponse(environ["wsgi.input"].read())


@pytest.mark.parametrize(
    "body", [b"", b"a=1", b"x" * (lane.IN_MEMORY + 1)], ids=["empty", "short", "in a file"]
)
def test_a_body_arrives_whole(body: bytes) -> None:
    said = Said()
    assert Lane(echo)(asked(body), said) == [body]
    assert said.status == "200 OK"


@pytest.mark.parametrize(
    ("body", "length", "status"),
    [
        (b"a=1", "4", "400 Bad Request"),
        (b"", str(lane.LARGEST + 1), "413 Content Too Large"),
        (b"a=1", "", "200 OK"),
        (b"a=1", "-3", "200 OK"),
        (b"a=1", "three", "200 OK"),
        (b"a=1", "٣", "200 OK"),
    ],
)
def test_what_is_announced_decides(body: bytes, length: str, status: str) -> None:
    said = Said()
    Lane(echo)(asked(body, length), said)
    assert said.status == status


def test_an_unannounced_body_is_not_read() -> None:
    assert Lane(echo)(asked(b"a=1", ""), Said()) == [b""]


def test_a_reply_is_closed_and_a_stream_is_left_open() -> None:
    closed: list[str] = []

    def parts() -> Iterator[bytes]:
        yield b"1"

    def answering(response, name):
        response._resource_closers.append(lambda: closed.append(name))
        return lambda environ, start_response: response

    Lane(answering(HttpResponse(b"1"), "page"))(asked(), Said())
    stream = Lane(answering(StreamingHttpResponse(parts()), "stream"))(asked(), Said())
    assert closed == ["page"]
    assert b"".join(stream) == b"1"


def test_one_at_a_time_and_slow_bodies_hold_nobody_up() -> None:
    inside, most = [0], [0]
    free = threading.Event()

    class Slow(io.BytesIO):
        def read(self, size=-1):
            free.wait(10)
            return super().read(size)

    def counting(environ, start_response):
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        environ["wsgi.input"].read()
        inside[0] -= 1
        return HttpResponse(b"done")

    one = Lane(counting)
    stuck = asked(b"a=1")
    stuck["wsgi.input"] = Slow(b"a=1")
    waiting = threading.Thread(target=one, args=(stuck, Said()))
    waiting.start()
    others = [threading.Thread(target=one, args=(asked(b"b=2"), Said())) for _ in range(8)]
    for each in others:
        each.start()
    for each in others:
        each.join(10)
    assert not any(each.is_alive() for each in others)
    assert waiting.is_alive()
    free.set()
    waiting.join(10)
    assert most == [1]


def test_an_error_reaches_the_server() -> None:
    def failing(environ, start_response):
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        Lane(failing)(asked(), Said())

"""One page at a time per process, whoever waits.

Several threads of one Python process take turns at the interpreter; one that holds the database's
only write lock then waits for the others with the lock in its hand, and a school at once falls
minutes behind. So the server's threads only fetch what clients send, however slowly that comes,
and hand the whole request to one lane, which keeps one connection to the database.
"""

from collections.abc import Callable, Iterable
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import Lock, Thread
from typing import IO, Any

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

IN_MEMORY = 1 << 20  # bytes; larger bodies wait in a file
LARGEST = 320 << 20  # bytes: a video of 300 MB and the form around it, the largest upload allowed
CHUNK = 1 << 16


class Errand:
    """One request on its way through the lane, and what became of it.

    Lighter than a future, which costs a tenth of a short page.
    """

    def __init__(self, environ: Environ, start_response: Start) -> None:
        self.environ, self.start_response = environ, start_response
        self._reply: Iterable[bytes] = ()
        self._fault: BaseException | None = None
        self._under_way = Lock()
        self._under_way.acquire()

    def run(self, answer: Application) -> None:
        """In the lane."""
        try:
            self._reply = answer(self.environ, self.start_response)
        except BaseException as fault:  # it is the server's, and raised there
            self._fault = fault
        self._under_way.release()

    def result(self) -> Iterable[bytes]:
        """Outside: waits for the reply; raises what the application raised."""
        self._under_way.acquire()
        if self._fault is not None:
            raise self._fault
        return self._reply


class Lane:
    """A WSGI application around another one, which then sees `width` requests at a time."""

    def __init__(self, application: Application, *, width: int = 1) -> None:
        self._application = application
        self._waiting: SimpleQueue[Errand] = SimpleQueue()
        for number in range(width):
            Thread(target=self._work, name=f"lane_{number}", daemon=True).start()

    def _work(self) -> None:
        while True:
            self._waiting.get().run(self._answer)

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = announced(environ)
        if length > LARGEST:
            return refused("413 Content Too Large", start_response)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            if fetch(environ["wsgi.input"], length, body) < length:
                # Half a form reads like a whole one: nobody may take it for what was meant.
                return refused("400 Bad Request", start_response)
            environ["wsgi.input"] = body
            errand = Errand(environ, start_response)
            self._waiting.put(errand)
            return errand.result()

    def _answer(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        reply = self._application(environ, start_response)
        if getattr(reply, "streaming", True):
            return reply
        try:
            return [b"".join(reply)]
        finally:
            reply.close()  # type: ignore[attr-defined]  # Django's response ends the request so


def announced(environ: Environ) -> int:
    """The length of the body in bytes; Django reads none where none is named."""
    said = environ.get("CONTENT_LENGTH") or ""
    return int(said) if said.isascii() and said.isdigit() else 0


def fetch(source: IO[bytes], length: int, body: IO[bytes]) -> int:
    """Copies the body, however slowly it comes, and rewinds it; how many bytes there were."""
    left = length
    while left and (part := source.read(min(CHUNK, left))):
        body.write(part)
        left -= len(part)
    body.seek(0)
    return length - left


def refused(status: str, start_response: Start) -> list[bytes]:
    """An answer without words: whoever gets it is a broken connection or no browser."""
    start_response(status, [("Content-Length", "0")])
    return [b""]

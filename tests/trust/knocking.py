"""Knocking at a door and listening: the answer without what differs by chance, and its words."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db import transaction
from django.test import Client
from pypdf import PdfReader

from school_safety.volatile import store

CHANCE = re.compile(
    rb"nonce=\"[^\"]*\"|name=\"csrfmiddlewaretoken\" value=\"[^\"]*\""
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


@dataclass(frozen=True)
class Answer:
    """What came back; `plain` is the body without nonces, tokens and the ids of the address."""

    status: int
    plain: bytes
    words: str
    location: str


def knock(client: Client, method: str, url: str) -> Answer:
    """One request whose changes are taken back at once."""
    store.backend().run("DELETE FROM volatile_counter")  # who knocks everywhere would have to wait
    before = transaction.savepoint_create()
    try:
        response = client.generic(method, url)
        body = b"".join(response) if response.streaming else response.content
    finally:
        transaction.savepoint_rollback(before)
    return Answer(
        status=response.status_code,
        plain=CHANCE.sub(b"", body),
        words=_words(response, body),
        location=response.headers.get("Location", ""),
    )


def _words(response: Any, body: bytes) -> str:
    if not response.headers.get("Content-Type", "").startswith("application/pdf"):
        return body.decode("utf-8", "replace")
    if shutil.which("pdftotext"):  # twenty times as fast on a sheet full of QR codes
        done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        return done.stdout.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def same(one: Answer, other: Answer) -> bool:
    """Whether nobody could tell the two apart."""
    return (one.status, one.plain) == (other.status, other.plain)

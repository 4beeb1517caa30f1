"""Knocking at a door and listening: the answer without what differs by chance, and its words."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import partial
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import connection, transaction
from django.db.models import Max
from django.test import Client
from pypdf import PdfReader

from school_safety.audit.events.ground import RECORD_READ
from school_safety.audit.models import AuditEvent
from school_safety.volatile import store

WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
AUDIT = frozenset({"audit_auditevent"})
CHANCE = re.compile(
    rb"nonce=\"[^\"]*\"|name=\"csrfmiddlewaretoken\" value=\"[^\"]*\""
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


@dataclass(frozen=True)
class Answer:
    """What came back; `plain` is the body without nonces, tokens and the ids of the address.

    `writes`: tables that were written to, without the audit; `read`: reads that were remembered.
    """

    status: int
    plain: bytes
    words: str
    location: str
    writes: frozenset[str] = frozenset()
    read: tuple[AuditEvent, ...] = ()


def knock(client: Client, method: str, url: str) -> Answer:
    """One request whose changes are taken back at once."""
    store.backend().run("DELETE FROM volatile_counter")  # who knocks everywhere would have to wait
    before = transaction.savepoint_create()
    last = AuditEvent.objects.aggregate(last=Max("sequence"))["last"] or 0
    writes: set[str] = set()
    try:
        with connection.execute_wrapper(partial(_note_writes, writes)):
            response = client.generic(method, url)
            body = b"".join(response) if response.streaming else response.content
        read = tuple(AuditEvent.objects.filter(sequence__gt=last, event=RECORD_READ.code))
    finally:
        transaction.savepoint_rollback(before)
    return Answer(
        status=response.status_code,
        plain=CHANCE.sub(b"", body),
        words=_words(response, body),
        location=response.headers.get("Location", ""),
        writes=frozenset(writes),
        read=read,
    )


def _note_writes(seen: set[str], execute: Any, sql: str, params: Any, many: bool, context: Any):
    found = WRITES.match(sql)
    if found and found[1] not in AUDIT:
        seen.add(found[1])
    return execute(sql, params, many, context)


def _words(response: Any, body: bytes) -> str:
    if body.startswith(b"PK\x03\x04"):  # XLSX and zip: every member
        with ZipFile(BytesIO(body)) as archive:
            return "\n".join(_plain(archive.read(name)) for name in archive.namelist())
    if not body or not response.headers.get("Content-Type", "").startswith("application/pdf"):
        return _plain(body)
    if shutil.which("pdftotext"):  # twenty times as fast on a sheet full of QR codes
        done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        return done.stdout.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def _plain(body: bytes) -> str:
    """As a browser or a spreadsheet shows it: entities and escapes are read."""
    return unescape(body.decode("utf-8", "replace"))


def same(one: Answer, other: Answer) -> bool:
    """Whether nobody could tell the two apart."""
    return (one.status, one.plain) == (other.status, other.plain)

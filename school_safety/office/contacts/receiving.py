"""A callback is checked, opened and kept; everything that takes time comes later, by the clock."""

import logging
from collections.abc import Mapping
from datetime import datetime

from school_safety.schools.actions import hearing
from school_safety.schools.contacts import callback, envelope
from school_safety.schools.contacts.envelope import Unopened
from school_safety.schools.contacts.lists import ContactList
from school_safety.volatile import store

logger = logging.getLogger(__name__)
MOST_BYTES = 64 * 1024  # a change is a few hundred
WINDOW = 600  # seconds by which its time may differ from ours
SEEN = "contact-callback"
HEARD = "success"


def prove(to: ContactList, said: Mapping[str, str], *, at: datetime) -> str:
    """The other side wants to know whether we have the key: the text that it sealed."""
    sealed = said.get("echostr", "")
    _check(to, said, sealed, at)
    try:
        return envelope.open_sealed(to, sealed).decode()
    except UnicodeDecodeError as error:
        raise Unopened from error


def receive(to: ContactList, said: Mapping[str, str], body: bytes, *, at: datetime) -> str:
    """Something changed over there. The same envelope again is answered, and nothing more."""
    if len(body) > MOST_BYTES:
        raise Unopened
    sealed = callback.sealed_in(body, to)
    _check(to, said, sealed, at)
    envelope_id = f"{to.name}:{said.get('nonce', '')}:{said.get('msg_signature', '')}"
    if store.get(SEEN, envelope_id) is not None:
        return HEARD
    change = callback.understood(envelope.open_sealed(to, sealed), to)
    if change is not None:
        link = hearing.link_of(to)
        if link is None:
            logger.error("contact list %s: its district or school is not on the books", to.name)
            raise Unopened
        hearing.hear(link=link, said=change, at=at)
    store.put(SEEN, envelope_id, b"1", 2 * WINDOW)
    return HEARD


def _check(to: ContactList, said: Mapping[str, str], sealed: str, at: datetime) -> None:
    time = said.get("timestamp", "")
    if not sealed or not time.isascii() or not time.isdecimal() or len(time) > 12:
        raise Unopened
    envelope.check(
        to,
        said.get("msg_signature", ""),
        timestamp=time,
        nonce=said.get("nonce", ""),
        sealed=sealed,
    )
    if abs(at.timestamp() - int(time)) > WINDOW:
        raise Unopened

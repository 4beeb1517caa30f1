"""The vendor's own published example, opened."""

import pytest

from school_safety.schools.contacts.envelope import Unopened, check, open_sealed
from school_safety.schools.contacts.lists import ContactList

CORP = "wx5823bf96d3bd56c7"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
PROOF = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
SEALED = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUp"
    "j911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue"
    "06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+"
    "3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH"
    "27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8"
    "R07+qN+E7Q=="
)
OURS = ContactList("one", CORP, "D1", "", "", "", "QDG6eK", KEY)


def test_the_published_example():
    signature = "477715d11cdb4164915debcba66cb864d751f3e6"
    check(OURS, signature, timestamp="1409659813", nonce="1372623149", sealed=SEALED)
    text = open_sealed(OURS, SEALED).decode()
    assert text.startswith("<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]>")
    assert "<Content><![CDATA[hello]]></Content>" in text


def test_the_published_proof():
    signature = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    check(OURS, signature, timestamp="1409659589", nonce="263014780", sealed=PROOF)
    assert open_sealed(OURS, PROOF).isdigit()


def test_another_time_or_another_corp():
    with pytest.raises(Unopened):
        check(OURS, "477715d11c", timestamp="1", nonce="1372623149", sealed=SEALED)
    other = ContactList("two", "ww1", "D1", "", "", "", "QDG6eK", KEY)
    with pytest.raises(Unopened):
        open_sealed(other, SEALED)


def test_secrets_do_not_show():
    assert KEY not in repr(OURS)

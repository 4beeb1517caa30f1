"""The reader of traces must itself see a reply that leaves too early."""

import pytest

from tests.trust.acktrace import acknowledgements

WAL = "main.sqlite3-wal"
WRITE = '7 pwrite64(9</d/main.sqlite3-wal>, "x", 24, 0) = 24'
SYNC = "7 fdatasync(9</d/main.sqlite3-wal>) = 0"
BODY = '{iov_base="{\\"receipt\\": \\"a\\"}"}'
REPLY = f'8 writev(12<socket:[1]>, [{{iov_base="HTTP/1.1 200 OK"}}, {BODY}], 2) = 9'
OTHER = "7 fdatasync(9</d/volatile.sqlite3-wal>) = 0"


@pytest.mark.parametrize(
    ("lines", "early"),
    [
        ([WRITE, SYNC, REPLY], 0),
        ([WRITE, REPLY, SYNC], 1),
        ([WRITE, OTHER, REPLY], 1),
        ([WRITE, SYNC, WRITE, REPLY], 1),
        (
            [
                WRITE,
                "7 fdatasync(9</d/main.sqlite3-wal> <unfinished ...>",
                REPLY,
                "7 <... fdatasync resumed>) = 0",
            ],
            1,
        ),
        (
            [
                WRITE,
                "7 fdatasync(9</d/main.sqlite3-wal> <unfinished ...>",
                "7 <... fdatasync resumed>) = 0",
                REPLY,
            ],
            0,
        ),
    ],
)
def test_order_of_write_sync_and_reply(lines, early):
    acknowledged, found = acknowledgements("\n".join(lines), WAL)
    assert acknowledged == 1
    assert len(found) == early

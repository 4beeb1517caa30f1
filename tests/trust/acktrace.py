"""Reads an strace of the server: was the write-ahead log synced before each acknowledgement?"""

import re

LINE = re.compile(r"^(?P<pid>\d+)\s+(?:<\.\.\. )?(?P<call>\w+)(?:\(| resumed)(?P<rest>.*)$")
DONE = re.compile(r"= 0$")
RECEIPT = 'receipt\\":'  # as strace prints the JSON body


def acknowledgements(trace: str, log: str) -> tuple[int, list[str]]:
    """How many replies carried a receipt, and those that left with the log still dirty.

    One student at a time: whatever was written to the log before the reply belongs to her.
    """
    dirty, acknowledged, early = False, 0, []
    waiting: dict[str, str] = {}  # process id -> the file of its unfinished sync
    for line in trace.splitlines():
        found = LINE.match(line)
        if not found:
            continue
        pid, call, rest = found["pid"], found["call"], found["rest"]
        if call == "pwrite64" and f"/{log}>" in rest:
            dirty = True
        elif call in {"fdatasync", "fsync"}:
            if f"/{log}>" in rest and rest.endswith("<unfinished ...>"):
                waiting[pid] = log
            elif DONE.search(rest) and (f"/{log}>" in rest or waiting.pop(pid, "")):
                dirty = False
        elif RECEIPT in rest and "resumed" not in line:
            acknowledged += 1
            if dirty:
                early.append(line[:200])
    return acknowledged, early

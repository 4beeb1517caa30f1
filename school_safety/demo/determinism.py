"""Ids that come out the same for the same seed; keys, codes and nonces stay truly random.

`uuid.uuid4` draws from `os.urandom` by its own name for the module; only that name is bent, only
while the demo is being built. Nothing outside this file may do such a thing.
"""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace


@contextmanager
def seeded_ids(seed: int) -> Iterator[None]:
    """uuid4() follows the seed inside."""
    source = random.Random(f"ids {seed}")  # noqa: S311  (demo ids, not secrets)
    kept = uuid.os  # type: ignore[attr-defined]
    uuid.os = SimpleNamespace(urandom=source.randbytes)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        uuid.os = kept  # type: ignore[attr-defined]

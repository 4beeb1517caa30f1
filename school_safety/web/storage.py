"""Collected files for the demo: our own are compressed, the editors' tools are served as they are.

Compressing everything takes half a minute on a small machine, which production pays once and a
first look should not pay at all.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

SMALL = 300_000  # bytes; brotli at its best level takes seconds on more


class QuickStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for everything, brotli for our small files, gzip for our large ones."""

    use_brotli = True

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(**kwargs, use_brotli=self.use_brotli)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        ours = [path for path in paths if path.startswith("built/")]
        small = [path for path in ours if Path(self.path(path)).stat().st_size <= SMALL]
        yield from super().compress_files(small)
        self.use_brotli = False
        yield from super().compress_files(set(ours) - set(small))
        self.use_brotli = True

"""Refusing to start without the sealing key; saying which library or font PDFs do without."""

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning

from . import key_files

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0|PDFs (letters, slips, receipts) cannot be made",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0|PDFs (letters, slips, receipts) cannot be made",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0|each PDF takes seconds and is large",
}
DISTRICT = (
    "A district's sealing key lies where SEALING_KEY_FOLDER says: bring it back, or make one with "
    "`manage.py make_keys --district CODE`."
)
KEEP = "`manage.py make_keys` keeps it, so that receipts can be checked after the key is replaced."
NO_FONT = "fonts-noto-cjk|Chinese text in PDFs falls back to another font or to boxes"


def seal_is_there(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Production names its sealing key; a receipt that cannot be sealed is found out now."""
    found = [_trouble(path, what) for path, what in key_files.troubles() if not _will_be_made(path)]
    if found or not key_files.path_of(key_files.OWN).exists():
        return list(found)
    return [
        Warning(
            f"The certificate of the sealing key {path} is not kept yet.",
            hint=KEEP,
            id="documents.W001",
        )
        for path in key_files.unkept()
    ]


def _will_be_made(path: Path) -> bool:
    own = key_files.path_of(key_files.OWN)
    return settings.VAULT_KEY_MAY_BE_MADE and path == own and not path.exists()


def _trouble(path: Path, what: str) -> CheckMessage:
    if path == key_files.path_of(key_files.OWN):
        hint = "`manage.py make_keys` makes one where SEALING_KEY_FILE says."
        return Error(f"The sealing key file {path} {what}.", hint=hint, id="documents.E001")
    return Error(f"{path} {what}.", hint=DISTRICT, id="documents.E002")


def paper_is_there(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """One line for each thing that PDFs need and this machine has not."""
    return [Info(line, id="documents.I001") for line in lacking()]


def lacking() -> list[str]:
    """What is missing, what then does not work, and how to mend it."""
    return [_line(found) for found in _missing()]


def _missing() -> Iterator[str]:
    for library, words in LIBRARIES.items():
        if not _loads(library):
            yield words
    if not _chinese_font():
        yield NO_FONT


def _line(words: str) -> str:
    package, _, without = words.partition("|")
    return f"Missing: {package}. Without it: {without}. (apt-get install {package})"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _chinese_font() -> bool:
    if any(Path("/usr/share/fonts").glob("**/NotoS*CJK*")):
        return True
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    found = subprocess.run(
        [lister, ":lang=zh", "family"], capture_output=True, timeout=20, check=False
    )
    return bool(found.stdout.strip())

"""Senders of text messages for a house without a contract: into a folder, or into memory."""

from django.conf import settings

MEMORY: list[tuple[str, str]] = []


def to_folder(*, number: str, words: str, key: str) -> None:
    """For trying things out: one file a message, readable by the one who runs the demo."""
    folder = settings.DATA_DIR / "sms"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{key}.txt"
    path.touch(mode=0o600)
    path.write_text(f"{number}\n{words}\n", encoding="utf-8")


def to_memory(*, number: str, words: str, key: str) -> None:
    """For tests, like the mail outbox of Django."""
    MEMORY.append((number, words))

"""Files that only their owner reads: whole, once, and nothing left beside them."""

import os
import stat

import pytest

from school_safety.kernel import private_files

WAYS = [private_files.create, private_files.replace]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "key"


@pytest.mark.parametrize(
    ("write", "before", "answer", "after"),
    [
        (private_files.create, None, True, b"new"),
        (private_files.create, b"old", False, b"old"),
        (private_files.replace, None, None, b"new"),
        (private_files.replace, b"old", None, b"new"),
    ],
)
def test_what_stands_there_afterwards(path, write, before, answer, after):
    if before is not None:
        path.write_bytes(before)
        path.chmod(0o600)
    assert write(path, b"new") is answer
    assert path.read_bytes() == after
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_folder_is_made_for_the_owner_alone(tmp_path):
    path = tmp_path / "keys" / "key"
    assert private_files.create(path, b"new")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_whoever_comes_second_leaves_the_first(path, monkeypatch):
    link = os.link

    def overtaken(draft, place):
        place.write_bytes(b"first")
        link(draft, place)

    monkeypatch.setattr(os, "link", overtaken)
    assert private_files.create(path, b"second") is False
    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("write", WAYS)
def test_the_file_and_then_its_name_reach_the_disk(path, monkeypatch, write):
    synced, sync = [], os.fsync

    def seen(handle):
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        sync(handle)

    monkeypatch.setattr(os, "fsync", seen)
    write(path, b"new")
    assert synced == [False, True]


@pytest.mark.parametrize("write", WAYS)
def test_a_full_disk_changes_nothing(path, monkeypatch, write):
    def full(_handle):
        raise OSError(28, "No space left on device")

    if write is private_files.replace:
        path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(path, b"new")
    assert [each.read_bytes() for each in path.parent.iterdir()] in ([], [b"old"])

"""Production's two keys: made once, private, never overwritten, and missed at the start."""

import stat

import pytest
from django.core.management import CommandError, call_command

from school_safety.documents.startup import lacking, seal_is_there


@pytest.fixture
def named(settings, tmp_path):
    settings.VAULT_KEY_FILE = str(tmp_path / "keys" / "vault.key")
    settings.SEALING_KEY_FILE = str(tmp_path / "keys" / "sealing.p12")
    settings.VAULT_KEY_MAY_BE_MADE = False
    return tmp_path / "keys"


def test_both_are_made_once_and_private(named, capsys):
    call_command("make_keys")
    files = sorted(named.iterdir())
    assert [path.name for path in files] == ["sealing.p12", "sealing.pem", "vault.key"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    before = [path.read_bytes() for path in files]
    call_command("make_keys")
    assert [path.read_bytes() for path in files] == before
    assert capsys.readouterr().out.count("kept: ") == 2


def test_a_place_that_cannot_be_written_is_named(named, settings, tmp_path):
    tmp_path.joinpath("file").touch()
    settings.VAULT_KEY_FILE = str(tmp_path / "file" / "vault.key")
    with pytest.raises(CommandError, match=r"file/vault\.key|/file"):
        call_command("make_keys")


def test_production_without_its_seal_does_not_start(named):
    assert [message.id for message in seal_is_there()] == ["documents.E001"]
    call_command("make_keys")
    assert seal_is_there() == []
    named.joinpath("sealing.p12").write_bytes(b"no key")
    assert "cannot be read" in seal_is_there()[0].msg


def test_what_this_machine_lacks_for_paper_is_a_line_each():
    assert all(line.startswith("Missing: ") and "apt-get install" in line for line in lacking())

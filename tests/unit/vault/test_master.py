"""The master key file: missing, malformed, private."""

import stat

import pytest

from school_safety.vault import master, startup
from school_safety.vault.errors import KeyTrouble


@pytest.fixture
def file(tmp_path, settings):
    settings.VAULT_KEY_FILE = str(tmp_path / "keys" / "vault.key")
    settings.VAULT_KEY_MAY_BE_MADE = False
    (tmp_path / "keys").mkdir()
    return tmp_path / "keys" / "vault.key"


def test_a_missing_key_is_named_and_never_made_in_production(file):
    master.make_if_allowed()
    with pytest.raises(KeyTrouble, match="is missing"):
        master.read()
    assert [message.id for message in startup.key_file_is_there()] == ["vault.E001"]
    assert not file.exists()


@pytest.mark.parametrize("content", ["", "\n\n", "abc", "AAAA\n", "非密钥", "====", "A" * 44])
def test_nonsense_in_the_file_is_refused(file, content):
    file.write_text(content)
    with pytest.raises(KeyTrouble):
        master.read()


def test_bytes_that_are_no_text_are_refused(file):
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyTrouble, match="cannot be read"):
        master.read()


def test_the_demo_makes_a_private_key_once(file, settings):
    settings.VAULT_KEY_MAY_BE_MADE = True
    assert startup.key_file_is_there() == []
    master.make_if_allowed()
    made = file.read_text()
    master.make_if_allowed()
    assert file.read_text() == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_key_others_can_read_is_warned_about(file):
    file.write_text(master.new_line())
    file.chmod(0o644)
    assert [message.id for message in startup.key_file_is_there()] == ["vault.W001"]


def test_lines_read_back_in_order(file):
    lines = [master.new_line(), master.new_line()]
    master.replace(lines)
    found = master.read()
    assert [master.line_of(key) for key in found] == lines
    assert found[0].id != found[1].id

"""Each district seals with its own key; what an older key sealed is known for ever."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from school_safety.documents import key_files, own_seal, sealed_text, sealing, sealing_key
from school_safety.documents.startup import seal_is_there
from tests.integration.documents.test_sealing import blank

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def pairs():
    """Ready key files: making one takes a quarter of a second."""
    return [key_files.new_pair(name) for name in ("", "D1", "D1")]


@pytest.fixture
def keys(pairs, settings, tmp_path):
    """Our own key and one of D1; D2 has none."""
    settings.SEALING_KEY_FILE = str(tmp_path / "sealing.p12")
    settings.SEALING_KEY_FOLDER = str(tmp_path / "districts")
    settings.VAULT_KEY_MAY_BE_MADE = False
    tmp_path.joinpath("sealing.p12").write_bytes(pairs[0])
    tmp_path.joinpath("districts").mkdir()
    own = tmp_path / "districts" / "D1.p12"
    own.write_bytes(pairs[1])
    key_files.remember(own)
    key_files.remember(tmp_path / "sealing.p12")
    return own


def owner_of(pdf):
    report = sealing.check(pdf)
    assert report.whole
    assert own_seal.is_ours(pdf)
    return report.owner


def test_a_district_seals_with_its_own_key_and_the_others_with_ours(keys):
    assert owner_of(sealing.seal(blank(), district="D1")) == "D1"
    assert owner_of(sealing.seal(blank(), district="D2")) == ""
    text = sealed_text.opened(sealed_text.seal(b"book", district="D1", at=NOW))
    assert (text.whole, text.owner) == (True, "D1")


def test_what_was_sealed_before_holds_after_keys_are_made_and_replaced(keys):
    keys.unlink()
    key_files.kept_beside(keys).unlink()
    before = sealing.seal(blank(), district="D1")
    call_command("make_keys", district=["D1"])
    first = sealing.seal(blank(), district="D1")
    call_command("make_keys", replace=["D1"])
    second = sealing.seal(blank(), district="D1")
    assert [owner_of(pdf) for pdf in (before, first, second)] == ["", "D1", "D1"]
    given = sealing_key.from_pem(sealing_key.certificates_pem())
    assert [one.owner for one in given] == ["", "D1", "D1"]
    assert sealing.check(first, among=given[1:]).whole
    assert not sealing.check(first, among=given[2:]).whole
    assert keys.stat().st_mode & 0o077 == 0


def test_a_key_that_went_missing_is_never_replaced_by_ours(keys):
    sealed = sealing.seal(blank(), district="D1")
    keys.unlink()
    assert sealing.check(sealed).whole, "checking needs no key"
    with pytest.raises(ImproperlyConfigured, match=r"D1\.p12 is missing"):
        sealing.seal(blank(), district="D1")
    (found,) = seal_is_there()
    assert (found.id, "D1.p12 is missing" in found.msg) == ("documents.E002", True)


@pytest.mark.parametrize("content", [b"", b"no key"])
def test_a_key_that_cannot_be_read_is_named_at_the_start(keys, content):
    keys.write_bytes(content)
    (found,) = seal_is_there()
    assert "D1.p12" in found.msg
    with pytest.raises(ImproperlyConfigured, match=r"D1\.p12 cannot be read"):
        sealing.seal(blank(), district="D1")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("make_keys", replace=["D1"])


def test_damaged_certificates_and_a_folder_that_is_not_there_are_named(keys, settings):
    key_files.kept_beside(keys).write_bytes(b"-----BEGIN CERTIFICATE-----\nxx")
    assert [found.id for found in seal_is_there()] == ["documents.E002"]
    settings.SEALING_KEY_FOLDER = "/nowhere/districts"
    assert [found.msg for found in seal_is_there()] == ["/nowhere/districts is missing."]


def test_a_key_put_there_by_hand_is_kept_before_it_is_replaced(keys, pairs):
    assert seal_is_there() == []
    keys.write_bytes(pairs[2])
    assert owner_of(sealing.seal(blank(), district="D1")) == "D1", "seen without a restart"
    assert [found.id for found in seal_is_there()] == ["documents.W001"]
    call_command("make_keys", district=["D1"])
    assert seal_is_there() == []
    assert len(sealing_key.known()) == 3


def test_a_code_never_leaves_the_folder(keys):
    for code in ("../sealing", "..", "/etc/x", "区一"):
        assert key_files.path_of(code).parent == keys.parent
        key_files.path_of(code).write_bytes(b"")
        assert code in key_files.districts()


def test_a_key_is_read_once_in_a_process(keys):
    assert sealing_key.pair_for("D1") is sealing_key.pair_for("D1")


def test_only_a_key_that_is_there_is_replaced(keys):
    with pytest.raises(CommandError, match=r"D2\.p12 is not there"):
        call_command("make_keys", replace=["D2"])

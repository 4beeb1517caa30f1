"""Data keys: made once, remembered only when committed, useless under a wrong master key."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction

from school_safety.schools.models import District, Guardian
from school_safety.vault import keys, lookup, master, parcels, rotation, startup
from school_safety.vault.errors import KeyTrouble, SealBroken
from school_safety.vault.models import DataKey

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture(autouse=True)
def _fresh_memory():
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def own_master(tmp_path, settings):
    """A master key of this test's own, with everything wrapped under it."""
    line = master.new_line()
    lines = [line, *(master.line_of(key) for key in master.read())]
    settings.VAULT_KEY_FILE = str(tmp_path / "vault.key")
    master.replace(lines)
    rotation.rewrap()
    master.replace([line])
    return tmp_path / "vault.key"


def test_a_wrong_master_key_refuses_to_start(own_master):
    own_master.write_text(master.new_line())
    keys.forget()
    messages = startup.key_file_opens_our_keys(databases=["default"])
    assert [message.id for message in messages] == ["vault.E002"]
    with pytest.raises(KeyTrouble, match="not the one"):
        startup.refuse_wrong_key()
    with pytest.raises(KeyTrouble, match="not the one"):
        lookup.keyed_hash("phone", "1")


def test_a_key_is_never_made_beside_rows_it_could_not_open(own_master, settings):
    own_master.unlink()
    keys.forget()
    settings.VAULT_KEY_MAY_BE_MADE = True
    with pytest.raises(KeyTrouble, match="is missing"):
        keys.current(uuid4())
    assert not own_master.exists()


def test_a_wrapped_key_cannot_be_given_to_another_district(own_master):
    key = keys.current(uuid4())
    keys.forget()
    DataKey.objects.filter(pk=key.id).update(district_id=uuid4())
    with pytest.raises(SealBroken):
        keys.check()


def test_a_key_made_in_a_rolled_back_transaction_is_forgotten():
    district_id = uuid4()
    with transaction.atomic():
        lost = keys.current(district_id)
        assert keys.current(district_id) is lost
        transaction.set_rollback(True)
    assert not DataKey.objects.filter(pk=lost.id).exists()
    assert keys.current(district_id).id != lost.id


@pytest.mark.django_db(transaction=True)
def test_two_threads_make_one_key():
    district_id, found, ready = uuid4(), [], threading.Barrier(2)

    def make() -> None:
        ready.wait()
        found.append(keys.current(district_id).id)
        connection.close()

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys.forget()
    assert DataKey.objects.filter(district_id=district_id).count() == 1
    assert set(found) == {keys.current(district_id).id}


def test_lookups_differ_by_purpose_and_agree_in_spelling():
    first = lookup.keyed_hash("phone", "19900000001")
    keys.forget()
    assert lookup.keyed_hash("phone", " １9900000001 ") == first  # full-width digit
    assert lookup.keyed_hash("id", "19900000001") != first
    assert len(first) == 64


def test_parcels_open_only_where_they_belong():
    sealed = parcels.seal(b"words", district_id=uuid4(), kind="draft", key="a")
    assert parcels.unseal(sealed, kind="draft", key="a") == b"words"
    for kind, key in (("draft", "b"), ("other", "a")):
        with pytest.raises(SealBroken):
            parcels.unseal(sealed, kind=kind, key=key)


def test_rotation_keeps_everything_readable(own_master):
    district = District.objects.create(code="R1", name="轮换区")
    Guardian.objects.create(district=district, name="甲", phone="19900000001")
    mark, old = lookup.keyed_hash("phone", "1"), own_master.read_text()

    assert rotation.new_master() == DataKey.objects.count()
    assert rotation.rewrap() == 0
    assert own_master.read_text() != old
    assert rotation.new_data_keys() >= 1
    assert rotation.reseal() == 1
    assert rotation.reseal() == 0

    keys.forget()
    keys.check()
    sealed = Guardian.objects.values_list("phone", flat=True).get()
    assert keys.envelope.key_id_of(sealed.data) == keys.current(district.pk).id
    assert Guardian.objects.get().phone == "19900000001"
    assert lookup.keyed_hash("phone", "1") == mark

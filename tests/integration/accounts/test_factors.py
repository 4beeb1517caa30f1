"""What is behind the second step: sealed in every row and session, useless under another key."""

import json
from importlib import import_module

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, generate_totp_secret
from django.apps import apps
from django.test import Client
from django.utils import timezone

from school_safety.accounts import factors
from school_safety.office.rotating import rotate
from school_safety.vault import keys, master, rotation, startup
from school_safety.vault.errors import KeyTrouble, SealBroken

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
MOVE = import_module("school_safety.accounts.migrations.0004_sealed_factors")


@pytest.fixture
def secret(world) -> str:
    made = generate_totp_secret()
    TOTP.activate(world.co, made)
    return made


@pytest.fixture
def own_master(tmp_path, settings):
    """A master key of this test's own, with everything wrapped under it."""
    line = master.new_line()
    settings.VAULT_KEY_FILE, before = str(tmp_path / "vault.key"), master.read()
    master.replace([line, *(master.line_of(key) for key in before)])
    rotation.rewrap()
    master.replace([line])
    yield tmp_path / "vault.key"
    keys.forget()


def stored(user, kind=Authenticator.Type.TOTP) -> Authenticator:
    return Authenticator.objects.get(user=user, type=kind)


def works(user, secret: str) -> bool:
    return TOTP(stored(user)).validate_code(pyotp.TOTP(secret).now())


def test_rows_hold_no_secret_and_the_figures_still_count(world, secret) -> None:
    codes = RecoveryCodes.activate(world.co)
    written = json.dumps([row.data for row in Authenticator.objects.filter(user=world.co)])
    assert secret not in written
    assert written.count(factors.MARK) == 2
    assert works(world.co, secret)
    assert codes.validate_code(codes.generate_codes()[0])


def test_a_secret_that_was_planted_unsealed_is_refused(world, secret) -> None:
    row = stored(world.co)
    row.data = {"secret": secret}
    row.save()
    with pytest.raises(SealBroken):
        works(world.co, secret)
    for line in (factors.MARK + "%%%", factors.MARK + "AAAA", ""):
        with pytest.raises(SealBroken):
            factors.unseal(line)


@pytest.mark.django_db(transaction=True)
def test_under_a_wrong_master_key_nobody_signs_in_and_nothing_starts(
    world, secret, own_master
) -> None:
    assert works(world.co, secret)
    own_master.write_text(master.new_line())
    keys.forget()
    with pytest.raises(KeyTrouble, match="not the one"):
        works(world.co, secret)
    with pytest.raises(KeyTrouble, match="not the one"):
        startup.refuse_wrong_key()


def test_what_was_set_up_before_there_was_a_seal_is_sealed_by_the_migration(world, secret) -> None:
    codes = RecoveryCodes.activate(world.co).generate_codes()
    old = Authenticator.objects.create(
        user=world.ld, type="recovery_codes", data={"migrated_codes": ["11111111", "22222222"]}
    )
    MOVE.lay_open(apps, None)
    assert stored(world.co).data["secret"] == secret
    MOVE.seal(apps, None)
    MOVE.seal(apps, None)  # bears being run again
    assert secret not in json.dumps(stored(world.co).data)
    assert works(world.co, secret)
    assert stored(world.co, "recovery_codes").wrap().generate_codes() == codes
    old.refresh_from_db()
    assert "11111111" not in json.dumps(old.data)
    assert old.wrap().validate_code("11111111")


@pytest.mark.django_db(transaction=True)
def test_rotation_takes_the_secrets_along(world, secret, own_master) -> None:
    before = stored(world.co).data["secret"]
    counts = rotate(master=True, data_keys=True, rows=True, at=timezone.now())
    assert counts.sealed >= 1
    keys.forget()
    assert stored(world.co).data["secret"] != before
    assert works(world.co, secret)
    assert factors.reseal() == 0


def test_while_it_is_set_up_the_session_keeps_it_sealed(client_of, world) -> None:
    client: Client = client_of(world.te)
    url = "/accounts/2fa/totp/activate/"
    secret = client.get(url).context["form"].secret
    assert client.session[SECRET_SESSION_KEY].startswith(factors.MARK)
    assert secret not in json.dumps(dict(client.session))
    wrong = client.post(url, {"code": "000000"})
    assert wrong.context["form"].secret == secret  # the picture on the page stays good
    done = client.post(url, {"code": pyotp.TOTP(secret).now()})
    assert done.status_code == 302
    assert SECRET_SESSION_KEY not in client.session
    assert factors.unseal(stored(world.te).data["secret"]) == secret

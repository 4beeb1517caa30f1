"""The emergency way in: short, loud, and only for those whom nobody else can help."""

import re
import stat
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.test import Client

from school_safety.accounts.models import EntryCode
from school_safety.audit import queries as audit
from school_safety.notices.queries import inbox

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "王芳的手机丢了，另一位建区人出差在外，审计员还没有任命"
OWN = "seven herons over the reeds"


def broken(tmp_path, user="da", reason=WHY, **more) -> str:
    call_command("break_glass", user=user, reason=reason, letters=tmp_path, **more)
    file = tmp_path / f"{user}-glass.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    return re.search(r"Code +(\S+)", file.read_text(encoding="utf-8"))[1]


def test_a_founder_comes_back_and_everybody_hears_of_it(world, tmp_path) -> None:
    TOTP.activate(world.da, generate_totp_secret())
    code = broken(tmp_path)
    assert not Authenticator.objects.filter(user=world.da).exists()
    for told in (world.da, world.au):
        assert "glass_broken" in [n.kind for n in inbox(told)]
    assert "glass_broken" not in [n.kind for n in inbox(world.da_other)]
    row = EntryCode.objects.get(user=world.da)
    assert (row.reason, row.expires_at - row.made_at) == (WHY, timedelta(hours=4))
    history = audit.of_districts([world.district.pk])
    assert history.filter(event="accounts.glass.broken").count() == 1
    client = Client()
    typed = {"username": "da", "code": code, "password": OWN, "again": OWN}
    assert client.post("/activate/", typed).status_code == 302
    assert client.get("/home/").url.startswith("/accounts/2fa/")


@pytest.mark.parametrize(
    ("user", "more"),
    [
        ("da", {"reason": "手机丢了"}),
        ("da", {"reason": "x  " * 9}),
        ("da", {"hours": 5}),
        ("da", {"hours": 0}),
        ("co", {}),
        ("sa", {}),
        ("du", {}),
        ("nobody", {}),
    ],
)
def test_what_is_no_emergency_is_refused_and_changes_nothing(world, tmp_path, user, more) -> None:
    with pytest.raises(CommandError):
        broken(tmp_path, user, **more)
    assert not EntryCode.objects.exists()
    assert not inbox(world.au)


def test_the_operator_too_and_then_every_district_hears(world, tmp_path) -> None:
    broken(tmp_path, "op", hours=1)
    assert "glass_broken" in [n.kind for n in inbox(world.da_other)]

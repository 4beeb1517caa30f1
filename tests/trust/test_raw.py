"""Whoever steals the disk: no sensitive word in any file, after a day's work (G21)."""

import base64
import logging
from collections.abc import Iterator
from os.path import commonprefix
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pyotp import TOTP

from interventions.models import Concern, Note
from school_safety.accounts import factors

from .actors import actor
from .objects import KINDS
from .oracle import may
from .test_matrix import sign_in

SPOKEN = "⟦只在这里说过的一句话⟧"
SENSITIVE = {"S3", "S4"}


def written_as(words: str) -> Iterator[bytes]:
    """The ways in which a word may lie in a file without being sealed."""
    raw = words.encode()
    yield raw
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        yield words.encode(encoding, "ignore") or raw
    for shift in range(3):  # whatever stands before it in a base64 text
        yield base64.b64encode(b"x" * shift + raw)[4:-4]
    yield quote(words).encode()
    yield words.encode("unicode_escape")


def lying_in(raw: bytes, words: list[str]) -> Iterator[str]:
    """Words that lie in these bytes in any way. Looks for what all of them begin with, then closer."""
    for way in zip(*map(written_as, words), strict=True):
        forms = {form: word for form, word in zip(way, words, strict=True) if len(form) > 5}
        start = commonprefix(list(forms))  # noqa: RUF071  (bytes, no paths)
        sizes = {len(form) for form in forms}
        at = raw.find(start)
        while forms and at >= 0:
            for size in sizes:
                if (found := forms.get(raw[at : at + size])) is not None:
                    yield found
            at = raw.find(start, at + 1)


def files() -> Iterator[tuple[Path, bytes]]:
    """Everything under DATA_DIR: database, its log, drafts and sessions, papers, anchors."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    for path in sorted(Path(settings.DATA_DIR).rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


@pytest.fixture
def day(demo: Any, caplog: pytest.LogCaptureFixture) -> Any:
    """A counselor looks, writes and is given a concern; a teacher sends one with a typing error."""
    caplog.set_level(logging.DEBUG)
    counselor = actor("co_s1", demo.account("co_s1"))
    row = next(row for row in KINDS["case"]() if may(counselor, row, "co:c"))
    client = sign_in(counselor)
    assert client.get(reverse("interventions:case_show", kwargs=row.kwargs)).status_code == 200
    when = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    talk = {"kind": "talk", "held": "yes", "happened_at": when, "text": SPOKEN}
    new = reverse("interventions:note_new", kwargs=row.kwargs)
    assert client.post(new, talk).status_code == 302
    teacher = sign_in(actor("ht_s1a", demo.account("ht_s1a")))
    concern = {"who": "新来的同学", "fact": SPOKEN, "words_said": SPOKEN, "done": SPOKEN}
    assert teacher.post(reverse("interventions:concern_new"), concern).status_code == 302
    assert (
        teacher.post(reverse("interventions:concern_new"), {"words_said": SPOKEN}).status_code
        == 422
    )
    return demo


@pytest.fixture
def secrets(demo: Any) -> list[str]:
    """What is behind every second step: the demo's, one set up today, one not finished yet."""
    page = reverse("mfa_activate_totp")
    waiting = come_in(demo, "ht_s1a").get(page).context["form"].secret
    teacher = come_in(demo, "te_s1")
    fresh = teacher.get(page).context["form"].secret
    assert teacher.post(page, {"code": TOTP(fresh).now()}).status_code == 302
    told = [account["totp_secret"] for account in demo.manifest["accounts"].values()]
    seeds = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
    opened = [factors.unseal(row.data["seed"]) for row in seeds]
    assert opened
    return [fresh, waiting, *opened, *filter(None, told)]


def come_in(demo: Any, key: str) -> Client:
    """Through the front door, with the password of the manifest."""
    client, account = Client(), demo.manifest["accounts"][key]
    typed = {"login": account["username"], "password": account["password"]}
    assert client.post(reverse("account_login"), typed).status_code == 302
    return client


@pytest.mark.django_db(transaction=True)
def test_no_file_holds_what_is_behind_a_second_step(day: Any, secrets: list[str]) -> None:
    assert len(secrets) > 10
    forms = {form for word in secrets for form in written_as(word)}
    found = [path.name for path, raw in files() for form in forms if form in raw]
    assert not found


@pytest.mark.django_db(transaction=True)
def test_no_file_holds_a_sensitive_word(day: Any, caplog: pytest.LogCaptureFixture) -> None:
    marks = [m["text"] for m in day.manifest["canaries"] if m["class"] in SENSITIVE]
    assert Concern.objects.latest("written_at").fact == SPOKEN  # it is there, and can be read
    assert Note.objects.latest("written_at").text == SPOKEN
    assert len(marks) > 100
    found = [
        f"{path.name}: {word}"
        for path, raw in files()
        for word in (*lying_in(raw, [SPOKEN]), *lying_in(raw, marks))
    ]
    assert not found
    heard = caplog.text + "".join(f"{m.subject} {m.body}" for m in mail.outbox)
    assert not [word for word in [SPOKEN, *marks] if word in heard]


@pytest.mark.django_db
def test_the_search_itself_finds_what_lies_open(tmp_path: Path) -> None:
    for form in written_as(SPOKEN):
        tmp_path.joinpath("f").write_bytes(b"before " + form + b" after")
        raw = tmp_path.joinpath("f").read_bytes()
        assert any(way in raw for way in written_as(SPOKEN))
        assert SPOKEN in lying_in(raw, [SPOKEN])
        marks = ["⟦c0001⟧", SPOKEN]
        assert set(lying_in(raw, marks)) == {SPOKEN}

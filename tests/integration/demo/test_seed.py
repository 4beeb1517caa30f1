"""The demo district, told small: complete, the same each time, and nothing sensitive in the clear."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from interventions.models import Case
from school_safety.demo.doors import KEYS
from school_safety.demo.seeding import seed
from school_safety.demo.story.plan import GUARDIANS, STAFF
from school_safety.schools.models import District, Student
from surveys.models import Response, Wave
from surveys.queries import forms
from surveys.rules.packing import unpack
from surveys.rules.scoring import score
from tests import databases

KEYS_OF_MANIFEST = {"accounts", "students", "objects", "canaries", "urls", "samples"}
URLS = [
    "home",
    "login",
    "demo_login",
    "lessons",
    "letters",
    "family",
    "student",
    "help",
    "staff",
    "cms",
    "reports",
    "outbox",
]
SAMPLES = {"receipt_pdf", "slips_pdf", "letter_pdf", "roster_zip", "roster_xlsx"}


def tell(folder: Path) -> dict:
    path = folder / "m.json"
    now = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    seed(seed=7, size="tiny", path=path, now=now, say=lambda _line: None)
    return json.loads(path.read_text(encoding="utf-8"))


def without_secrets(manifest: dict) -> dict:
    """What must be the same: everything but passwords, codes, slips and the folder."""
    for account in manifest["accounts"].values():
        for secret in ("password", "totp_secret", "entry_code"):
            account.pop(secret, None)
    for student in manifest["students"]:
        student.pop("slip_url", None)
    manifest.pop("samples", None)
    return manifest


@pytest.mark.django_db(transaction=True)
def test_the_story_is_complete_and_sealed(tmp_path):
    manifest = tell(tmp_path)
    _complete(manifest)
    _sealed(manifest)
    _neighbour()
    with pytest.raises(CommandError, match="已经有学区"):
        call_command("seed_demo", size="small", stdout=StringIO())


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_the_story_is_the_same_again(tmp_path):
    first = tell(tmp_path / "1")
    databases.restore()
    assert not District.objects.exists()
    second = tell(tmp_path / "2")
    for part, told in without_secrets(first).items():
        assert without_secrets(second)[part] == told, part


def _complete(manifest: dict) -> None:
    assert set(manifest) >= KEYS_OF_MANIFEST
    assert set(manifest["accounts"]) == {*STAFF, *GUARDIANS}
    assert set(manifest["accounts"]) >= KEYS
    for account in manifest["accounts"].values():
        assert set(account) >= {"username", "password", "totp_secret", "role", "school"}
    assert manifest["accounts"]["co_s1"]["totp_secret"]
    assert set(URLS) <= set(manifest["urls"])
    assert set(manifest["samples"]) >= SAMPLES
    assert all(Path(path).stat().st_size > 1000 for path in manifest["samples"].values())
    kinds = {row["kind"] for row in manifest["objects"]}
    assert kinds >= {"case", "concern", "dispatch", "personal_letter", "referral", "wave"}
    assert any(student["slip_url"] for student in manifest["students"])
    assert Student.objects.count() == len(manifest["students"])


def _sealed(manifest: dict) -> None:
    marks = [m["text"] for m in manifest["canaries"] if m["class"] in {"S3", "S4"}]
    assert len(marks) >= 100
    assert len(set(marks)) == len(marks)
    if connection.vendor != "sqlite":
        return
    raw = b""
    for path in Path(connection.settings_dict["NAME"]).parent.glob(
        Path(connection.settings_dict["NAME"]).name + "*"
    ):
        raw += path.read_bytes()
    assert len(raw) > 100_000
    assert not [mark for mark in marks if mark.encode() in raw]


def _neighbour() -> None:
    """The school next door has waves behind it whose answers say what their rows say."""
    waves = Wave.objects.filter(school__code="S4", status="closed")
    assert sorted(waves.values_list("instrument_version__instrument__code", flat=True)) == [
        "gd3c",
        "iu8c",
    ]
    rows = Response.objects.filter(wave__in=waves)
    assert rows.filter(path="screening").count() >= 10
    for row in rows.filter(path="screening").select_related(
        "wave", "student", "basis__consent", "invitation__sitting__classroom"
    ):
        form = forms.form(row.wave.instrument_version_id)
        choices = unpack(row.answers["a"], [len(item.codes) for item in form.items])
        grade = row.invitation.sitting.classroom.grade
        found = score(form, choices, sex=row.student.sex, grade=grade)
        assert (row.score, row.band) == (found.value, int(found.band))
        assert row.invitation.state == "submitted"
        assert (row.basis.consent.state, row.basis.consent.student_id) == ("given", row.student_id)
    assert not Case.objects.filter(school__code="S4").exists()


@pytest.mark.django_db
def test_outside_the_demo_its_door_does_not_exist(client):
    assert settings.DEMO is False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"key": "co_s1"}).status_code == 404


@pytest.mark.django_db
@override_settings(DEMO=True, DATABASE_URL="postgres://somewhere")
def test_the_door_refuses_beside_a_real_database(rf):
    from school_safety.demo.views import demo_login
    from school_safety.kernel.refusals import Absent

    with pytest.raises(Absent):
        demo_login(rf.get("/demo/"))

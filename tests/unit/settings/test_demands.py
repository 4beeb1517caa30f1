"""Production says what it lacks, all at once, before anything is touched."""

import os
import subprocess
import sys

from school_safety.settings.demands import hosts, troubles
from tests.databases import ROOT

GOOD = {
    "SECRET_KEY": "s" * 50,
    "PUBLIC_URL": "https://safety.example.org",
    "DATABASE_URL": "postgres://app@localhost/school_safety",
    "VAULT_KEY_FILE": "/keys/vault.key",
    "SEALING_KEY_FILE": "/keys/sealing.p12",
}


def test_a_full_environment_is_taken():
    assert troubles(GOOD, embedded=False) == []
    assert troubles({**GOOD, "PUBLIC_URL": "http://localhost:8000"}, embedded=False) == []


def test_everything_missing_is_named_at_once():
    found = troubles({}, embedded=False)
    assert [line.split()[0] for line in found] == [
        "SECRET_KEY",
        "PUBLIC_URL",
        "VAULT_KEY_FILE",
        "SEALING_KEY_FILE",
        "DATABASE_URL",
    ]


def test_blank_short_and_open_values_are_refused():
    bad = {**GOOD, "SECRET_KEY": "short", "PUBLIC_URL": "http://safety.example.org"}
    assert len(troubles(bad, embedded=False)) == 2
    assert "VAULT_KEY_FILE" in troubles({**GOOD, "VAULT_KEY_FILE": " "}, embedded=False)[0]


def test_the_embedded_database_must_be_asked_for():
    without = {name: value for name, value in GOOD.items() if name != "DATABASE_URL"}
    assert "EMBEDDED_DATABASE=1" in troubles(without, embedded=False)[0]
    assert troubles(without, embedded=True) == []


def test_names_follow_the_public_address():
    assert hosts(GOOD) == ["safety.example.org", "localhost", "127.0.0.1"]
    assert hosts({**GOOD, "ADMIN_HOST": "cms.example.org"})[:2] == [
        "safety.example.org",
        "cms.example.org",
    ]
    assert hosts({**GOOD, "ALLOWED_HOSTS": "a.example, b.example"})[:2] == [
        "a.example",
        "b.example",
    ]


def test_the_operator_reads_sentences_not_a_traceback(tmp_path):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={
            **kept,
            "DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "school_safety.settings.production",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("The settings are not right:\nSECRET_KEY is missing")

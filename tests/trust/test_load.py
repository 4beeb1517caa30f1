"""A school at once, in open loop, with counselors beside; and the tool itself on a small class."""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.databases import ROOT
from tests.trust import load
from tests.trust.server import SERVE, Server

pytestmark = [
    pytest.mark.trust,
    pytest.mark.alone,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
TWO_PROCESSES = (*SERVE[:-1], "2")
SIGN_IN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from school_safety.access.second_factor import SESSION_KEY as PROVED
from school_safety.accounts.models import User
from school_safety.volatile.sessions import SessionStore
user = User.objects.get(pk="{user}")
for _ in range(5):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[PROVED] = timezone.now().isoformat()
    session.create()
    print(session.session_key)
"""


def sessions(folder, user) -> list[str]:
    """Five signed-in counselors, made beside the server, in its own store."""
    environment = {
        **os.environ,
        "TEST_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
    }
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", SIGN_IN.format(user=user.pk)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_a_school_at_once(classroom, world, capsys):
    count = int(os.environ.get("TRUST_STUDENTS", "2000"))
    seconds = float(os.environ.get("TRUST_SECONDS", "60"))
    room = classroom(count)
    server = Server(room.folder, room.port, command=TWO_PROCESSES)
    try:
        server.start()
        before = server.processor()
        school = load.run(
            f"http://127.0.0.1:{room.port}",
            [pupil.token for pupil in room.pupils],
            seconds=seconds,
            staff=sessions(room.folder, world.co),
            cookie="session",
        )
        with ThreadPoolExecutor(1) as aside:  # a browser's test before may have left its loop here
            report = aside.submit(asyncio.run, school).result()
        spent = server.processor() - before
    finally:
        server.stop()
    with capsys.disabled():
        print(f"\n{spent:.1f} s of processor time")  # noqa: T201  (the figures of this run)
        print("\n".join(report.lines()))  # noqa: T201  (the figures of this run)
    assert report.errors == []
    assert len(report.times["thanks"]) == count
    assert len(report.times["staff"]) > 20

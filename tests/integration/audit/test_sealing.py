"""The chain: what it holds, and that sixty tampers of six kinds are all found."""

from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from school_safety.audit import jobs, sealing
from school_safety.audit.models import AuditEvent, AuditSeal
from school_safety.audit.verifying import verify
from tests import databases

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.pg,
    pytest.mark.usefixtures("data_dir"),
]
HERE, THERE = UUID(int=1), UUID(int=2)
ROUNDS = 10  # of six kinds each; `make trust` has its own, larger figure


@pytest.fixture(autouse=True)
def _numbers_begin_at_one(transactional_db):
    """PostgreSQL gives no number back, also where an earlier test was rolled back."""
    if connection.vendor == "postgresql":
        databases.restore()


@pytest.fixture
def chained(remember, seal):
    """Two districts and the house, three seals of each district."""
    for _ in range(3):
        remember(4, HERE)
        remember(3, THERE)
        remember(1, None)
        seal()
    return list(AuditEvent.objects.filter(district_id=HERE).values_list("sequence", flat=True))


def test_an_empty_house_is_intact(seal):
    assert seal() == 0
    assert verify().broken == []


def test_each_event_is_held_once_and_districts_have_chains_of_their_own(chained, seal):
    report = verify()
    assert (report.events, report.seals, report.unsealed, report.broken) == (24, 9, 0, [])
    assert report.anchored == 9
    assert seal() == seal(everything=True) == 0
    assert AuditSeal.objects.filter(district_id=HERE).count() == 3


def test_what_came_after_the_last_seal_is_counted_and_checked(chained, remember, thief):
    remember(2, HERE)
    assert verify().unsealed == 2
    thief("UPDATE audit_auditevent SET reason = 'x' WHERE sequence = %s", 25)
    assert "event 25 was altered" in verify().broken[0]


def test_a_late_commit_gets_into_a_later_seal(remember, seal, monkeypatch):
    remember(5, HERE)
    held_back = {2}
    whole = sealing._unsealed
    monkeypatch.setattr(
        sealing,
        "_unsealed",
        lambda **how: {
            district: [entry for entry in entries if entry[0] not in held_back]
            for district, entries in whole(**how).items()
        },
    )
    seal()
    held_back.clear()
    assert seal(everything=True) == 1
    assert verify().broken == []
    assert AuditSeal.objects.get(number=1).ranges == [[1, 1], [3, 5]]


def test_large_backlogs_are_split(remember, seal, monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST_SEAL", 3)
    remember(7, HERE)
    assert seal() == 7
    assert list(AuditSeal.objects.values_list("count", flat=True)) == [3, 3, 1]
    assert verify().broken == []


def edit(thief, sequences, n):
    column = ("reason", "object_id", "actor_role", "event")[n % 4]
    statement = f"UPDATE audit_auditevent SET {column} = 'x' WHERE sequence = %s"  # noqa: S608
    thief(statement, sequences[n])


def delete(thief, sequences, n):
    thief("DELETE FROM audit_auditevent WHERE sequence = %s", sequences[n])


def swap(thief, sequences, n):
    first, second = sequences[n], sequences[(n + 1) % len(sequences)]
    for old, new in ((first, -1), (second, first), (-1, second)):
        thief("UPDATE audit_auditevent SET sequence = %s WHERE sequence = %s", new, old)


def insert(thief, sequences, n):
    columns = ", ".join(
        field.column for field in AuditEvent._meta.fields if field.name not in {"sequence", "key"}
    )
    key = uuid4().hex
    thief(
        f"INSERT INTO audit_auditevent (sequence, key, {columns}) "  # noqa: S608
        f"SELECT {1000 + n}, '{key}', {columns} FROM audit_auditevent WHERE sequence = %s",
        sequences[n],
    )


def truncate(thief, sequences, n):
    """The last seals and everything they hold; the anchors are elsewhere."""
    cut = n % 3 + 1
    thief("DELETE FROM audit_auditseal WHERE number >= %s", cut)
    first = (cut - 1) * 8
    thief("DELETE FROM audit_auditevent WHERE sequence > %s", first)
    if connection.vendor == "sqlite":
        thief("UPDATE sqlite_sequence SET seq = %s WHERE name = 'audit_auditevent'", first)


def rechain(thief, sequences, n):
    """An edit, and hashes made anew without the key."""
    edit(thief, sequences, n)
    forged = f"{n:064x}"
    thief("UPDATE audit_auditevent SET mark = %s WHERE sequence = %s", forged, sequences[n])
    number = n // 4 + 1
    thief(
        "UPDATE audit_auditseal SET hash = %s WHERE number = %s AND district_id = %s",
        forged, number, HERE.hex,
    )  # fmt: skip
    thief(
        "UPDATE audit_auditseal SET before = %s WHERE number = %s AND district_id = %s",
        forged, number + 1, HERE.hex,
    )  # fmt: skip


@pytest.mark.parametrize("tamper", [edit, delete, swap, insert, truncate, rechain])
def test_every_tamper_is_found(tamper, chained, thief):
    from django.db import transaction

    found = 0
    for n in range(ROUNDS):
        with transaction.atomic():
            tamper(thief, chained, n)
            found += bool(verify().broken)
            transaction.set_rollback(True)
    assert found == ROUNDS
    assert verify().broken == []


def test_the_command_names_the_first_broken_link(chained, thief, capsys):
    call_command("verify_audit")
    assert capsys.readouterr().out.startswith("intact: 24 events in 9 seals")
    thief("DELETE FROM audit_auditevent WHERE sequence = %s", chained[5])
    with pytest.raises(CommandError, match=rf"BROKEN: .*event {chained[5]} is missing"):
        call_command("verify_audit")


def test_anchors_kept_elsewhere_see_what_the_copy_here_does_not(chained, thief, tmp_path):
    kept = tmp_path / "auditor.jsonl"
    here = tmp_path / "anchors" / "anchors.jsonl"
    kept.write_text(here.read_text())
    truncate(thief, chained, 2)
    here.write_text("".join(here.read_text().splitlines(keepends=True)[:6]))
    call_command("verify_audit")
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", str(kept))
    with pytest.raises(CommandError, match="does not exist"):
        call_command("verify_audit", str(tmp_path / "nothing"))


def test_the_jobs_seal_and_print_heads(remember, capsys):
    remember(2, HERE)
    jobs.seal_new(at=timezone.now())
    jobs.seal_late(at=timezone.now())
    jobs.print_heads(at=timezone.now())
    printed = capsys.readouterr().out
    assert printed.startswith("audit anchor")
    assert AuditSeal.objects.get().hash in printed

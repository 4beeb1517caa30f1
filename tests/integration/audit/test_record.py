"""Writing history: in the caller's transaction, in codes only, and never again changed."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from school_safety.audit import marks, presenters, queries
from school_safety.audit.events import Event, ground
from school_safety.audit.models import AuditEvent
from school_safety.audit.record import record

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.mark.parametrize(
    "words",
    [
        {"reason": "她说不想活了"},
        {"reason": "a sentence with blanks"},
        {"facts": {"note": "王小明"}},
        {"facts": {"ids": ["ok", "not ok"]}},
        {"reason": "x" * 81},
    ],
)
def test_sentences_are_refused(words):
    with pytest.raises(ValueError, match="short codes"):
        record(ground.RECORD_READ, at=timezone.now(), **words)
    assert not AuditEvent.objects.exists()


def test_an_event_outside_the_catalogue_is_refused():
    with pytest.raises(ValueError, match="catalogue"):
        record(Event("made.up.here", "一", "one"), at=timezone.now())


def test_the_callers_rollback_takes_the_row_along():
    with transaction.atomic():
        record(ground.SIGNED_IN, at=timezone.now())
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()


def test_a_row_that_cannot_be_written_stops_the_caller():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent RENAME TO audit_gone")
    with pytest.raises(DatabaseError), transaction.atomic():
        record(ground.RECORD_READ, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_gone RENAME TO audit_auditevent")


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(reason="x"),
        lambda rows: rows.delete(),
        lambda rows: rows._raw_delete(rows.db),
    ],
)
def test_history_is_append_only(change):
    record(ground.SIGNED_IN, at=timezone.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(AuditEvent.objects.all())
    assert AuditEvent.objects.count() == 1


def test_a_row_cannot_be_replaced_either():
    row = record(ground.SIGNED_IN, at=timezone.now())
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO audit_auditevent SELECT * FROM audit_auditevent WHERE sequence = %s",  # noqa: S608  (a constant of ours)
            [row.sequence],
        )


def test_a_row_says_who_whom_and_by_which_right():
    actor, student, grant = SimpleNamespace(pk=uuid4()), uuid4(), uuid4()
    row = record(
        ground.RECORD_READ, by=actor, role="co", student_id=student, object_kind="x.case",
        object_id=uuid4(), grant_id=grant, reason="case:open", facts={"n": 3, "ids": [actor.pk]},
        at=timezone.now(),
    )  # fmt: skip
    found = queries.of_student(student).get()
    assert (found.actor_id, found.grant_id, found.actor_role) == (actor.pk, grant, "co")
    assert found.facts == {"n": 3, "ids": [str(actor.pk)]}
    assert found.mark == marks.mark_of(found, marks.secret()) == row.mark
    assert queries.of_actor(actor.pk).count() == 1
    assert queries.of_object("x.case", row.object_id).count() == 1
    assert queries.narrowed(queries.of_actor(actor.pk), events=[ground.SIGNED_IN]).count() == 0


@pytest.mark.parametrize(
    ("language", "bare", "named"),
    [
        ("zh-hans", "一位用户 查看了 一名学生 的记录", "陈老师 查看了 丁丁 的个案"),
        ("en", "somebody looked at the record of a student", "Ms Chen looked at the case of Ding"),
    ],
)
def test_a_row_reads_as_a_sentence(language, bare, named):
    from django.utils.translation import override

    actor, student = SimpleNamespace(pk=uuid4()), uuid4()
    row = record(
        ground.RECORD_READ, by=actor, student_id=student, object_kind="x.case", at=timezone.now()
    )
    zh = language.startswith("zh")
    names = {actor.pk: "陈老师", student: "丁丁"} if zh else {actor.pk: "Ms Chen", student: "Ding"}
    with override(language):
        assert presenters.sentence(row) == bare
        words = {"x.case": "个案" if zh else "case"}
        assert presenters.sentence(row, names=names, words=words) == named
        row.event = "gone.long.ago"
        assert presenters.sentence(row) == "gone.long.ago"


def test_facts_and_codes_fill_the_sentence():
    row = record(ground.ROLE_GIVEN, facts={"role": "co"}, at=timezone.now())
    assert presenters.sentence(row, words={"co": "心理教师"}) == "系统 授予了角色 心理教师"
    assert presenters.sentence(row) == "系统 授予了角色 co"

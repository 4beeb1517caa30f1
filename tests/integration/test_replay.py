"""A world from the tape is the world that was built: row by row, in every table."""

import pytest
from django.db import connection

from tests import replay, worlds

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        asked = {name: f'SELECT COUNT(*) FROM "{name}"' for name in tables}  # noqa: S608  (ours)
        return {name: cursor.execute(sql).fetchone()[0] for name, sql in asked.items()}


@pytest.mark.parametrize("where", ["built or played", "played"])
def test_the_tape_leaves_the_same_rows(where):
    before = counted()
    made = replay.once(worlds.build)
    after = counted()
    added = {name: count - before[name] for name, count in after.items() if count > before[name]}
    assert added["accounts_user"] == len(worlds.STAFF) + 11
    assert added["access_roleassignment"] == added["audit_auditevent"] == len(worlds.STAFF)
    assert made.gu.guardian.phone == "19900000001"
    assert made.student.classroom.school == made.school

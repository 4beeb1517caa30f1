"""A few columns of one row, written without composing the statement through a query: the student's
door changes a slip twice for each of two thousand students, and the composing took longer."""

from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.models import Model

from .prepared import ALIAS


def update(row: Model, *names: str) -> None:
    """As `row.save(update_fields=names)` for a model of one table whose saving nobody listens to.

    DatabaseError where the row is there no more.
    """
    connection, meta = connections[ALIAS], row._meta
    quote = connection.ops.quote_name
    fields: list[Any] = [*(meta.get_field(name) for name in names), meta.pk]
    *columns, key = [f"{quote(field.column)} = %s" for field in fields]
    # every name is the model's own, every value a parameter
    sql = f"UPDATE {quote(meta.db_table)} SET {', '.join(columns)} WHERE {key}"  # noqa: S608
    parameters = [
        field.get_db_prep_save(field.pre_save(row, add=False), connection=connection)
        for field in fields
    ]
    with transaction.mark_for_rollback_on_error(using=ALIAS), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        if cursor.rowcount != 1:
            message = f"{meta.label} {row.pk} is there no more"
            raise DatabaseError(message)

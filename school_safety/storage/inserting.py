"""New rows whose statement is made once: Django composes each INSERT anew, for more than the database
takes to carry it out. For rows that are written at the student's door, and for history."""

import threading
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import InsertQuery

from .prepared import ALIAS


@dataclass(frozen=True)
class _Statement:
    """The text, the fields in the order of its parameters, and what the database answers with."""

    sql: str
    fields: list[Field]
    returning: list[Field]
    connection: Any


_own = threading.local()  # a statement belongs to its thread's connection


def insert(row: Model) -> None:
    """As `row.save(force_insert=True)` for a model of one table whose saving nobody listens to.

    A row that leaves a column to the database's own default is saved in the ordinary way.
    """
    fields = [field for field in row._meta.concrete_fields if not _given(row, field)]
    values = [field.pre_save(row, add=True) for field in fields]
    if any(isinstance(value, DatabaseDefault) for value in values):
        row.save(force_insert=True)
        return
    made = _statement(row, fields)
    parameters = [
        field.get_db_prep_save(value, connection=made.connection)
        for field, value in zip(made.fields, values, strict=True)
    ]
    with transaction.mark_for_rollback_on_error(using=ALIAS), made.connection.cursor() as cursor:
        cursor.execute(made.sql, parameters)
        answers = cursor.fetchone() if made.returning else ()
    for field, value in zip(made.returning, answers, strict=True):
        setattr(row, field.attname, value)
    row._state.db, row._state.adding = ALIAS, False


def _given(row: Model, field: Field) -> bool:
    """Whether the database gives the value: a number of its own that nobody has set."""
    numbered = field is row._meta.auto_field and getattr(row, field.attname) is None
    return numbered or bool(field.generated)


def _statement(row: Model, fields: list[Field]) -> _Statement:
    connection = connections[ALIAS]
    known: dict[Any, _Statement] = _own.__dict__.setdefault("known", {})
    key = (type(row), len(fields))
    made = known.get(key)
    if made is None or made.connection is not connection:
        made = known[key] = _composed(row, fields, connection)
    return made


def _composed(row: Model, fields: list[Field], connection: Any) -> _Statement:
    query = InsertQuery(type(row))
    query.insert_values(fields, [row])
    compiler = query.get_compiler(connection=connection)
    returning = [field for field in row._meta.db_returning_fields if field not in fields]
    compiler.returning_fields = returning
    ((sql, parameters),) = compiler.as_sql()
    if len(parameters) != len(fields):
        message = f"a column of {row._meta.label} is written by more than its value"
        raise ValueError(message)
    return _Statement(sql, fields, returning, connection)

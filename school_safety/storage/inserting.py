"""New rows whose statement is made once: Django composes each INSERT anew, for more than the database
takes to carry it out. For rows that are written at the student's door, and for history."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import CharField, Field, ForeignKey, Model, TextField, UUIDField
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import InsertQuery

from .prepared import ALIAS

Shortcuts = dict[type, Callable[[Any], Any]]


@dataclass(frozen=True)
class _Statement:
    """The text, what the database answers with, and each column's shortcuts."""

    sql: str
    returning: list[Field]
    connection: Any
    shortcuts: list[Shortcuts]


_own = threading.local()  # a statement belongs to its thread's connection


def insert(row: Model) -> None:
    """As `row.save(force_insert=True)` for a model of one table whose saving nobody listens to.

    A row that leaves a column to the database's own default is saved in the ordinary way.
    """
    number = row._meta.auto_field
    numbered = number is not None and getattr(row, number.attname) is None
    fields, by_default = _columns(type(row), numbered)
    values = [field.pre_save(row, add=True) for field in fields]
    if by_default and any(isinstance(value, DatabaseDefault) for value in values):
        row.save(force_insert=True)
        return
    made = _statement(row, fields)
    parameters = [
        short(value)
        if (short := shortcuts.get(type(value)))
        else field.get_db_prep_save(value, connection=made.connection)
        for field, value, shortcuts in zip(fields, values, made.shortcuts, strict=True)
    ]
    with transaction.mark_for_rollback_on_error(using=ALIAS), made.connection.cursor() as cursor:
        cursor.execute(made.sql, parameters)
        answers = cursor.fetchone() if made.returning else ()
    for field, value in zip(made.returning, answers, strict=True):
        setattr(row, field.attname, value)
    row._state.db, row._state.adding = ALIAS, False


@cache
def _columns(model: type[Model], numbered: bool) -> tuple[list[Field], bool]:
    """What is written; without the number where the database gives one. Whether a column of these
    may be left to the database's own default."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not (field.generated or (numbered and field is model._meta.auto_field))
    ]
    return fields, any(field.has_db_default() for field in fields)


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
    shortcuts = [_shortcuts(field, connection) for field in fields]
    return _Statement(sql, returning, connection, shortcuts)


def _shortcuts(field: Field, connection: Any) -> Shortcuts:
    """By a value's type, all that Django's steps come to for such a column; most values are these."""
    end = field.target_field if isinstance(field, ForeignKey) else field
    if type(end) is UUIDField:
        native = connection.features.has_native_uuid_field
        return {UUID: _as_it_is if native else attrgetter("hex"), NoneType: _as_it_is}
    if type(field) in (CharField, TextField):
        return {str: _as_it_is, NoneType: _as_it_is}
    return {}


def _as_it_is(value: Any) -> Any:
    return value

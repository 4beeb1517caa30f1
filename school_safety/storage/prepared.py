"""Selects whose text is made once: Django composes one in two milliseconds, the database answers
it in a twentieth of one. For the student's door, where two thousand come in a minute."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import FETCH_ONE, Field, Model, QuerySet

from .moulds import ALIAS, Converter, Mould, lasting, loaded, moulds, plain

REMEMBERED = 4096  # values of one kind and thread


@dataclass(frozen=True)
class _Compiled:
    """What Django made of the query, and which of its parameters are ours to fill in."""

    sql: str
    parameters: tuple[Any, ...]
    ours: tuple[tuple[int, str], ...]
    compiler: Any
    converters: list[tuple[int, Converter]]
    start: int
    end: int
    names: list[str]
    relatives: list[Mould]
    load: Callable[[list[str], list[Any]], Any]


class Prepared[Row: Model]:
    """One query with named parameters, each with a field that says how its value is written.

    `build` gets a marker for each parameter and must use it as a plain lookup value. The rows are
    ordinary model instances, `select_related` and `only` included; a change of the schema needs a
    new process, as any migration does.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], **kinds: tuple[Field, Any]) -> None:
        self._build, self._kinds = build, kinds
        self._own = threading.local()  # a compiler holds its thread's connection

    def rows(self, **values: Any) -> Iterator[Row]:
        """The rows for these values, in the query's own order."""
        made = self._compiled()
        connection = made.compiler.connection
        with connection.cursor() as cursor:
            cursor.execute(made.sql, self._filled(made, values, connection))
            found = cursor.fetchall()
        for line in found:
            own = list(line[made.start : made.end])
            for place, convert in made.converters:
                own[place] = convert(own[place])
            row = made.load(made.names, own)
            for relative in made.relatives:
                relative.cast(line, row)
            yield row

    def first(self, **values: Any) -> Row | None:
        """The only row, or None."""
        return next(self.rows(**values), None)

    def _filled(self, made: _Compiled, values: Mapping[str, Any], connection: Any) -> list[Any]:
        parameters = list(made.parameters)
        for place, name in made.ours:
            field = self._kinds[name][0]
            parameters[place] = field.get_db_prep_value(values[name], connection, prepared=False)
        return parameters

    def _compiled(self) -> _Compiled:
        made = getattr(self._own, "made", None)
        if made is None or made.compiler.connection is not connections[ALIAS]:
            made = self._own.made = self._compile()
        return made

    def _compile(self) -> _Compiled:
        connection = connections[ALIAS]
        markers = {name: marker for name, (_field, marker) in self._kinds.items()}
        compiler = self._build(**markers).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        written = {
            field.get_db_prep_value(marker, connection, prepared=False): name
            for name, (field, marker) in self._kinds.items()
        }
        ours = tuple((n, written[p]) for n, p in enumerate(parameters) if p in written)
        if {name for _place, name in ours} != set(self._kinds):
            message = "a parameter does not appear in the query as it was given"
            raise ValueError(message)
        info, select = compiler.klass_info, compiler.select
        fields = info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        converters = _converters(compiler, [column[0] for column in select])
        columns = [(each[0].target, converters.get(n)) for n, each in enumerate(select)]
        return _Compiled(
            sql=sql,
            parameters=tuple(parameters),
            ours=ours,
            compiler=compiler,
            converters=[(n - start, made) for n, made in converters.items() if start <= n < end],
            start=start,
            end=end,
            names=[field.attname for field, _convert in columns[start:end]],
            relatives=moulds(info, columns),
            load=_loader(info["model"]),
        )


def _loader(model: type[Model]) -> Callable[[list[str], list[Any]], Any]:
    if plain(model):
        return lambda names, own: loaded(model, zip(names, own, strict=True))
    return lambda names, own: model.from_db(ALIAS, names, own, fetch_mode=FETCH_ONE)


def _converters(compiler: Any, columns: list[Any]) -> dict[int, Converter]:
    """What makes of a column's value what the model holds, by the column's place.

    A class's slips bring the same few ids and moments: they are made once and not for each student.
    A field of another kind, like one that is sealed, never is.
    """
    kinds: dict[Any, Converter] = {}
    made = {}
    for place, (steps, column) in compiler.get_converters(columns).items():
        convert = _in_turn(steps, column, compiler.connection)
        if len(steps) == 1 and lasting(column.output_field):
            convert = kinds.setdefault(steps[0], lru_cache(REMEMBERED)(convert))
        made[place] = convert
    return made


def _in_turn(steps: list[Callable[..., Any]], column: Any, connection: Any) -> Converter:
    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert

"""What stands beside a row again and again: forty slips of a class name one wave, one school, one
room. A relative whose columns were read before is cast anew from what was made of them then, which
takes a tenth of the time; it is nobody else's, and may be changed like any other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    FETCH_ONE,
    BooleanField,
    DateField,
    Field,
    ForeignKey,
    ImageField,
    Model,
    TimeField,
    UUIDField,
)
from django.db.models.base import ModelState

ALIAS = "default"
MOST = 1024  # castings of one relative and thread

Converter = Callable[[Any], Any]
Columns = Sequence[tuple[Field, Converter | None]]  # by place: the field, and what makes its value


@dataclass(frozen=True)
class Mould:
    """One relative of `select_related`, with its own relatives; what it keeps is by its columns.

    A field of a kind that can be changed, or that is sealed, is never kept: its value is made for
    each row.
    """

    model: type[Model]
    start: int
    end: int
    names: list[str]
    key: int  # place of the primary key among its columns
    kept: list[Converter | None]
    fresh: list[tuple[str, int, Converter]]
    bind: Callable[[Any, Any], None]
    bind_back: Callable[[Any, Any], None]
    relatives: list["Mould"]
    known: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def cast(self, line: tuple[Any, ...], owner: Model) -> None:
        """Puts this relative beside `owner`, or None where there is none."""
        own = line[self.start : self.end]
        if own[self.key] is None:
            self.bind(owner, None)
            return
        values = self.known.get(own)
        if values is None:
            values = self._keep(own)
        row = loaded(self.model, values)
        for name, place, convert in self.fresh:
            row.__dict__[name] = convert(own[place])
        self.bind(owner, row)
        self.bind_back(row, owner)
        for relative in self.relatives:
            relative.cast(line, row)

    def _keep(self, own: tuple[Any, ...]) -> dict[str, Any]:
        made = [
            convert(value) if convert else value
            for value, convert in zip(own, self.kept, strict=True)
        ]
        row = self.model.from_db(ALIAS, self.names, made, fetch_mode=FETCH_ONE)
        values = {name: value for name, value in row.__dict__.items() if name != "_state"}
        if len(self.known) >= MOST:
            self.known.clear()
        self.known[own] = values
        return values


def loaded[Row: Model](
    model: type[Row], values: Mapping[str, Any] | Iterable[tuple[str, Any]]
) -> Row:
    """A row as the database has it, without asking each of its columns how it wants to be set.

    As `Model.from_db` for a model that is `plain`; a column that is not named is deferred.
    """
    row = model.__new__(model)
    row.__dict__.update(values)
    state = row._state = ModelState()
    state.adding, state.db, state.fetch_mode = False, ALIAS, FETCH_ONE
    return row


def lasting(field: Field) -> bool:
    """Nobody can change such a value: an id, a moment, a yes; or the id of a relative."""
    own = field.target_field if isinstance(field, ForeignKey) else field
    return isinstance(own, (UUIDField, DateField, TimeField, BooleanField))


def plain(model: type[Model]) -> bool:
    """Whether its rows may be `loaded`; a page and a picture want to know that they are."""
    above = model.__mro__[: model.__mro__.index(Model)]
    own = any(name in vars(each) for each in above for name in ("__init__", "from_db"))
    return not own and not any(isinstance(each, ImageField) for each in model._meta.fields)


def moulds(info: dict[str, Any], columns: Columns) -> list[Mould]:
    """Of all relatives that the compiler's `klass_info` names."""
    return [_mould(relative, columns) for relative in info.get("related_klass_infos", ())]


def _mould(info: dict[str, Any], columns: Columns) -> Mould:
    places = info["select_fields"]
    if info["from_parent"] or places != list(range(places[0], places[-1] + 1)):
        message = f"{info['model']._meta.label} does not stand in one piece among the columns"
        raise ValueError(message)
    own = columns[places[0] : places[-1] + 1]
    names = [each.attname for each, _convert in own]
    return Mould(
        model=info["model"],
        start=places[0],
        end=places[-1] + 1,
        names=names,
        key=names.index(info["model"]._meta.pk.attname),
        kept=[convert if lasting(each) else None for each, convert in own],
        fresh=[
            (each.attname, place, convert)
            for place, (each, convert) in enumerate(own)
            if convert and not lasting(each)
        ],
        bind=info["local_setter"],
        bind_back=info["remote_setter"],
        relatives=moulds(info, columns),
    )

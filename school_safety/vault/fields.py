"""Sealed model fields: plaintext in Python, ciphertext in the database, no way to filter.

A model with sealed fields has a `district_id` and a UUID primary key set before it is saved.
Values are opened when they are first read. `values()` gives opaque `Sealed` objects, which
`Model._meta.get_field(name).open(sealed, pk)` opens one by one.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn
from uuid import UUID

from django import forms
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from . import envelope, keys
from .sealed import Sealed

__all__ = ["Sealed", "SealedJSONField", "SealedTextField"]


class SealedAttribute(DeferredAttribute):
    """Opens on the first read; `__set__` makes sure that every read comes through here."""

    field: "SealedField"

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.open(value, instance.pk)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedField(models.Field):
    """What text and JSON have in common."""

    descriptor_class = SealedAttribute
    description = "Sealed"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def check(self, **kwargs: Any) -> list:
        """A sealed column cannot be a key: equal values have different ciphertexts."""
        if self.primary_key or self.unique or getattr(self, "db_index", False):
            message = f"{self} is sealed and can be neither unique nor indexed."
            raise FieldError(message)
        return super().check(**kwargs)

    # ---- opening and sealing ---------------------------------------------------------------
    def dumps(self, value: Any) -> bytes:
        raise NotImplementedError

    def loads(self, data: bytes) -> Any:
        raise NotImplementedError

    def seal(self, value: Any, district_id: Any, pk: Any) -> Sealed:
        """This value, locked for exactly this row."""
        if district_id is None or pk is None:
            message = f"{self}: district_id and primary key must be set before sealing."
            raise FieldError(message)
        key = keys.current(UUID(str(district_id)))
        return Sealed(envelope.seal(key, self.dumps(value), self._place(pk)))

    def open(self, sealed: Sealed, pk: Any) -> Any:
        """The plaintext of a value read from row `pk`, or SealBroken."""
        key = keys.by_id(envelope.key_id_of(sealed.data))
        return self.loads(envelope.unseal(key, sealed.data, self._place(pk)))

    def open_all(
        self, rows: Iterable[tuple[Any, Sealed]], loads: Callable[[bytes], Any] | None = None
    ) -> Iterator[Any]:
        """`open` for very many rows of (primary key, value), a third of its cost for each.

        `loads` reads the plaintext where only a part of it is wanted.
        """
        read = loads or self.loads
        known: dict[bytes, envelope.Key] = {}
        place = envelope.place(self.model._meta.db_table, str(self.column), "")
        for pk, sealed in rows:
            about = envelope.label_of(sealed.data)
            key = known.get(about)
            if key is None:
                key = known[about] = keys.by_id(envelope.key_id_of(sealed.data))
            yield read(envelope.unseal(key, sealed.data, place + str(pk).encode()))

    def _place(self, pk: Any) -> bytes:
        row = self.model._meta.pk.to_python(pk)
        return envelope.place(self.model._meta.db_table, str(self.column), row)

    # ---- to and from the database ----------------------------------------------------------
    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        data = bytes(value)
        return Sealed(data) if data else self.never_written()

    def never_written(self) -> Any:
        """What a column added to an old row reads as (an empty value; nothing was sealed)."""
        return "" if self.empty_strings_allowed else self.get_default()

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) and not add:
            return value  # untouched: the same ciphertext goes back
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        district_id = getattr(model_instance, "district_id", None)
        return self.seal(value, district_id, model_instance.pk)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return connection.Database.Binary(value.data)
        if value in (b"", "", {}, []):  # the database default of a column added later
            return connection.Database.Binary(b"")
        message = f"{self} is sealed: set it on the instance and save() it."
        raise FieldError(message)

    def get_lookup(self, lookup_name: str) -> type[IsNull]:
        if lookup_name != "isnull":
            self._refuse_filter()
        return IsNull

    def get_transform(self, lookup_name: str) -> NoReturn:
        self._refuse_filter()

    def _refuse_filter(self) -> NoReturn:
        message = f"{self} is sealed and cannot be searched; use a keyed hash beside it."
        raise FieldError(message)

    # ---- serialisers -------------------------------------------------------------------------
    def value_to_string(self, obj: models.Model) -> str:
        """Dumps carry the ciphertext, never the words."""
        sealed = self.pre_save(obj, add=False)
        return base64.b64encode(sealed.data).decode() if sealed else ""


class SealedTextField(SealedField):
    """Text. An empty text is sealed like any other, so that nobody can count the filled ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def dumps(self, value: Any) -> bytes:
        return str(value).encode()

    def loads(self, data: bytes) -> str:
        return data.decode()

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, (str, Sealed)) else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        defaults: dict[str, Any] = {"max_length": self.max_length, "widget": forms.Textarea}
        return super().formfield(**{"form_class": forms.CharField, **defaults, **kwargs})


class SealedJSONField(SealedField):
    """Anything that JSON can hold."""

    empty_strings_allowed = False

    def dumps(self, value: Any) -> bytes:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
        return text.encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})

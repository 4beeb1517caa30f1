"""A sealed value as it came from the database: it says nothing until a field opens it."""


class Sealed:
    """Opaque ciphertext; what `values()` returns."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"<Sealed {len(self.data)} bytes>"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.data == other.data

    def __hash__(self) -> int:
        return hash(self.data)

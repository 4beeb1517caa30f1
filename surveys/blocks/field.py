"""A stream of blocks that stays out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class DraftStream(StreamField):
    """Migrations see an empty stream; the model says what it holds."""

    def __init__(self, block_types: Any = None, **more: Any) -> None:
        more.pop("block_lookup", None)
        super().__init__(block_types or [], **more)

    def deconstruct(self) -> Any:
        """Leave the blocks out."""
        name, path, _args, more = super().deconstruct()
        for known in ("block_types", "block_lookup", "collapsed"):
            more.pop(known, None)
        return name, path, [], more

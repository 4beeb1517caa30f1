"""A StreamField whose blocks stay out of migrations: a new block is no change of the table."""

from wagtail.fields import StreamField


class LeanStreamField(StreamField):
    """Migrations see an empty stream; the model says what it holds."""

    def __init__(self, block_types=None, **kwargs):
        kwargs.pop("block_lookup", None)
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self):
        """Leave the blocks out."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_types", None)
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

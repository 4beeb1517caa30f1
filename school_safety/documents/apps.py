"""Documents."""

from django.apps import AppConfig
from django.core import checks


class DocumentsConfig(AppConfig):
    name = "school_safety.documents"

    def ready(self) -> None:
        from .startup import paper_is_there, seal_is_there

        checks.register(seal_is_there)
        checks.register(paper_is_there)

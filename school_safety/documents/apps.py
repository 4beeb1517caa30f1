"""Documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "school_safety.documents"

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "school_safety.office"

from django.apps import AppConfig


class VolatileConfig(AppConfig):
    name = "school_safety.volatile"

from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "school_safety.clock"

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "school_safety.limits"

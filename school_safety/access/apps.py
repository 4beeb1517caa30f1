from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "school_safety.access"

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "school_safety.consents"

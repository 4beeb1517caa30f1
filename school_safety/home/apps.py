from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "school_safety.home"

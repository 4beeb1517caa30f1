from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "school_safety.notices"

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "school_safety.schools"

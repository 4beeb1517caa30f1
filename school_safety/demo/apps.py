from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "school_safety.demo"

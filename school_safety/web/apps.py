from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "school_safety.web"

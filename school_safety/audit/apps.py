from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "school_safety.audit"

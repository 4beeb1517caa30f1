from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "school_safety.vault"

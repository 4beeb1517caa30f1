from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "school_safety.accounts"

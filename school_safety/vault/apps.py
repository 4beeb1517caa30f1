from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate  # noqa: TID251  (Django's own hook)


class VaultConfig(AppConfig):
    name = "school_safety.vault"

    def ready(self) -> None:
        from . import startup

        checks.register(startup.key_file_is_there, "vault")
        checks.register(startup.key_file_opens_our_keys, checks.Tags.database)
        post_migrate.connect(startup.make_house_key, sender=self)

from django.apps import AppConfig
from django.core import checks


class VolatileConfig(AppConfig):
    name = "school_safety.volatile"

    def ready(self) -> None:
        from .durability import commits_reach_the_disk

        checks.register(commits_reach_the_disk, checks.Tags.database)

"""How messages hang in the tree."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "school_safety.notices"

    def ready(self) -> None:
        from school_safety.access import paths

        from .models import Notice, WecomParent, Wish

        paths.register(
            Notice,
            district="district_id",
            school="school_id",
            student="student_id",
            owner="user_id",
        )
        paths.register(Wish, district="district_id", owner="user_id")
        paths.register(WecomParent, district="district_id")

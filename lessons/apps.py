from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"

    def ready(self) -> None:
        """Say how the rows of this floor hang in the tree."""
        from school_safety.access import paths

        from .models import DeliveryRecord, Dispatch, PersonalLetter

        unit = {"district": "district_id", "school": "school_id", "classroom": "classroom_id"}
        paths.register(Dispatch, **unit, owner="sent_by_id")
        paths.register(DeliveryRecord, **unit, owner="taught_by_id")
        paths.register(
            PersonalLetter,
            district="district_id",
            school="dispatch__school_id",
            classroom="dispatch__classroom_id",
            student="student_id",
            guardian="guardian_id",
        )

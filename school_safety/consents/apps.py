from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "school_safety.consents"

    def ready(self) -> None:
        """Say how consents hang in the tree."""
        from school_safety.access import paths

        from .models import Consent, DistrictTerms

        paths.register(DistrictTerms, district="district_id")
        paths.register(
            Consent,
            district="district_id",
            school="student__school_id",
            classroom="student__classroom_id",
            student="student_id",
            guardian="guardian_id",
        )

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "interventions"

    def ready(self) -> None:
        """Say how this room's rows hang in the tree."""
        from school_safety.access import paths

        from . import models

        paths.register(
            models.Case, district="district_id", school="school_id", student="student_id"
        )
        for model in (
            models.Evidence,
            models.Note,
            models.Decision,
            models.Plan,
            models.GuardianContact,
        ):
            paths.register(
                model,
                district="district_id",
                school="case__school_id",
                student="case__student_id",
            )
        paths.register(
            models.Concern,
            district="district_id",
            school="school_id",
            student="student_id",
            owner="written_by_id",
        )
        paths.register(
            models.Task,
            district="district_id",
            student="student_id",
            involved="assignee_id",
        )
        paths.register(models.Provider, district="district_id", involved="staff__user_id")
        paths.register(
            models.Referral,
            district="district_id",
            school="school_id",
            student="student_id",
            involved="provider__staff__user_id",
            granted="id",
        )
        for model in (models.Packet, models.Appointment, models.ReferralReply):
            paths.register(
                model,
                district="district_id",
                school="referral__school_id",
                student="referral__student_id",
                involved="referral__provider__staff__user_id",
                granted="referral_id",
            )

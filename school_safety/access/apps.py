from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "school_safety.access"

    def ready(self) -> None:
        """Say how the ground floor's own rows hang in the tree."""
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from school_safety.schools.models import (
            Classroom,
            ColumnMemory,
            District,
            FieldLock,
            ImportBatch,
            School,
            Student,
        )

        from . import paths, second_factor
        from .models import Grant, RoleAssignment, RoleProposal

        authenticator_added.connect(second_factor.remember, dispatch_uid="second-factor")
        authenticator_removed.connect(second_factor.forgotten, dispatch_uid="second-factor-gone")
        paths.register(District, district="id")
        paths.register(School, district="district_id", school="id")
        paths.register(Classroom, district="district_id", school="school_id", classroom="id")
        paths.register(ImportBatch, district="district_id", school="school_id")
        paths.register(ColumnMemory, district="school__district_id", school="school_id")
        paths.register(FieldLock, district="student__district_id", school="student__school_id")
        paths.register(
            Student,
            district="district_id",
            school="school_id",
            classroom="classroom_id",
            student="id",
        )
        of_child = {"district": "student__district_id", "school": "student__school_id"}
        paths.register(Grant, **of_child, student="student_id")
        for held in (RoleAssignment, RoleProposal):
            paths.register(
                held,
                district="district_id",
                school="school_id",
                classroom="classroom_id",
                owner="user_id",
            )

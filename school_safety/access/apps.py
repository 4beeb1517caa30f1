from django.apps import AppConfig, apps

UNIT = {"district": "district_id", "school": "school_id"}
OF_CHILD = {"district": "student__district_id", "school": "student__school_id"}
ROLE = {**UNIT, "classroom": "classroom_id", "owner": "user_id"}
# How each kind of row of the ground floor hangs in the tree of districts, schools and classes.
PATHS = {
    "schools.District": {"district": "id"},
    "schools.School": {"district": "district_id", "school": "id"},
    "schools.Classroom": {**UNIT, "classroom": "id"},
    "schools.Student": {**UNIT, "classroom": "classroom_id", "student": "id"},
    "schools.ImportBatch": UNIT,
    "schools.ColumnMemory": {"district": "school__district_id", "school": "school_id"},
    "schools.ContactChange": UNIT,
    "schools.ContactLink": UNIT,
    "schools.FieldLock": OF_CHILD,
    "schools.Transfer": {"district": "district_id", "school": "to_school_id"},
    "access.Grant": {
        "district": "student__district_id",
        "school": "school_id",
        "student": "student_id",
    },
    "access.RoleAssignment": ROLE,
    "access.RoleProposal": ROLE,
}


class AccessConfig(AppConfig):
    name = "school_safety.access"

    def ready(self) -> None:
        """Say how the ground floor's own rows hang in the tree."""
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from . import paths, second_factor

        authenticator_added.connect(second_factor.remember, dispatch_uid="second-factor")
        authenticator_removed.connect(second_factor.forgotten, dispatch_uid="second-factor-gone")
        for name, way in PATHS.items():
            paths.register(apps.get_model(name), **way)

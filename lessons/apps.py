from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"

    def ready(self) -> None:
        """Say how the rows of this floor hang in the tree."""
        from django.utils.translation import gettext_lazy as _

        from school_safety.access import paths
        from school_safety.web import refusals

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
        refusals.explain(
            {
                "letter_not_published": _("这封信还没有审完，现在不能发。"),
                "letter_text_changed": _("这封信的文字换了一版，请重新打开再回复。"),
                "letter_already_answered": _("这封信已经回复过了。"),
                "delivery_stays": _("只能在一天之内、由记录的老师撤销。"),
            }
        )

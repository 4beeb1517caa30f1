from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

REASONS = {
    "consent_text_changed": _("文字刚刚改过，请回去再看一遍，然后决定。"),
    "guardian_decides": _("你还没有满 14 岁，这件事由家里人决定。不想做的话，告诉老师就行。"),
    "student_decides": _("孩子已经成年，这件事由他自己决定。"),
    "nothing_to_withdraw": _("还没有同意过，不用撤回。"),
}


class OfficeConfig(AppConfig):
    name = "school_safety.office"

    def ready(self) -> None:
        """Words for this room's refusals."""
        from school_safety.web.refusals import explain

        explain(REASONS)

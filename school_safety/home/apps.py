from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

REASONS = {
    "elsewhere_taken": _("那个账号已经连着别人，或者您已经连了另一个。先断开，再连新的。"),
    "elsewhere_last": _("您还没有密码，断开就进不来了。先请学校打印一封激活信，设一个密码。"),
}


class HomeConfig(AppConfig):
    name = "school_safety.home"

    def ready(self) -> None:
        """Words for this room's refusals."""
        from school_safety.web.refusals import explain

        explain(REASONS)

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _

# Said under every field left empty; set before any form is made. Django's own says it as an office would.
Field.default_error_messages["required"] = _("还没有填。")


class WebConfig(AppConfig):
    name = "school_safety.web"

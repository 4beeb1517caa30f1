"""What this room hangs into the CMS: the editor of questionnaires, and its own last step."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from school_safety.access.permissions import Permission
from school_safety.access.wagtail_policy import VerbPolicy
from surveys.models import InstrumentDraft

register_permission_policy(
    InstrumentDraft, VerbPolicy(InstrumentDraft, Permission.INSTRUMENT_CHANGE)
)

from surveys.viewsets.drafts import MAKE, DraftViewSet  # noqa: E402  # Wagtail asks for the policy at once

register_snippet(DraftViewSet)


class MakeVersionItem(ActionMenuItem):
    """In the menu beside save."""

    name = f"action-{MAKE}"
    label = _("做成一版")
    icon_name = "check"
    order = 10


@hooks.register("register_snippet_action_menu_item")
def make_version_item(model: Any) -> ActionMenuItem | None:
    """Only for questionnaires."""
    return MakeVersionItem() if model is InstrumentDraft else None

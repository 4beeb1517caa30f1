"""The CMS, cut down to what a teacher needs: her school's pages, and drafts that wait for her."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from lessons.queries.shipped import MARK
from lessons.views import media

KEPT_MENU = frozenset({"explorer", "documents", "images", "questionnaires"})
KEPT_PANELS = frozenset(
    {"WorkflowObjectsToModeratePanel", "UserObjectsInWorkflowModerationPanel", "RecentEditsPanel"}
)


@hooks.register("construct_main_menu")
def keep_menu_small(request: HttpRequest, menu_items: list[Any]) -> None:
    """Pages and files; users, settings and reports belong to nobody here."""
    menu_items[:] = [item for item in menu_items if item.name in KEPT_MENU]


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: Any, request: HttpRequest) -> Any:
    """The chooser lists only what its user may explore."""
    reachable = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(pk__in=reachable.values("pk"))


@hooks.register("before_serve_document", order=100)
def serve_part(document: Any, request: HttpRequest) -> HttpResponse | None:
    """After Wagtail has asked whether this document may be seen: films and sounds in pieces."""
    return media.part(document, request)


@hooks.register("construct_homepage_summary_items")
def no_totals(request: HttpRequest, summary_items: list[Any]) -> None:
    """Counts over all schools say nothing to one school."""
    summary_items[:] = []


@hooks.register("construct_homepage_panels")
def keep_own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for me, what of mine is with the reviewers, what I worked on last."""
    panels[:] = [panel for panel in panels if type(panel).__name__ in KEPT_PANELS]


@hooks.register("register_log_actions")
def say_what_came_with_the_product(actions: LogActionRegistry) -> None:
    """In a page's history, beside what colleagues did."""

    @actions.register_action(MARK)
    class Shipped(LogFormatter):
        label = _("随系统来的一版")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return gettext("随系统来的第 {version} 版").format(version=log_entry.data["version"])

"""The editor of questionnaires in the CMS: district officials, and their own district's drafts."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.panels import TabbedInterface
from wagtail.admin.ui.tables import TitleColumn, UpdatedAtColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
)

from school_safety.access.permissions import Permission
from school_safety.access.wagtail_policy import lock
from school_safety.kernel.refusals import Refusal
from surveys.actions import composing
from surveys.choices import REASONS
from surveys.models import InstrumentDraft
from surveys.panels import TABS

from .draft_form import DraftForm, StartForm
from .draft_preview import DraftPreview, NewDraftPreview, RevisionPreview

WRITERS = frozenset({Permission.INSTRUMENT_CHANGE})
MAKE = "make-version"
NAMESPACE = "questionnaires"


class MadeColumn(TitleColumn):
    """The version that was last made of a draft, with the way to the officials' page of it."""

    empty_value_display = "—"

    def __init__(self) -> None:
        super().__init__("made", label=_("做成的一版"), accessor=_made, get_url=_made_url)


def _made(draft: InstrumentDraft) -> str:
    return gettext("第 %(n)s 版") % {"n": draft.made.number} if draft.made else ""


def _made_url(draft: InstrumentDraft) -> str | None:
    return reverse("surveys:instrument_show", args=[draft.made_id]) if draft.made_id else None


def _library() -> Button:
    """Back to the officials' pages, where versions are read, answered for and published."""
    return HeaderButton(_("问卷库"), url=reverse("surveys:instrument_list"), icon_name="home")


class DraftList(IndexView):
    """Her district's drafts; several at once are nobody's work here."""

    gate = WRITERS

    def get_base_queryset(self) -> QuerySet[InstrumentDraft]:
        """Only rows she may write."""
        mine = policy_registry.get_by_type(self.model).instances_user_has_permission_for(
            self.request.user, "change"
        )
        return mine.select_related("made__instrument")

    @property
    def header_buttons(self) -> list[Any]:
        """Beside a new one: begin with one that is there."""
        start = HeaderButton(DraftStart.page_title, url=reverse(f"{NAMESPACE}:start"))
        return [*super().header_buttons, start, _library()]

    @property
    def columns(self) -> list[Any]:
        """Without the ticks for several rows."""
        return super().columns[1:]


class DraftSaving:
    """Anything can be saved; the whole is checked when a version is made of it."""

    gate = WRITERS
    request: HttpRequest
    action: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A press of save, and what saves itself, is a draft."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail's
        self.saving_as_draft = request.method == "POST" and self.action != MAKE

    def get_available_actions(self) -> list[str]:
        """Beside saving: make a version."""
        return [*super().get_available_actions(), MAKE]  # type: ignore[misc]  # Wagtail's

    def make_version_action(self) -> HttpResponse | None:
        """After saving: freeze what it says now."""
        draft: Any = self.object  # type: ignore[attr-defined]  # Wagtail's
        try:
            made = composing.make_version(draft=draft, by=self.request.user, at=timezone.now())
        except Refusal as refusal:
            reason = REASONS.get(refusal.code, _("还不能做成一版。请按各格旁边的话改一改。"))
            messages.error(self.request, reason)
            return None
        words = gettext("做成了「%(title)s」第 %(number)d 版。")
        onward = messages.button(
            reverse("surveys:instrument_show", args=[made.pk]), gettext("去请人发布")
        )
        messages.success(
            self.request, words % {"title": draft, "number": made.number}, buttons=[onward]
        )
        return None

    def get_success_url(self) -> str:
        """Stay with the draft."""
        return self.get_edit_url()  # type: ignore[attr-defined]  # Wagtail's


class DraftCreate(DraftSaving, CreateView):
    """A new draft."""


class DraftEdit(DraftSaving, EditView):
    """A draft again."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """Also the way to the officials' pages."""
        found = [*super().header_more_buttons]
        if url := _made_url(self.object):
            found.append(Button(_("看做成的那一版"), url=url, icon_name="view", priority=5))
        library = reverse("surveys:instrument_list")
        return [*found, Button(_("问卷库"), url=library, icon_name="home", priority=90)]


class DraftStart(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Choose a questionnaire to begin with: a shipped one, or one of the district's."""

    gate = WRITERS
    permission_policy = None
    permission_required = "add"
    form_class = StartForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("从已有的问卷开始")
    header_icon = "form"

    def get_initial(self) -> dict[str, Any]:
        """The one whose page she came from; what she may not begin with is not among the choices."""
        return super().get_initial() | {"version": self.request.GET.get("version", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Only what she may begin with."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The words on the button."""
        return super().get_context_data(submit_button_label=_("开始写"), **more)

    def form_valid(self, form: Any) -> HttpResponse:
        """On to the new draft."""
        chosen = form.cleaned_data
        draft = composing.start_draft(
            version=chosen["version"],
            district=chosen["district"],
            by=self.request.user,
            at=timezone.now(),
        )
        return redirect(f"{NAMESPACE}:edit", draft.pk)


class DraftViewSet(SnippetViewSet):
    """Every pattern is locked: another district's draft is not there, whichever door is tried."""

    model = InstrumentDraft
    icon = "form"
    menu_label = _("问卷")
    menu_name = "questionnaires"
    add_to_admin_menu = True
    admin_url_namespace = NAMESPACE
    base_url_path = "questionnaires"
    index_view_class = DraftList
    add_view_class = DraftCreate
    edit_view_class = DraftEdit
    preview_on_add_view_class = NewDraftPreview
    preview_on_edit_view_class = DraftPreview
    revisions_view_class = RevisionPreview
    edit_handler = TabbedInterface(list(TABS), base_form_class=DraftForm)
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["title_zh", "code", MadeColumn(), UpdatedAtColumn()]
    search_fields = ["title_zh", "title_en", "code"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[URLPattern]:
        """All that Wagtail has for it, and our own way of beginning, behind our lock."""
        begin = path("start/", self.construct_view(DraftStart), name="start")
        patterns = [*super().get_urlpatterns(), begin]
        return lock(patterns, Permission.INSTRUMENT_CHANGE, InstrumentDraft)

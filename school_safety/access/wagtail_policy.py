"""The matrix as Wagtail's CMS asks it: one verb of ours stands for everything done to one model.

Wagtail asks most of its views about the model only, never about the row. So a viewset of ours
wears `lock` on every pattern as well: somebody else's row is absent, whichever door is tried.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from wagtail.permission_policies.base import BasePermissionPolicy

from school_safety.kernel.refusals import Absent

from . import policy
from .permissions import Permission

ACTIONS = frozenset({"add", "change", "delete", "view"})


class VerbPolicy(BasePermissionPolicy):
    """Who holds the verb may add; on a row it asks for the row itself."""

    def __init__(self, model: type[Model], verb: Permission) -> None:
        super().__init__(model)
        self.verb = verb

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Does any role in force grant the verb?"""
        return action in ACTIONS and user.is_authenticated and policy.holds(user, self.verb)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """One of them is enough; they are the same here."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Is this row among hers?"""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        """The same for several."""
        rows = self.instances_user_has_any_permission_for(user, actions)
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The rows on which she may."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        return policy.visible(user, self.verb, rows)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Nobody is listed: a list of colleagues is another room's page."""
        return get_user_model()._default_manager.none()


def lock(patterns: list[URLPattern], verb: Permission, model: type[Model]) -> list[URLPattern]:
    """The same patterns, each answering only who holds the verb, and on her own rows."""
    for pattern in patterns:
        pattern.callback = _locked(pattern.callback, verb, model)
    return patterns


def _locked(view: Callable[..., Any], verb: Permission, model: type[Model]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.holds(request.user, verb):
            raise Absent
        if "pk" in kwargs:
            policy.get(request.user, verb, model._default_manager.all(), pk=kwargs["pk"])
        found: HttpResponseBase = view(request, *args, **kwargs)
        return found

    # Counted among Wagtail's doors: the walk through its areas knocks at every one of them.
    guarded.__module__ = "wagtail.snippets.views.snippets"
    return guarded

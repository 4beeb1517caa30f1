"""Building the tables of an empty database in a third of the time that `migrate` takes.

Django draws every related model anew for each step of each migration, because a running system might
look at the state before it. Nobody looks at an empty database: what is only added is drawn once.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


def behind() -> bool:
    """Whether a migration waits; asking costs less than migrating nothing."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class GrowingState(ProjectState):
    """A project in which a new table, column or constraint leaves the other drawn models alone."""

    def add_model(self, model_state: ModelState) -> None:
        """Draw the new model only: nothing that was drawn before can have known of it."""
        drawn = self.__dict__.pop("apps", None)
        super().add_model(model_state)
        if drawn is not None:
            self.__dict__["apps"] = drawn
            drawn.render_multiple([model_state])

    def add_field(
        self, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool
    ) -> None:
        """Draw this model anew, and what points at it only before code of a migration looks."""
        drawn = self.__dict__.pop("apps", None)
        super().add_field(app_label, model_name, name, field, preserve_default)
        if drawn is not None:
            self.__dict__["apps"] = drawn
            self.is_delayed = True
            with drawn.bulk_update():
                drawn.unregister_model(app_label, model_name)
            drawn.render_multiple([self.models[app_label, model_name]])

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """An index or a constraint: told to the drawn model, which its table is made from."""
        if "apps" not in self.__dict__:
            super()._append_option(app_label, model_name, option_name, obj)
            return
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], obj]
        meta = self.apps.get_model(app_label, model_name)._meta
        setattr(meta, option_name, [*getattr(meta, option_name), obj])


class GrowingExecutor(MigrationExecutor):
    """Runs every migration as it is written, on such a project."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state = super()._create_project_state(with_applied_migrations)
        return GrowingState(models=state.models, real_apps=state.real_apps)


def build() -> None:
    """Other packages first: else each of their two hundred steps draws our models anew as well."""
    executor = GrowingExecutor(connection)
    if not executor.loader.applied_migrations:
        ours = {app.label for app in apps.get_app_configs() if app.name in settings.HOUSE_APPS}
        leaves = executor.loader.graph.leaf_nodes()
        executor.migrate([leaf for leaf in leaves if leaf[0] not in ours])
        executor = GrowingExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    call_command("migrate", interactive=False, verbosity=0)

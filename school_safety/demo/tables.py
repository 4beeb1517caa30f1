"""Building the tables of an empty database, a quarter quicker than in one go."""

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def behind() -> bool:
    """Whether a migration waits; asking costs less than migrating nothing."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def build() -> None:
    """Other packages first: else each of their two hundred steps draws our models anew as well."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        ours = {app.label for app in apps.get_app_configs() if app.name in settings.HOUSE_APPS}
        leaves = executor.loader.graph.leaf_nodes()
        executor.migrate([leaf for leaf in leaves if leaf[0] not in ours])
    call_command("migrate", interactive=False, verbosity=0)

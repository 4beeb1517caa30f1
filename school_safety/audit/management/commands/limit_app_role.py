"""PostgreSQL: gives the running site's role what it needs, and keeps history out of its reach."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from psycopg import sql

HISTORY = ("audit_auditevent", "audit_auditseal")
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE CREATE ON SCHEMA public FROM {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE ALL ON django_migrations FROM {role}",
    "GRANT SELECT ON django_migrations TO {role}",
)
KEEP = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"


class Command(BaseCommand):
    help = "as the owner: give ROLE everything but changing tables and history (after migrate)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="the role in the running site's DATABASE_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            message = "Roles are PostgreSQL's: on SQLite the triggers alone guard history"
            raise CommandError(message)
        role = sql.Identifier(options["role"])
        statements = [sql.SQL(line).format(role=role) for line in GRANTS] + [
            sql.SQL(KEEP).format(table=sql.Identifier(table), role=role) for table in HISTORY
        ]
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{options['role']} may read and write, but not change tables or history")

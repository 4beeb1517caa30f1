"""Refusing to start with a missing or a wrong master key."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

from . import keys, master
from .errors import KeyTrouble, SealBroken
from .models import DataKey


def key_file_is_there(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Before anything touches the database: the file exists, is well formed and is private."""
    if settings.VAULT_KEY_MAY_BE_MADE and not master.path().exists():
        return []
    try:
        master.read()
    except KeyTrouble as trouble:
        return [Error(str(trouble), id="vault.E001")]
    if master.readable_by_others():
        hint = f"chmod 600 {master.path()}"
        return [
            checks.Warning("The master key file is readable by others.", hint=hint, id="vault.W001")
        ]
    return []


def key_file_opens_our_keys(
    app_configs: Any = None, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """With the database at hand (`migrate`, `check --database default`, the web process)."""
    from django.db import connection

    if not databases or "default" not in databases:
        return []
    if not _migrated(connection):
        return []
    try:
        keys.check()
    except (KeyTrouble, SealBroken) as trouble:
        return [Error(str(trouble), id="vault.E002")]
    return []


def refuse_wrong_key() -> None:
    """For the doors that run no checks (the web process): raise KeyTrouble before serving."""
    for message in [*key_file_is_there(), *key_file_opens_our_keys(databases=["default"])]:
        if isinstance(message, Error):
            raise KeyTrouble(message.msg)


def make_house_key(**kwargs: Any) -> None:
    """After `migrate` and after a flush: the key behind lookups and the audit chain exists."""
    from django.db import connection

    keys.forget()
    if _migrated(connection):  # not yet when only another app is migrated
        keys.current(keys.HOUSE)


def _migrated(connection: Any) -> bool:
    with connection.cursor() as cursor:
        return DataKey._meta.db_table in connection.introspection.table_names(cursor)

"""What every test stands on: a migrated database, and worlds and browsers where asked for."""

import os
import socket
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from school_safety.clock import calendar
from school_safety.volatile import store
from tests import databases

# Playwright's loop lives in this thread; Django would refuse the ORM beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

pytest_plugins = [
    name
    for name in (
        "tests.workers",
        "tests.worlds",
        "tests.letters",
        "tests.browser",
        "tests.demo_district",
    )
    if databases.ROOT.joinpath(*name.split(".")).with_suffix(".py").exists()
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--take-screenshots",
        action="store_true",
        help="write the pictures that the documentation shows",
    )


def pytest_configure(config: pytest.Config) -> None:
    from school_safety.web import catalogues

    catalogues.compile_all(databases.ROOT / "school_safety" / "locale")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    embedded = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    skip = pytest.mark.skip(reason="needs PostgreSQL: make test runs it there")
    for item in items:
        mark = item.get_closest_marker("pg")
        if mark and mark.kwargs.get("only") and embedded:
            item.add_marker(skip)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Of two workers the first seeds the demo district while the second does without: nobody waits.

    It begins with what needs no database, and leaves building that to the second. Stable: what is
    shuffled stays shuffled.
    """
    if "architecture" in item.path.parts:
        return 0
    return 1 if "demo" in getattr(item, "fixturenames", ()) else 2


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker):
    """Copies a migrated template database; it is rebuilt when a migration changes."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        databases.prepare(worker)
    TransactionTestCase._fixture_teardown = _restore  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        databases.dispose()


def _restore(case: TransactionTestCase) -> None:
    """Instead of a flush: it would empty what migrations wrote, and the audit's rows refuse it."""
    databases.restore()


@pytest.fixture(autouse=True)
def house_language() -> None:
    """A request leaves its language behind in the thread; every test begins in Chinese."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def forget(request: pytest.FixtureRequest, django_db_blocker) -> Iterator[None]:
    """What lives outside the transaction that is rolled back: drafts, counters, sessions, caches."""
    yield
    if store.backend.cache_info().currsize and "_django_db_helper" in request.fixturenames:
        with django_db_blocker.unblock():
            store.clear()
    cache.clear()
    calendar.forget()


@pytest.fixture
def query_shapes():
    """The statements of a block without their values: `with query_shapes() as seen`."""
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


@pytest.fixture
def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]

"""A real Chromium against a real server on this machine, over a copied database file."""

import contextlib
import os
import shutil
import sqlite3
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import databases

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SERIOUS = {"serious", "critical"}
PICTURES = databases.ROOT / "school_safety" / "docs" / "screenshots"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


class PooledServer(WSGIServer):
    """Four threads, as in the real server: a browser opens several connections."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.pool = ThreadPoolExecutor(4)

    def process_request(self, request, address) -> None:
        self.pool.submit(self._answer, request, address)

    def server_close(self) -> None:
        super().server_close()
        self.pool.shutdown()

    def _answer(self, request, address) -> None:
        try:
            self.finish_request(request, address)
        except ConnectionError:
            pass  # the browser went away, as phones do
        finally:
            self.shutdown_request(request)
            connections.close_all()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium under CI=true: .ci/setup.sh test installs it")
        warnings.warn(pytest.PytestWarning("no Chromium: browser tests are skipped"), stacklevel=1)
        pytest.skip("no Chromium found: apt-get install chromium")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, headless=True, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stylesheets() -> None:
    """What build_static would build, for the folder of these tests."""
    call_command("build_static", "--no-collect", verbosity=0)


@pytest.fixture
def house(transactional_db, stylesheets, monkeypatch) -> Iterator[str]:
    """The address of a running server over this test's own database."""
    application = StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, PooledServer, Quiet)
    address = f"http://localhost:{server.server_port}"
    monkeypatch.setattr(settings, "PUBLIC_URL", address)
    monkeypatch.setattr(settings, "CSRF_TRUSTED_ORIGINS", [address])
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def open_context(chromium: Browser, house: str) -> Iterator[Callable[..., BrowserContext]]:
    """A new browser: `open_context(viewport=PHONE, language="en", java_script_enabled=False)`."""
    with contextlib.ExitStack() as stack:

        def opened(*, viewport=DESKTOP, language="zh-CN", **options) -> BrowserContext:
            context = chromium.new_context(
                base_url=house, viewport=viewport, locale=language, **options
            )
            context.set_default_timeout(10_000)
            stack.callback(context.close)
            return context

        yield opened


@pytest.fixture
def phone(open_context) -> Page:
    page: Page = open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    return page


@pytest.fixture
def desktop(open_context) -> Page:
    page: Page = open_context().new_page()
    return page


@pytest.fixture
def sign_in(house: str, client_of) -> Callable[..., None]:
    """`sign_in(page, user)`: the session a finished sign-in leaves, put into the page's context."""

    def enter(page: Page, user) -> None:
        cookies = client_of(user).cookies
        page.context.add_cookies(
            [{"name": name, "value": cookies[name].value, "url": house} for name in cookies]
        )

    return enter


@pytest.fixture
def speak(house: str) -> Callable[[Page, str], None]:
    """`speak(page, "en")`: chooses the language as the switch does."""

    def choose(page: Page, code: str) -> None:
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": code, "url": house}]
        )

    return choose


@pytest.fixture
def take_picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """`take_picture(page, "wave-desk")` writes only under --take-screenshots."""

    def take(page: Page, name: str) -> None:
        if request.config.getoption("--take-screenshots"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    return take


def assert_accessible(page: Page) -> None:
    """axe finds nothing serious on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    told = [
        f"{item['id']} ({item['impact']}): {node['html'][:120]}"
        for item in found
        if item["impact"] in SERIOUS
        for node in item["nodes"]
    ]
    assert told == [], "\n".join([page.url, *told])


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than its window."""
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 1, f"{page.url} is {width} px too wide"


def keep_database(path: Path) -> None:
    """Writes this test's database to a file, to be seeded once and copied for others."""
    with contextlib.closing(sqlite3.connect(path)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)

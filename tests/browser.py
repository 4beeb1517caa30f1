"""Fixtures of the tests that drive a real Chromium: `open_page(path, …)` gives a page to look at."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
OpenPage = Callable[..., Page]


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        reason = "NO CHROMIUM FOUND: browser tests did not run (install chromium or set CHROMIUM)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def stylesheets() -> None:
    """The built files that every page links."""
    from school_safety.web import assets

    assets.build()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    path = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, stylesheets: None, live_server: Any) -> Iterator[OpenPage]:
    """open_page(path, client=…, language="en", theme="dark", width=1440, scripts=False)."""
    contexts = []

    def visit(
        path: str,
        *,
        client: Any = None,
        language: str = "zh-hans",
        theme: str = "light",
        width: int = 390,
        scripts: bool = True,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme=theme,  # type: ignore[arg-type]  # "light" or "dark"
            java_script_enabled=scripts,
        )
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language, "theme": theme}
        if client is not None:
            name = settings.SESSION_COOKIE_NAME
            cookies[name] = client.cookies[name].value
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()

"""The people of the walk: each opens pages in her own browser, as on her own device."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

PHONE, DESK = 390, 1440
HERE = ":is(main, aside)"  # not the rail, not the top line


@dataclass
class Walker:
    """One person at one device; words never decide a click, so that both languages walk alike."""

    open_page: Callable[..., Page]
    client: Any
    language: str
    width: int
    page: Page | None = None

    def go(self, path: str) -> Page:
        """Open that address; the same window is used again."""
        if self.page is None:
            self.page = self.open_page(
                path, client=self.client, language=self.language, width=self.width
            )
        else:
            self.page.goto(path)
        return self.page

    def fill(self, **values: Any) -> None:
        """Type into fields by name; a list ticks several boxes, True ticks one."""
        for name, value in values.items():
            field = self.page.locator(f"{HERE} [name={name}]")
            kind = field.first.get_attribute("type")
            if kind in {"radio", "checkbox"}:
                self._tick(name, value)
            elif field.first.evaluate("e => e.tagName") == "SELECT":
                field.first.select_option(str(value))
            else:
                field.first.fill(str(value))

    def _tick(self, name: str, value: Any) -> None:
        if value is True:
            self.page.locator(f"{HERE} [name={name}]").first.check()
            return
        for one in value if isinstance(value, list) else [value]:
            self.page.locator(f'{HERE} [name={name}][value="{one}"]').check()

    def press(self, action: str = "") -> None:
        """Press the submit button of the form (with this action, where several stand on the page)."""
        form = f'{HERE} form[action*="{action}"]' if action else f'{HERE} form[method="post"]'
        with self.page.expect_navigation():
            self.page.locator(form).first.locator("button:not([type=button])").last.click()

    @property
    def text(self) -> str:
        """The words of the page."""
        return self.page.locator("body").inner_text()

    @property
    def path(self) -> str:
        """Where this person stands now."""
        return "/" + self.page.url.split("/", 3)[3]

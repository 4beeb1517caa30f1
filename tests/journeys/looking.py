"""What a look at one page finds wrong: axe's findings, width, names shown, Chinese left in English."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.db.models import CharField, TextField
from playwright.sync_api import Page

from school_safety.vault.fields import SealedField

HAN = re.compile(r"[㐀-鿿]")
MASKED = re.compile(r"[㐀-鿿]\*")
RUN_AXE = (
    "run => axe.run({...run, preload: false, resultTypes: ['violations']})"
    ".then(found => found.violations.map(v => [v.id, v.impact, "
    "v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))]))"
)
SHIFTING = ["color-contrast", "link-in-text-block", "html-lang-valid", "valid-lang"]
# Words and spoken labels that are seen, outside what says of itself that it is Chinese.
WORDS = """() => {
  const seen = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.parentElement;
    if (!/[\\u3400-\\u9fff]/.test(node.data) || at.closest('[lang^=zh], script, style')) continue;
    if (at.closest('option') || at.checkVisibility()) seen.push(node.data.trim());
  }
  for (const at of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      const said = at.getAttribute(name) || '';
      if (/[\\u3400-\\u9fff]/.test(said) && !at.closest('[lang^=zh]')) seen.push(said);
    }
  return [document.title, ...seen];
}"""
SHOWN_NAMES = (
    "() => [...document.querySelectorAll('.staff .person .name')]"
    ".filter(at => at.checkVisibility({visibilityProperty: true, opacityProperty: true}) "
    "&& at.getBoundingClientRect().width > 2).map(at => at.textContent)"
)


@cache
def _axe() -> str:
    return Axe().axe_script


def violations(page: Page, *, brief: bool = False) -> list[Any]:
    """axe's findings, of any impact; in brief only what another theme or language can change."""
    page.evaluate(_axe())
    return page.evaluate(
        RUN_AXE, {"runOnly": {"type": "rule", "values": SHIFTING}} if brief else {}
    )


def faults(page: Page, names: Iterable[str], data: list[str], *, brief: bool) -> list[str]:
    """Sentences about what is wrong; none is what we want."""
    wrong = [f"axe: {found}" for found in violations(page, brief=brief)]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        wrong.append(f"too wide: {width}")
    title = page.title()
    wrong += [f"a name in the title: {title}" for name in names if name in title]
    wrong += [f"a name is shown: {name}" for name in page.evaluate(SHOWN_NAMES)]
    if page.evaluate("document.documentElement.lang") == "en":
        wrong += [
            f"left in Chinese: {words}" for words in page.evaluate(WORDS) if not _data(words, data)
        ]
    return wrong


def _data(words: str, data: list[str]) -> bool:
    """Whether everything Chinese in it is content: names, titles, what people wrote."""
    rest = MASKED.sub("", words)
    for value in data:
        if not HAN.search(rest):
            break
        rest = rest.replace(value, "")
    return not HAN.search(rest)


def content(*more: str) -> list[str]:
    """Everything Chinese that the database holds, the longest first."""
    found = set(more)
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if _holds_words(field)]
        if names and hasattr(model, "objects"):
            for row in model.objects.only(*names):
                for name in names:
                    found.update(_strings(getattr(row, name)))
    return sorted(found, key=len, reverse=True)


def _holds_words(field: Any) -> bool:
    return isinstance(field, (CharField, TextField, SealedField))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        if len(value) > 1 and HAN.search(value):
            yield value
            yield from (line for line in value.splitlines() if len(line) > 1)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)

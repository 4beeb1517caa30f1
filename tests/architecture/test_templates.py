"""Every template compiles, and every one is used by somebody."""

import pytest
from django.template import engines

from tests.architecture import source


@pytest.mark.parametrize("path", source.template_files(), ids=source.short)
def test_template_compiles(path):
    compiled = engines["django"].engine.from_string(path.read_text(encoding="utf-8"))
    assert compiled.nodelist is not None


def test_every_template_is_used():
    told = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*source.product_files(), *source.template_files()]
    )
    unused = [
        name
        for path in source.template_files()
        if not _is_found_by_its_place(name := str(path).split("/templates/", 1)[1])
        and name not in told
    ]
    assert unused == []


def _is_found_by_its_place(name: str) -> bool:
    """Error pages, allauth's and Wagtail's own names, notices by kind, Wagtail pages by model."""
    first = name.split("/", 1)[0]
    return (
        "/" not in name
        or first in {"account", "allauth", "gallery", "mfa", "wagtailadmin", "notices"}
        or ("/pages/" in name or name.startswith(("lessons/", "components/")))
    )

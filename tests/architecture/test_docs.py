"""The front page keeps its promises: commands that exist, pictures that are shown."""

import re

from tests.architecture import source

DOCS = source.ROOT / "school_safety" / "docs"
PICTURES = DOCS / "screenshots"


def pages() -> dict[str, str]:
    paths = [source.ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return {source.short(path): path.read_text(encoding="utf-8") for path in paths}


def test_make_help_tells_every_door():
    text = source.ROOT.joinpath("Makefile").read_text()
    phony = re.search(r"\.PHONY: (.*)", text)
    assert phony
    for target in phony[1].split():
        assert re.search(rf"^{target}:.*## \w", text, re.MULTILINE), target


def test_documents_name_only_doors_that_exist():
    text = source.ROOT.joinpath("Makefile").read_text()
    doors = set(re.findall(r"^([a-z-]+):.*##", text, re.MULTILINE))
    named = {(page, door) for page, told in pages().items() for door in _makes(told)}
    assert {(page, door) for page, door in named if door not in doors} == set()


def test_every_variable_has_its_line():
    told = source.ROOT.joinpath(".env.example").read_text(encoding="utf-8")
    asked = {
        name
        for path in source.ROOT.joinpath("school_safety/settings").glob("*.py")
        for name in re.findall(r'\b(?:text|flag|number)\("([A-Z_]+)"', path.read_text())
    }
    assert {name for name in asked if not re.search(rf"^#? ?{name}=", told, re.MULTILINE)} == set()


def test_every_picture_is_shown_and_none_is_missing():
    shown = {
        name for told in pages().values() for name in re.findall(r"screenshots/([\w.-]+)", told)
    }
    assert shown == {path.name for path in PICTURES.glob("*.png")}


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{page}: {link}"
        for page, told in pages().items()
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", told)
        if not source.ROOT.joinpath(page).parent.joinpath(link).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_and_dated():
    records = sorted(DOCS.joinpath("adr").glob("0*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert all(word in text for word in ("## Context", "## Decision", "## Consequences")), path


def _makes(told: str) -> list[str]:
    return re.findall(r"(?:`|^)make ([a-z-]+)", told, re.MULTILINE)

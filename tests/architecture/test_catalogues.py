"""Tables that must be complete: what is remembered, what is told, what happens by the clock."""

import re
from types import ModuleType

import pytest
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from school_safety.audit import events
from school_safety.audit.events import Event, catalogue
from school_safety.clock.job import registry
from school_safety.notices.kinds import KINDS
from school_safety.web import navigation
from tests.architecture import source

HANZI = re.compile(r"[\u4e00-\u9fff]")
# Texts that stand ready; taking one into use means taking it off this list.
LATER = {
    "letter_receipt",
    "lesson_to_review",
    "lesson_published",
    "guardian_told",
    "import_finished",
}
HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("event", catalogue().values(), ids=lambda event: event.code)
def test_every_event_is_a_sentence_in_both_languages(event):
    assert HANZI.search(event.zh)
    assert event.en
    assert not HANZI.search(event.en)
    assert set(HOLE.findall(event.en)) <= set(HOLE.findall(event.zh)) | {"actor"}
    assert event.code.count(".") == 2, "room.noun.verbed"


def test_every_event_is_written_by_somebody():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in source.product_files()
        if "events" not in path.relative_to(source.ROOT).parts
    )
    names, codes = set(re.findall(r"\b[A-Z]\w*\b", code)), set(re.findall(r'"([\w.]+)"', code))
    silent = {name for name, event in _constants() if name not in names and event.code not in codes}
    assert silent == set()


def _constants():
    rooms = (each for each in vars(events).values() if isinstance(each, ModuleType))
    for module in rooms:
        for name, value in vars(module).items():
            if isinstance(value, Event):
                yield name, value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["subject.txt", "body.txt"])
def test_every_message_has_its_words(kind, part):
    assert get_template(f"notices/{kind}/{part}").template.source.strip()


def test_no_message_folder_is_left_over():
    folders = {path.parent.name for path in source.ROOT.glob("templates/notices/*/subject.txt")}
    assert folders == set(KINDS)


def test_every_message_is_sent_by_somebody():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in source.product_files()
        if path.name != "kinds.py"
    )
    assert {kind for kind in KINDS if f'"{kind}"' not in code} == LATER


def test_every_declared_job_is_on_the_clock():
    rooms = {
        ".".join(path.relative_to(source.ROOT).parts[:-1])
        for path in source.product_files()
        if path.name == "jobs.py"
    }
    scheduled = {job.run.__module__.removesuffix(".jobs") for job in registry().values()}
    assert rooms <= scheduled


def test_every_place_in_the_navigation_exists():
    missing = []
    for place in (*navigation.STAFF, *navigation.FAMILY):
        try:
            reverse(place.url_name)
        except NoReverseMatch:
            missing.append(place.url_name)
    assert missing == []

"""After an upgrade: untouched pages take the shipped version, nobody's work is written over."""

import re
import shutil
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from lessons.actions import forking, publishing, renewing, shelf
from lessons.models import LessonPage
from lessons.queries import forks, pictures
from lessons.rules.shipping import Fate
from school_safety.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
SLUG = "gifts-from-a-stranger"
PICTURES = re.compile(r"\[\[body\.pictures\]\]\n(?:[a-z_]+ = .*\n)+")


def ship(folder, content):
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A product with one lesson: its two files as they are today."""
    monkeypatch.setattr(shelf, "CONTENT", tmp_path)
    source = publishing.shipped.__file__.replace("actions/shelf.py", "content/lessons")
    (tmp_path / "lessons").mkdir()
    files = [f"{SLUG}.{language}.toml" for language in ("zh-hans", "en")]
    for name in files:
        shutil.copy(f"{source}/{name}", tmp_path / "lessons")
    return {name: (tmp_path / "lessons" / name).read_text(encoding="utf-8") for name in files}


@pytest.fixture
def folder(tmp_path, content):
    return tmp_path / "lessons"


@pytest.fixture
def page(folder, content, world, at):
    """As an earlier version shipped it, without its drawing; then the upgrade comes."""
    older = {name: PICTURES.sub("", text) for name, text in content.items()}
    assert older != content
    ship(folder, older)
    made = publishing.publish(LessonPage, SLUG, by=None, at=at)
    ship(folder, content)
    return made


@pytest.fixture
def unmarked(page):
    """By a version that left no marks."""
    PageLogEntry.objects.filter(action="lessons.shipped").delete()
    return page


def both(page):
    pages = LessonPage.objects.filter(translation_key=page.translation_key)
    return list(pages.order_by("pk"))


def edit(page, user=None, **fields):
    draft = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user)


def renew(at, *, pretend=False):
    (line,) = renewing.renew_shipped(by=None, at=at, pretend=pretend)
    return line.fate


def revisions(page):
    return [each.revisions.count() for each in both(page)]


@pytest.mark.parametrize("state", ["page", "unmarked"])
def test_what_nobody_edited_takes_the_new_version_once(state, request, at):
    page = request.getfixturevalue(state)
    before = revisions(page)
    assert renew(at, pretend=True) == Fate.RENEWED
    assert revisions(page) == before
    assert not any(pictures.of_page(each) for each in both(page))
    assert renew(at) == Fate.RENEWED
    for each in both(page):
        assert each.live
        assert each.live_revision_id == each.latest_revision_id
        assert pictures.of_page(each)
    told = AuditEvent.objects.filter(event="lessons.page.renewed")
    assert sorted(each.facts["language"] for each in told) == ["en", "zh-hans"]
    assert {each.facts["version"] for each in told} == {2}
    after = revisions(page)
    assert renew(at) == Fate.SAME
    assert revisions(page) == after == [count + 1 for count in before]


@pytest.mark.parametrize("state", ["page", "unmarked"])
@pytest.mark.parametrize("language", [0, 1])
def test_what_somebody_edited_stays_and_is_named(state, language, request, world, at):
    page = request.getfixturevalue(state)
    mine = edit(both(page)[language], user=world.ed, lead="我们区的说法")
    before = revisions(page)
    out = StringIO()
    call_command("renew_shipped", stdout=out)
    assert f"edited here, left alone: lessons/{SLUG} {page.title}" in out.getvalue()
    assert revisions(page) == before
    assert both(page)[language].latest_revision_id == mine.pk


def test_an_edit_is_one_even_when_its_writer_is_forgotten(unmarked, at):
    edit(unmarked, lead="我们区的说法").publish()
    assert renew(at) == Fate.OURS


@pytest.mark.parametrize("field", ["locked", "owner"])
def test_a_locked_page_and_one_of_somebody_are_left_alone(field, unmarked, world, at):
    value = True if field == "locked" else world.ed
    LessonPage.objects.filter(pk=unmarked.pk).update(**{field: value})
    assert renew(at) == Fate.OURS


def test_an_unpublished_lesson_stays_unpublished(page, at):
    for each in both(page):
        each.unpublish()
    out = StringIO()
    call_command("renew_shipped", stdout=out)
    assert "renewed, a draft: not published here" in out.getvalue()
    for each in both(page):
        assert not each.live
        assert pictures.of_page(each.get_latest_revision_as_object())
    assert renew(at) == Fate.SAME


@pytest.mark.parametrize("state", ["page", "unmarked"])
def test_what_was_taken_off_the_shelf_does_not_come_back(state, request, at):
    page = request.getfixturevalue(state)
    for each in both(page):
        each.delete()
    assert renew(at) == Fate.GONE
    assert not LessonPage.objects.exists()


def test_a_new_lesson_comes_in_both_languages(folder, at):
    assert renew(at, pretend=True) == Fate.NEW
    assert not LessonPage.objects.exists()
    assert renew(at) == Fate.NEW
    assert [each.locale.language_code for each in LessonPage.objects.order_by("pk")] == [
        "zh-hans",
        "en",
    ]
    assert renew(at) == Fate.SAME


def test_what_is_as_shipped_only_gets_its_mark(folder, at):
    page = publishing.publish(LessonPage, SLUG, by=None, at=at)
    marks = PageLogEntry.objects.filter(action="lessons.shipped")
    marks.delete()
    before = revisions(page)
    for _again in range(2):
        assert renew(at) == Fate.SAME
    assert (revisions(page), marks.count()) == (before, 2)


def test_a_schools_copy_and_the_history_tell_of_it(world, school_pages, page, at, client_of):
    copy = forking.fork(lesson=page, school=world.school, by=world.ht_a, at=at)
    renew(at)
    ((before, after),) = forks.news(LessonPage.objects.get(pk=copy.pk))[0].pictures
    assert before is None
    assert after.image
    assert "随系统来的第 2 版" in [
        each.message for each in PageLogEntry.objects.filter(page=page.pk)
    ]
    history = reverse("wagtailadmin_pages:history", args=[copy.pk])
    assert client_of(world.ht_a).get(history).status_code == 200

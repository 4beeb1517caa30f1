"""A school's own copy of a lesson: its origin is kept, and what is new there is offered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lessons.actions import forking, sections
from lessons.models import LessonPage, SectionPage
from lessons.queries import forks

pytestmark = pytest.mark.django_db
LIST = reverse("lessons:page_list")


def fork_url(page):
    return reverse("lessons:lesson_fork", args=[page.pk])


def origin_url(page):
    return reverse("lessons:lesson_origin", args=[page.pk])


@pytest.fixture
def lesson(shelf, school_pages):
    return shelf[0]


@pytest.fixture
def copy(lesson, world, at):
    return forking.fork(lesson=lesson, school=world.school, by=world.ht_a, at=at)


def publish(page, **fields):
    page = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.mark.parametrize("who", ["gu", "rv", "co", "sa", "da_other", "op"])
def test_into_a_corner_of_ones_own(who, lesson, world, client_of):
    client = client_of(getattr(world, who))
    assert client.post(fork_url(lesson)).status_code == 404
    assert not LessonPage.objects.filter(origin=lesson).exists()


def test_never_into_another_school(lesson, world, client_of):
    client = client_of(world.ht_a)
    for school in (world.other_school.pk, "x"):
        assert client.post(fork_url(lesson), {"school": school}).status_code == 404
    nowhere = reverse("lessons:lesson_fork", args=[999_999])
    assert client.post(nowhere).status_code == 404
    assert not LessonPage.objects.filter(origin__isnull=False).exists()


def test_an_official_copies_for_a_school_of_her_district(lesson, world, at, client_of):
    sections.sync_groups(world.da, by=None, at=at)
    client, path = client_of(world.da), fork_url(lesson)
    page = client.get(lesson.url).content.decode()
    assert world.other_school.name in page
    assert world.far_school.name not in page
    for wrong in ({}, {"school": world.far_school.pk}):
        assert client.post(path, wrong).status_code == 404
    answer = client.post(path, {"school": world.other_school.pk})
    copy = LessonPage.objects.get(origin=lesson)
    assert SectionPage.objects.ancestor_of(copy).get().school == world.other_school
    assert client.get(answer.url).status_code == 200
    assert client.get(origin_url(copy)).status_code == 200


def test_a_copy_is_a_draft_in_both_languages_once(lesson, world, client_of):
    client = client_of(world.ht_a)
    assert "改成我们学校的" in client.get(lesson.url).content.decode()
    for _ in range(2):
        assert client.post(fork_url(lesson)).status_code == 302
    copies = LessonPage.objects.filter(origin__isnull=False).order_by("pk")
    assert [page.locale.language_code for page in copies] == ["zh-hans", "en"]
    for page in copies:
        assert not page.live
        assert page.origin_revision == page.origin.live_revision
        assert page.owner == world.ht_a
        assert SectionPage.objects.ancestor_of(page).get().school == world.school
        assert page.title == page.origin.title
        assert page.said() == page.origin.said()
    assert copies[0].origin == lesson
    edit = reverse("wagtailadmin_pages:edit", args=[copies[0].pk])
    assert client.get(edit).status_code == 200
    assert client_of(world.ht_other).get(edit).status_code in (302, 403, 404)


@pytest.mark.parametrize("who", ["ht_other", "da_other", "gu", "rv", "sa", "op"])
def test_copies_of_ones_own_corner(who, copy, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get(origin_url(copy)).status_code == 404
    assert client.post(origin_url(copy), {"take": "title"}).status_code == 404


def test_what_is_no_copy_has_no_origin(lesson, world, client_of):
    assert client_of(world.ht_a).get(origin_url(lesson)).status_code == 404


def test_news_are_offered_field_by_field(copy, lesson, world, client_of):
    client = client_of(world.ht_a)
    assert "和原文一样新" in client.get(origin_url(copy)).content.decode()
    mine = copy.get_latest_revision_as_object()
    mine.lead = "我们学校的说法"
    mine.save_revision(user=world.ht_a)
    publish(lesson, lead="新的一句话", outcomes="新的目标", minutes=35)
    found = {each.name: each.ours for each in forks.news(LessonPage.objects.get(pk=copy.pk))}
    assert found == {"lead": True, "outcomes": False, "minutes": False}
    page = client.get(origin_url(copy)).content.decode()
    assert "<ins>新的一句话</ins>" in page
    answer = client.post(origin_url(copy), {"take": ["outcomes", "minutes", "owner", "slug"]})
    assert answer.status_code == 302
    copy.refresh_from_db()
    draft = copy.get_latest_revision_as_object()
    assert (draft.lead, draft.outcomes, draft.minutes) == ("我们学校的说法", "新的目标", 35)
    assert (draft.slug, draft.owner, copy.live) == (copy.slug, world.ht_a, False)
    assert not forks.is_behind(copy)
    assert draft.origin_revision == copy.origin_revision


def test_the_copy_itself_says_that_there_is_news(copy, lesson, world, client_of):
    copy.get_latest_revision().publish()
    page = LessonPage.objects.get(pk=copy.pk)
    assert origin_url(page) not in client_of(world.ht_a).get(page.url).content.decode()
    publish(lesson, lead="新的一句话")
    assert origin_url(page) in client_of(world.ht_a).get(page.url).content.decode()
    for stranger in (world.ht_other, world.gu, world.rv):
        assert origin_url(page) not in client_of(stranger).get(page.url).content.decode()


def test_nothing_is_taken_from_what_is_gone(copy, lesson, world, client_of):
    publish(lesson, lead="新的一句话")
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    client = client_of(world.ht_a)
    assert "和原文一样新" in client.get(origin_url(copy)).content.decode()
    assert client.post(origin_url(copy), {"take": ["lead"]}).status_code == 404


@pytest.mark.parametrize("who", ["gu", "co", "ck", "au", "op"])
def test_who_writes_nothing_minds_nothing(who, copy, world, client_of):
    assert client_of(getattr(world, who)).get(LIST).status_code == 404


def test_pages_near_their_day_are_named(copy, world, client_of):
    today = timezone.localdate()
    publish(copy, review_on=today + timedelta(days=20))
    client = client_of(world.ed)
    assert "快到了" in client.get(LIST).content.decode()
    LessonPage.objects.filter(pk=copy.pk).update(review_on=today - timedelta(days=1))
    assert "过了" in client.get(LIST).content.decode()
    LessonPage.objects.filter(pk=copy.pk).update(review_on=today + timedelta(days=90))
    assert [*client.get(LIST).context["page"]] == []
    assert len(client.get(f"{LIST}?show=all").context["page"]) > 0
    assert [*client.get(f"{LIST}?show=new").context["page"]] == []
    assert [*client_of(world.ht_other).get(f"{LIST}?show=all").context["page"]] == []


def test_news_stand_in_the_list_and_cost_no_more(copy, lesson, shelf, world, client_of, at):
    publish(lesson, lead="新的一句话")
    client = client_of(world.ed)
    client.get(f"{LIST}?show=new")
    with CaptureQueriesContext(connection) as caught:
        page = client.get(f"{LIST}?show=new").content.decode()
    assert origin_url(copy) in page
    for each in shelf[1:5]:
        forking.fork(lesson=each, school=world.school, by=world.ht_a, at=at)
        publish(each, lead="又一句新的")
    with CaptureQueriesContext(connection) as more:
        assert len(client.get(f"{LIST}?show=new").context["page"]) == 5
    assert len(more) <= len(caught)

"""A picture swapped at the origin of a school's own copy: noticed, shown beside the old one, taken over."""

from copy import deepcopy

import pytest
from django.urls import reverse

from lessons.actions import forking
from lessons.models import LessonPage
from lessons.queries import forks, pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(shelf, school_pages):
    """A shipped one with a drawing."""
    return next(each for each in shelf if pictures.of_page(each))


@pytest.fixture
def copy(lesson, world, at):
    return forking.fork(lesson=lesson, school=world.school, by=world.ht_a, at=at)


@pytest.fixture
def other(lesson, shelf):
    """Another shipped drawing."""
    shown = pictures.of_page(lesson)[0]["picture"]
    drawings = (each["picture"] for page in shelf for each in pictures.of_page(page))
    return next(each for each in drawings if each.pk != shown.pk)


def publish(lesson, **fields):
    """A new version, whose first picture has these fields."""
    page = LessonPage.objects.get(pk=lesson.pk)
    body = deepcopy(page.body.get_prep_value())
    value = next(each["value"] for each in body if each["value"].get("pictures"))
    value["pictures"][0]["value"].update(fields)
    page.body = page._meta.get_field("body").to_python(body)
    page.save_revision().publish()


def swap(lesson, image):
    shown = pictures.of_page(lesson)[0]["picture"]
    said = {"alt_text": shown.contextual_alt_text, "decorative": False}
    publish(lesson, picture={"image": image.pk, **said})


def test_another_picture_of_the_same_words_is_news(copy, lesson, other, world, client_of):
    swap(lesson, other)
    (change,) = forks.news(LessonPage.objects.get(pk=copy.pk))
    ((before, after),) = change.pictures
    assert (change.name, change.lines, change.ours) == ("body", [], False)
    assert before.alt == after.alt
    assert after.image == other.pk != before.image
    client, path = client_of(world.ht_a), reverse("lessons:lesson_origin", args=[copy.pk])
    page = client.get(path).content.decode()
    for image in (before.value["picture"], other):
        assert pictures.on_page(image).plain.url in page
    assert client.post(path, {"take": ["body"]}).status_code == 302
    draft = LessonPage.objects.get(pk=copy.pk).get_latest_revision_as_object()
    assert pictures.of_page(draft)[0]["picture"].pk == other.pk
    assert not forks.news(LessonPage.objects.get(pk=copy.pk))


@pytest.mark.parametrize("field", ["caption", "credit"])
def test_so_are_the_words_under_it(copy, lesson, field):
    publish(lesson, **{field: "新的一句"})
    ((before, after),) = forks.news(LessonPage.objects.get(pk=copy.pk))[0].pictures
    assert (getattr(after, field), after.image) == ("新的一句", before.image)


def test_whose_picture_was_changed_by_the_school_too(copy, lesson, shelf, other):
    mine = copy.get_latest_revision_as_object()
    pictures.of_page(mine)[0]["caption"] = "我们学校的说法"
    mine.save_revision()
    swap(lesson, other)
    assert forks.news(LessonPage.objects.get(pk=copy.pk))[0].ours


def test_a_longer_step_is_news_too(copy, lesson):
    page = LessonPage.objects.get(pk=lesson.pk)
    page.body[0].value["minutes"] += 1
    page.save_revision().publish()
    (change,) = forks.news(LessonPage.objects.get(pk=copy.pk))
    assert [each.mark for each in change.lines if each.mark] == ["-", "+"]


def test_published_again_without_a_change(copy, lesson, world, client_of):
    publish(lesson)
    client, path = client_of(world.ht_a), reverse("lessons:lesson_origin", args=[copy.pk])
    assert "都没有变" in client.get(path).content.decode()
    client.post(path)
    assert not forks.is_behind(LessonPage.objects.get(pk=copy.pk))

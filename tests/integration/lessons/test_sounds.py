"""Something to listen to: on the page, on the wall, in the pack; on paper its words."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf import PdfReader
from wagtail.documents import get_document_model

from lessons.models import LessonPage
from tests.integration.lessons.test_pictures import lesson

pytestmark = pytest.mark.django_db
WORDS = "奶奶说：“先喝汤，再看手机。”（勺子响了一下）"


@pytest.fixture
def sound(db):
    file = ContentFile(b"ID3" + bytes(range(256)) * 4, name="grandmother.mp3")
    return get_document_model().objects.create(title="奶奶", file=file)


@pytest.fixture
def page(sound):
    step = {"title": "听一听", "minutes": 15, "short_minutes": 15}
    return lesson([("audio", {**step, "sound": sound, "transcript": WORDS})])


def test_only_what_sounds_and_never_without_words(sound, db):
    block = LessonPage.body.field.stream_block.child_blocks["audio"]
    text = get_document_model().objects.create(
        title="x", file=ContentFile(b"<html>", name="page.pdf")
    )
    for file, words in ((text, WORDS), (sound, "")):
        raw = {"title": "听", "minutes": 5, "short_minutes": 0, "sound": file.pk}
        with pytest.raises(ValidationError):
            block.clean(block.to_python({**raw, "transcript": words}))


def test_the_page_the_wall_and_the_pack_play_it(page, sound, client):
    html = client.get(page.url).content.decode()
    assert f'<audio controls preload="none" src="{sound.url}">' in html
    assert WORDS in html
    wall = client.get(reverse("lessons:lesson_wall", args=["zh-hans", page.pk])).content.decode()
    assert sound.url in wall
    answer = client.get(reverse("lessons:lesson_pack", args=["zh-hans", page.pk]))
    folder = zipfile.ZipFile(BytesIO(answer.content))
    assert folder.read(f"audio-{sound.pk}.mp3").startswith(b"ID3")
    offline = folder.read("wall.html").decode()
    assert f'src="audio-{sound.pk}.mp3"' in offline
    assert WORDS in offline


def test_paper_says_its_words(page, client):
    address = reverse("lessons:lesson_paper", args=["zh-hans", page.pk, "handout"])
    paper = PdfReader(BytesIO(client.get(address).content))
    told = re.sub(r"\s", "", "".join(each.extract_text() for each in paper.pages))
    assert "先喝汤" in told


def test_a_telephone_gets_its_pieces(sound, client):
    answer = client.get(sound.url, headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer.content) == (206, b"ID")
    assert answer.headers["Content-Range"] == f"bytes 0-1/{sound.file.size}"
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    beyond = client.get(sound.url, headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416
    whole = client.get(sound.url)
    assert b"".join(whole.streaming_content).startswith(b"ID3")
    whole.close()

"""Pictures in lessons: who sends one, what is kept of it, and every way in which it goes out."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail_localize.segments.extract import extract_segments

from lessons.actions import forking, pictures
from lessons.models import LessonIndexPage, LessonPage, SectionPage
from lessons.panels import hard_words
from school_safety.kernel.refusals import TooMany

pytestmark = pytest.mark.django_db
ALT = "一架五级的梯子，最上面一级断了"
CAPTION = "在哪一级下来？"


def drawn(size=(1300, 800), **more) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "#d7e8e6").save(target, "JPEG", **more)
    return target.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 50.0)})
    return drawn(exif=exif)


@pytest.fixture
def image(db):
    file = ContentFile(drawn(), name="ladder.jpg")
    found = get_image_model().objects.create(title="ladder", file=file)
    yield found
    default_storage.delete(found.file.name)
    for each in found.renditions.all():
        default_storage.delete(each.file.name)


def step(image, alt=ALT, **more):
    words = {"caption": CAPTION, "credit": "青禾学校", **more}
    picture = {"picture": {"image": image, "alt_text": alt, "decorative": not alt}, **words}
    text = {"title": "梯子", "minutes": 15, "short_minutes": 15, "text": "排一排。", "say": ""}
    return (
        "activity",
        {**text, "screen": "四人一组", "steps": ["一", "二"], "pictures": [picture]},
    )


def lesson(body) -> LessonPage:
    shelf = LessonIndexPage.objects.get(locale__language_code="zh-hans", depth=3)
    page = LessonPage(title="一架梯子", slug="ladder", lead="下来。", minutes=15, body=body)
    page.live, page.locale = False, shelf.locale
    shelf.add_child(instance=page)
    page.full_clean()
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def page(image):
    return lesson([step(image)])


def send(client, content: bytes, name="IMG_Wang_Li.jpg"):
    collection = Collection.objects.get(name="T1/T1S1")
    fields = {"title": name, "collection": collection.pk}
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    names = {f"image-chooser-upload-{key}": value for key, value in fields.items()}
    return client.post(
        reverse("wagtailimages_chooser:create"), {**names, "image-chooser-upload-file": file}
    )


@pytest.mark.parametrize("who", ["rv", "ht_other", "co", "gu"])
def test_others_send_nothing_into_a_schools_pictures(who, school_pages, world, client_of):
    send(client_of(getattr(world, who)), drawn())
    assert not get_image_model().objects.filter(collection__name="T1/T1S1").exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script></html>", "page.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "drawing.svg"),
        (drawn()[:400], "torn.jpg"),
    ],
)
def test_what_is_no_picture_is_refused(content, name, school_pages, world, client_of):
    answer = send(client_of(world.ed), content, name)
    assert answer.status_code == 200
    assert not get_image_model().objects.exists()


def test_a_picture_comes_in_without_its_place_and_name(school_pages, world, client_of):
    send(client_of(world.ed), with_place())
    found = get_image_model().objects.get()
    with default_storage.open(found.file.name) as kept:
        assert b"Exif" not in kept.read()
    assert re.fullmatch(r"original_images/[0-9a-f]{20}(_\w{7})?\.jpg", found.file.name)
    editor, other = client_of(world.ht_a), client_of(world.ht_other)
    choose = reverse("wagtailimages_chooser:choose_results")
    mine, theirs = (each.get(choose).content.decode() for each in (editor, other))
    assert ("IMG_Wang_Li" in mine, "IMG_Wang_Li" in theirs) == (True, False)
    assert other.get(reverse("wagtailimages:edit", args=[found.pk])).status_code in (302, 403, 404)


def test_so_many_and_no_more(school_pages, world, client_of, monkeypatch):
    def full(*_args, **_more):
        raise TooMany("picture.send", retry_after=60)

    monkeypatch.setattr("lessons.forms.pictures.check", full)
    assert send(client_of(world.ed), drawn()).status_code == 429


def test_a_picture_without_words_is_not_kept(image):
    block = LessonPage.body.field.stream_block.child_blocks["activity"]
    pictures_of = block.child_blocks["pictures"].child_block
    for alt, held in (("", True), ("ladder", True), (ALT, False)):
        image.contextual_alt_text, image.decorative = alt, False
        value = pictures_of.to_python({"caption": "", "credit": "本校"})
        value["picture"] = image
        try:
            pictures_of.clean(value)
            refused = False
        except Exception as error:  # Wagtail has its own kinds of refusal
            refused = "picture" in error.block_errors
        assert refused is held, alt


def test_the_page_is_small_and_keeps_the_room_of_its_picture(page, client):
    with_it = client.get(page.url)
    html = with_it.content.decode()
    [figure] = re.findall(r"<figure.*?</figure>", html, re.S)
    assert re.search(r'srcset="/media/images/\S+ 480w, /media/images/\S+ 960w"', figure)
    assert f'width="960" height="590" alt="{ALT}" loading="lazy"' in figure
    assert CAPTION in figure
    assert len(with_it.content) <= 20_480
    assert not with_it.cookies
    assert with_it.headers.get("Cache-Control") != "no-store"


def test_its_file_is_a_picture_and_nothing_else(page, client):
    html = client.get(page.url).content.decode()
    for address in re.findall(r"/media/images/[^\s\"]+", html):
        answer = client.get(address)
        assert answer.headers["Content-Type"] in ("image/webp", "image/jpeg")
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        policy = "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["Content-Security-Policy"] == policy
        assert answer.headers.get("Vary") is None
        assert not answer.cookies
        assert Image.open(BytesIO(answer.content)).width in (480, 960)


@pytest.mark.parametrize(
    "path", ["images/nothing.png", "images/..%2Fmain.png", "original_images/ladder.jpg", "images/"]
)
def test_nothing_else_of_the_store_has_a_door(path, image, client):
    assert client.get(f"/media/{path}").status_code == 404


def test_the_wall_and_the_pack_show_it(page, client, image):
    wall = client.get(reverse("lessons:lesson_wall", args=["zh-hans", page.pk]))
    assert f'alt="{ALT}"' in wall.content.decode()
    answer = client.get(reverse("lessons:lesson_pack", args=["zh-hans", page.pk]))
    folder = zipfile.ZipFile(BytesIO(answer.content))
    name = f"picture-{image.pk}.jpg"
    assert f'src="{name}"' in folder.read("wall.html").decode()
    assert Image.open(BytesIO(folder.read(name))).width == 1300
    answer = client.get("/zh-hans/lesson/set.zip?q=梯子")
    assert f"01/{name}" in zipfile.ZipFile(BytesIO(answer.content)).namelist()


@pytest.mark.parametrize("kind", ["plan", "paper"])
def test_paper_holds_it(kind, page, client_of, world):
    more = ["handout"] if kind == "paper" else []
    address = reverse(f"lessons:lesson_{kind}", args=["zh-hans", page.pk, *more])
    paper = PdfReader(BytesIO(client_of(world.te).get(address).content))
    assert sum(len(each.images) for each in paper.pages) == 1


def test_a_file_that_is_gone_leaves_its_words(page, client, image):
    default_storage.delete(image.file.name)
    html = client.get(page.url).content.decode()
    assert "<figure" not in html
    assert ALT in html
    pack = client.get(reverse("lessons:lesson_pack", args=["zh-hans", page.pk]))
    assert ALT in zipfile.ZipFile(BytesIO(pack.content)).read("wall.html").decode()


def test_its_words_are_found_and_looked_at(page, image, client):
    assert page.title in client.get("/zh-hans/lessons/?q=最上面一级断了").content.decode()
    page.body = [step(image, alt="加微信号 xiaoyu_2012")]
    assert len(hard_words(page, {"body": page.body})) == 1


def test_a_schools_copy_keeps_it(page, school_pages, world, at, image):
    copy = forking.fork(lesson=page, school=world.school, by=world.ed, at=at)
    assert SectionPage.objects.ancestor_of(copy).exists()
    [kept] = copy.get_latest_revision_as_object().body[0].value["pictures"]
    assert (kept["picture"].pk, kept["picture"].contextual_alt_text) == (image.pk, ALT)


def test_its_words_go_to_the_translator_and_it_stays(page, image):
    segments = extract_segments(page)
    told = {each.string.data for each in segments if hasattr(each, "string")}
    assert {ALT, CAPTION} <= told


def test_what_is_shipped_belongs_to_nobody(school_pages, world, client_of, tmp_path, monkeypatch):
    (tmp_path / "boat.png").write_bytes(drawn())
    monkeypatch.setattr(pictures, "DRAWN", tmp_path)
    found = pictures.shipped("boat")
    assert pictures.shipped("boat").pk == found.pk
    editor = client_of(world.ed)
    listed = editor.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
    assert "boat" in listed
    assert editor.get(reverse("wagtailimages:edit", args=[found.pk])).status_code in (302, 403, 404)

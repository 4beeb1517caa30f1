"""The shipped lessons; a letter to many classes; a scanned slip; new words for a letter."""

from io import BytesIO

import pytest
from PIL import Image

from lessons.actions import mailing, scans, slips
from lessons.models import LetterPage, SlipPile, SlipScan
from lessons.queries import on_paper
from school_safety.documents.scanning import Place
from school_safety.documents.sheets import Look, Piece
from school_safety.schools.models import Classroom
from tests.factories import shelves


def rewrite(letter: LetterPage, **fields) -> LetterPage:
    """A new approved version in both languages."""
    for page in LetterPage.objects.filter(translation_key=letter.translation_key):
        for name, value in fields.items():
            setattr(page, name, value)
        page.full_clean()
        page.save_revision().publish()
    return LetterPage.objects.get(pk=letter.pk)


@pytest.fixture
def shelf(world, at):
    """What is shipped, in both languages; the Chinese lessons."""
    return shelves.shelf(world, at)


@pytest.fixture
def rooms(world):
    """Every class of the district."""
    return list(Classroom.objects.filter(district=world.district).order_by("pk"))


@pytest.fixture
def ordered(school_pages, world, rooms, at):
    """The official's letter to all of them, not yet begun."""
    return mailing.order(letter=school_pages.info, classrooms=rooms, by=world.da, at=at)


def jpeg() -> bytes:
    target = BytesIO()
    Image.new("L", (400, 600), 230).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def scan_of(world, at):
    """What the reader hands over for this letter's slip, without the reader."""

    def scanned(letter, *, code: str | None = None) -> SlipScan:
        slips.ready_to_print(dispatch=letter.dispatch, by=world.ht_a, at=at)
        pile = SlipPile.objects.create(
            district=world.district, school=world.school, files=1, brought_by=world.ck,
            brought_at=at,
        )  # fmt: skip
        found = on_paper.code_of(letter) if code is None else code
        piece = Piece(found, jpeg(), (0.0, 0.5, 1.0, 1.0))
        scans.take(Place(str(pile.pk), 0, "a.jpg"), Look(1, 1, (piece,)), at)
        return pile.scans.get()

    return scanned

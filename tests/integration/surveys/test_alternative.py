"""Those who do not take part: as many screens, nothing twice, and nothing that tells the two apart."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from surveys.actions.answering import desk_of
from surveys.actions.planning import open_wave
from surveys.actions.slips import token_of
from surveys.models import InstrumentVersion, Invitation
from tests.readying import read_by_both

from .conftest import agree, draft, sit

pytestmark = pytest.mark.django_db(transaction=True)
WHERE = re.compile(r'id="where">([^<]*)<')


@pytest.fixture(params=["iu8c", "gd3c", "cb10", "wb12"])
def pair(request, world):
    """The slip of one who takes part and of one who does not, in a wave with this form."""
    at = timezone.now()
    agree(world.student)
    made = draft(world, at, code=request.param, closes_at=at + timedelta(hours=2))
    read_by_both(made, world, at)
    open_wave(wave=made, by=world.co, at=at)
    slips = Invitation.objects.filter(wave=made)
    return slips.get(student=world.student), slips.get(student=world.classmate)


def test_both_have_as_many_screens_and_no_screen_twice(pair):
    at = timezone.now()
    asked, quiet = (desk_of(*sit(slip, at), at) for slip in pair)
    assert asked.version.pk != quiet.version.pk
    assert asked.length == quiet.length
    texts = [quiet.question(place)["text"]["zh-hans"] for place in range(quiet.length)]
    assert len(set(texts)) == quiet.length


def test_both_can_be_over_early_or_neither(pair):
    at = timezone.now()
    asked, quiet = (desk_of(*sit(slip, at), at) for slip in pair)
    ends = [
        any(desk.question(place).get("skip_when") for place in range(desk.length))
        for desk in (asked, quiet)
    ]
    assert ends[0] == ends[1]


def test_the_screens_differ_in_their_words_only(pair):
    pages = []
    for slip in pair:
        client = Client()
        client.post(f"/s/{token_of(slip)}/")
        pages.append(client.get("/answer/"))
    first, second = (WHERE.search(page.content.decode()).group(1) for page in pages)
    assert first == second
    assert [page.headers.get("ETag") for page in pages] == [None, None]
    assert {page.status_code for page in pages} == {200}


def test_the_class_teacher_gets_the_same_page_whoever_has_begun(pair, world, client_of):
    room = f"/staff/proctor/{pair[0].wave_id}/{world.classroom.pk}/"
    seen = []
    for slip in pair:
        sit(slip)
        page = client_of(world.ht_a).get(room)
        seat = next(seat for seat in page.context["room"].seats if seat.slip.pk == slip.pk)
        seen.append((seat.done, seat.locked, page.headers.get("ETag")))
    assert len(set(seen)) == 1


def test_every_shipped_form_fits_the_quiet_bank():
    bank = InstrumentVersion.objects.get(instrument__code="quiet").questions
    for version in InstrumentVersion.objects.exclude(instrument__code="quiet"):
        assert len(version.questions) <= len(bank)

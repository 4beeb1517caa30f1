"""A whole school's slips or questionnaires: ordered, set class by class, fetched by whoever ordered."""

import uuid
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from school_safety.access.actions import end_role
from school_safety.access.models import RoleAssignment
from school_safety.audit.models import AuditEvent
from school_safety.documents import printing
from school_safety.volatile import store
from surveys.models import Invitation, PaperSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(wave, slips, world, client_of, monkeypatch):
    """The counselor has asked for more pages than are made at once."""
    monkeypatch.setattr("surveys.views.printing.AT_ONCE", 0)
    reply = client_of(world.co).get(f"/staff/waves/{wave.pk}/slips.pdf")
    assert reply.status_code == 302
    return reply.url


def test_a_large_print_is_made_behind_a_page_that_tells_how_far_it_is(
    ordered, wave, world, client_of
):
    page = client_of(world.co).get(ordered)
    assert page.status_code == 200
    order = page.context["order"]
    assert (order.state, order.done, order.total) == ("ready", 1, 1)
    reply = client_of(world.co).get(f"{ordered}slips.pdf")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="slips.pdf"'
    text = PdfReader(BytesIO(reply.content)).pages[0].extract_text()
    assert world.student.name in text.replace(" ", "")
    assert Invitation.objects.filter(wave=wave, code_hash=None).count() == 0
    printed = AuditEvent.objects.filter(event="surveys.slips.printed", object_id=str(wave.pk))
    assert printed.get().actor_id == world.co.pk


@pytest.mark.parametrize("who", ["co2", "ld", "ht_a", "co_other", "sa", "gu"])
def test_nobody_else_finds_it(ordered, world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(ordered).status_code == 404
    assert client.get(f"{ordered}slips.pdf").status_code == 404


def test_a_whole_wave_on_paper(wave, world, client_of, monkeypatch):
    monkeypatch.setattr("surveys.views.printing.AT_ONCE", 0)
    client, url = client_of(world.co), f"/staff/waves/{wave.pk}/paper.pdf"
    ordered = client.get(url).url
    page = client.get(ordered)
    sheets = PaperSheet.objects.filter(wave=wave).count()
    order = page.context["order"]
    assert (order.kind, order.state, order.done, order.total) == ("paper", "ready", sheets, sheets)
    assert "纸质问卷排好了" in page.text
    reply = client.get(f"{ordered}slips.pdf")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert len(PdfReader(BytesIO(reply.content)).pages) == 2 * sheets
    PaperSheet.objects.filter(wave=wave).update(state="void")
    assert client.get(url).status_code == 409  # nothing is left to print


def test_it_lies_sealed_and_is_gone_when_the_store_forgets(ordered, world, client_of):
    order = ordered.rstrip("/").rpartition("/")[2]
    assert not store.get(printing.FILE, order).startswith(b"%PDF")
    store.delete(printing.FILE, order)
    assert client_of(world.co).get(f"{ordered}slips.pdf").status_code == 404


def test_who_lost_the_role_meanwhile_gets_nothing(ordered, world, client_of):
    client = client_of(world.co)
    for held in RoleAssignment.objects.filter(user=world.co):
        end_role(assignment=held, by=world.sa, at=timezone.now())
    assert client.get(f"{ordered}slips.pdf").status_code == 404


def test_a_print_that_is_refused_says_so(wave, world, client_of):
    made = printing.order(
        "slips", wave.pk, by=world.co_other, district_id=wave.district_id,
        language="zh-hans", total=1,
    )  # fmt: skip
    assert printing.of(world.co_other, made.id).state == "failed"
    page = client_of(world.co_other).get(f"/staff/prints/{made.id}/").content.decode()
    assert "这次没有排成" in page


def test_an_order_that_was_forgotten_is_no_fault():
    printing.fulfil(str(uuid.uuid4()), at=timezone.now())
    assert store.keys(printing.ORDER) == set()

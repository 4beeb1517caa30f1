"""A second paper of one family is kept and shown; a slip without its code is found by the name."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from lessons.actions import entering, scans, slips
from lessons.actions.signing import Reply, new_key, reply
from lessons.models import Receipt, SlipPile, SlipScan
from lessons.queries import on_paper
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.audit.models import AuditEvent
from school_safety.documents.scanning import Place
from school_safety.documents.sheets import Look, Piece
from school_safety.kernel.refusals import NotNow
from tests.worlds import make_user

pytestmark = pytest.mark.django_db
SIGNED = {"signer": "张妈妈", "paper_on": "2026-11-23"}


def jpeg(grey: int) -> bytes:
    target = BytesIO()
    Image.new("L", (400, 600), grey).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def bring(world, at):
    """A pile of one slip, in that shade of grey: another shade is another sheet."""

    def brought(letter, grey: int = 230, *, code: str | None = None) -> SlipPile:
        slips.ready_to_print(dispatch=letter.dispatch, by=world.ht_a, at=at)
        return again(letter, grey, code=code)

    def again(letter, grey: int, *, code: str | None = None) -> SlipPile:
        pile = SlipPile.objects.create(
            district=world.district, school=world.school, files=1, brought_by=world.ck,
            brought_at=at,
        )  # fmt: skip
        found = on_paper.code_of(letter) if code is None else code
        piece = Piece(found, jpeg(grey), (0.0, 0.5, 1.0, 1.0))
        scans.take(Place(str(pile.pk), 0, "a.jpg"), Look(1, 1, (piece,)), at)
        pile.refresh_from_db()
        return pile

    brought.again = again
    return brought


def door(scan) -> str:
    return reverse("lessons:slip_enter", args=[scan.pk])


def enter(scan, world, at, answer: str = "read") -> Receipt:
    said = entering.OnPaper(answer, signed=True, signer="张妈妈")
    return entering.enter_slip(scan=scan, said=said, by=world.ck, at=at)


@pytest.mark.pg
def test_the_same_picture_is_counted_another_one_waits_beside_the_first(
    send_to_a, bring, world, at, client_of
):
    letter = send_to_a("consent")
    first = bring(letter).scans.get()
    assert bring.again(letter, 230).again == 1
    second = bring.again(letter, 120).scans.get()
    assert second.state == "again"
    with pytest.raises(NotNow, match="slip_first"):
        enter(second, world, at, "refuse")
    enter(first, world, at, "agree")
    page = client_of(world.ck).get(door(second)).text
    assert "同一家又来一张" in page
    assert "先来的那一张" in page
    assert reverse("lessons:slip_picture", args=[first.pk]) in page
    assert "纸质回执，签的是：张妈妈" in page


@pytest.mark.pg
def test_kept_it_changes_nothing_and_the_family_sees_it(send_to_a, bring, world, at, client_of):
    letter = send_to_a("consent")
    enter(bring(letter).scans.get(), world, at, "agree")
    second = bring.again(letter, 120).scans.get()
    client = client_of(world.ck)
    form = {**SIGNED, "do": "keep", "answer": "refuse", "note": "爸爸写的"}
    for _click in range(2):
        assert client.post(door(second), form).status_code == 302
    second.refresh_from_db()
    letter.refresh_from_db()
    assert (second.state, second.said["answer"], second.done_by) == ("kept", "refuse", world.ck)
    assert (letter.state, Receipt.objects.count()) == ("signed", 1)
    assert AuditEvent.objects.filter(event="lessons.slip.kept").count() == 1
    mine = reverse("lessons:letter_signed", args=[letter.pk])
    page = client_of(world.gu).get(mine).text
    assert "学校还收到过您的另一张纸" in page
    assert "爸爸写的" in page
    paper = f"{reverse('lessons:letter_paper', args=[letter.pk])}?scan={second.pk}"
    assert client_of(world.gu).get(paper).headers["Content-Type"] == "image/jpeg"
    for stranger in (world.gu_other, world.gu_limited, world.ht_a):
        assert client_of(stranger).get(paper).status_code == 404
    detail = reverse("lessons:dispatch_detail", args=[letter.dispatch_id])
    assert "爸爸写的" not in client_of(world.ht_a).get(detail).text


def test_it_may_change_the_answer_where_that_is_open(send_to_a, bring, world, at, client_of):
    letter = send_to_a("consent")
    enter(bring(letter).scans.get(), world, at, "agree")
    second = bring.again(letter, 120).scans.get()
    form = {**SIGNED, "do": "enter", "answer": "refuse"}
    assert client_of(world.ck).post(door(second), form).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, Receipt.objects.count()) == ("declined", 2)


def test_paper_after_an_answer_on_the_phone_can_be_kept(send_to_a, bring, world, at, client_of):
    letter = send_to_a("ack")
    scan = bring(letter).scans.get()
    said = entering.OnPaper("read", signed=True)
    with pytest.raises(NotNow, match="slip_enters"):
        entering.keep_slip(scan=scan, said=said, by=world.ck, at=at)
    words = letter.dispatch.hashes["zh-hans"]
    own = Reply("read", new_key(), words, "zh-hans", typed="张妈妈")
    reply(letter=letter, reply=own, by=world.gu, at=at)
    form = {**SIGNED, "do": "keep", "answer": "read", "wants_call": "on"}
    assert client_of(world.ck).post(door(scan), form).status_code == 302
    scan.refresh_from_db()
    assert (scan.state, scan.said["call"]) == ("kept", True)


def test_a_pile_scanned_twice_is_put_aside_at_once(send_to_a, bring, world, at, client_of):
    letter = send_to_a("ack")
    enter(bring(letter).scans.get(), world, at)
    pile = bring.again(letter, 120)
    there, form = reverse("lessons:slip_list"), {"do": "same", "pile": pile.pk}
    assert "这一叠扫了两遍" in client_of(world.ck).get(there).text
    other = make_user("ck-other", "白杨教务")
    assign_role(user=other, role=Role.CLERK, unit=world.other_school, by=world.giver, at=at)
    assert client_of(other).post(there, form).status_code == 404
    assert client_of(world.ck).post(there, form).status_code == 302
    scan = pile.scans.get()
    assert (scan.state, scan.image) == ("thrown", "")


def test_a_torn_slip_is_found_by_class_and_name(send_to_a, bring, world, client_of):
    letter = send_to_a("ack")
    scan = bring(letter, code="").scans.get()
    client, room = client_of(world.ck), world.classroom
    assert "按名字找" in client.get(door(scan)).text
    nobody = client.get(door(scan), {"room": room.pk, "name": ""}).text
    assert letter.guardian.name not in nobody
    elsewhere = client.get(door(scan), {"room": world.classroom_b.pk, "name": "小禾"}).text
    assert letter.guardian.name not in elsewhere
    foreign = client.get(door(scan), {"room": world.other_classroom.pk, "name": "赵"}).text
    assert "赵小白" not in foreign
    found = client.get(door(scan), {"room": room.pk, "name": "小禾"})
    [slip] = found.context["found"]
    assert (slip.letter, "张妈妈" in found.text) == (letter, True)
    for wrong in ("", "x", str(letter.pk)):
        assert client.post(door(scan), {"do": "named", "slip": wrong}).status_code == 404
    answer = client.post(door(scan), {"do": "named", "slip": slip.pk})
    assert answer.url == door(scan)
    scan.refresh_from_db()
    assert (scan.state, scan.slip) == ("waiting", slip)
    told = AuditEvent.objects.get(event="lessons.slip.recognised")
    assert told.facts["found_by"] == "name"


def test_another_schools_clerk_finds_nobody(send_to_a, bring, world, at, client_of):
    letter = send_to_a("ack")
    scan = bring(letter, code="").scans.get()
    other = make_user("ck-other", "白杨教务")
    assign_role(user=other, role=Role.CLERK, unit=world.other_school, by=world.giver, at=at)
    asked = {"room": world.classroom.pk, "name": "小禾"}
    assert client_of(other).get(door(scan), asked).status_code == 404
    assert SlipScan.objects.get().state == "unknown"

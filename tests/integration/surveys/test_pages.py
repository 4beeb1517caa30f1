"""Staff pages: one happy path and one stranger each; what a page must never show."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.access.actions import grant
from school_safety.access.choices import GrantKind
from school_safety.audit.models import AuditEvent
from surveys.actions.responding import submit
from surveys.choices import WaveStatus
from surveys.models import InstrumentVersion, Invitation, Response, Wave
from surveys.queries import today, wave_counts
from tests.readying import read_by_both, ready

from .conftest import draft, sit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def response(slips, world):
    """张小禾 has handed in; the counselor's case grants her the reading."""
    slip, seat = sit(slips.student.slip)
    facts = {"seat": seat, "key": "k" * 20, "at": timezone.now()}
    return submit(invitation_id=slip.pk, answers="111111110", **facts).response


@pytest.mark.parametrize("who", ["co", "ld", "sa"])
def test_planners_and_approvers_see_the_wave(wave, world, client_of, who):
    client = client_of(getattr(world, who))
    assert "秋季小问卷" in client.get("/staff/waves/").content.decode()
    assert client.get(f"/staff/waves/{wave.pk}/").status_code == 200


@pytest.mark.parametrize("who", ["co_other", "ht_a", "te", "ck", "da_other", "gu", "op"])
def test_strangers_find_no_wave(wave, world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(f"/staff/waves/{wave.pk}/").status_code == 404
    assert client.get(f"/staff/waves/{wave.pk}/slips.pdf").status_code == 404
    for step in ("approve", "open", "close"):
        assert client.post(f"/staff/waves/{wave.pk}/{step}/").status_code == 404
    assert Wave.objects.get(pk=wave.pk).status == WaveStatus.OPEN


def test_lists_need_no_more_queries_for_more_rows(
    wave, world, client_of, django_assert_max_num_queries
):
    client = client_of(world.co)
    for n in range(12):
        draft(world, timezone.now(), title=f"第 {n} 批")
    with django_assert_max_num_queries(14):
        assert len(client.get("/staff/waves/").context["page"].object_list) == 13


def test_planning_a_wave(world, client_of):
    at = timezone.localtime()
    ready(world, at)
    client = client_of(world.co)
    assert client.get("/staff/waves/new/").status_code == 200
    version = InstrumentVersion.objects.get(instrument__code="gd3c")
    data = {
        "school": world.school.pk,
        "title": "冬季小问卷",
        "instrument_version": version.pk,
        "classrooms": [world.classroom.pk, world.classroom_b.pk],
        "opens_at": at.strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (at + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
    }
    reply = client.post("/staff/waves/new/", data)
    made = Wave.objects.get()
    assert reply.headers["Location"] == f"/staff/waves/{made.pk}/"
    page = client.get(f"/staff/waves/{made.pk}/").content.decode()
    assert "有 2 件事要先补" in page
    change = f"/staff/waves/{made.pk}/change/"
    assert "冬季小问卷" in client.get(change).content.decode()
    client.post(change, {**data, "on_call": world.co.pk, "notice_on": "2026-09-01"})
    assert "等德育负责人和校长看" in client.get(f"/staff/waves/{made.pk}/").content.decode()
    assert client_of(world.co_other).get(change).status_code == 404
    foreign = client.post("/staff/waves/new/", {**data, "classrooms": [world.far_classroom.pk]})
    assert foreign.status_code == 422
    backwards = client.post("/staff/waves/new/", {**data, "closes_at": "2020-01-01T10:00"})
    assert backwards.status_code == 422
    assert "冬季小问卷" in backwards.content.decode()


def test_a_wave_needs_a_second_person_and_says_what_is_missing(world, client_of):
    at = timezone.now()
    made = draft(world, at, on_call=None, by=world.ld)
    own = client_of(world.ld).post(f"/staff/waves/{made.pk}/approve/")
    assert own.status_code == 409
    assert "别人审核" in own.content.decode()
    lacking = client_of(world.sa).post(f"/staff/waves/{made.pk}/approve/")
    assert lacking.status_code == 409
    assert "值班的心理老师" in lacking.content.decode()
    Wave.objects.filter(pk=made.pk).update(on_call=world.co)
    early = client_of(world.co).post(f"/staff/waves/{made.pk}/open/")
    assert early.status_code == 409
    client_of(world.sa).post(f"/staff/waves/{made.pk}/approve/")
    assert client_of(world.co).post(f"/staff/waves/{made.pk}/open/").status_code == 409
    client_of(world.da).post(f"/staff/waves/{made.pk}/approve/")  # the lead planned it herself
    client_of(world.co).post(f"/staff/waves/{made.pk}/open/")
    assert Wave.objects.get().status == WaveStatus.OPEN
    client_of(world.co).post(f"/staff/waves/{made.pk}/close/")
    assert Wave.objects.get().status == WaveStatus.CLOSED


def test_slips_come_as_one_file_without_a_name_in_it(wave, world, client_of):
    reply = client_of(world.co).get(f"/staff/waves/{wave.pk}/slips.pdf?room={world.classroom.pk}")
    assert reply.status_code == 200
    assert reply.content.startswith(b"%PDF")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="slips.pdf"'
    assert client_of(world.co).get(f"/staff/waves/{wave.pk}/slips.pdf?room=x").status_code == 404


@pytest.mark.parametrize("who", ["ht_a", "co", "ld"])
def test_the_room_shows_handed_in_or_not_yet(response, wave, world, client_of, who):
    url = f"/staff/proctor/{wave.pk}/{world.classroom.pk}/"
    page = client_of(getattr(world, who)).get(url).content.decode()
    assert page.count("交了") >= 1
    assert page.count('class="badge done"') == 1


@pytest.mark.parametrize("who", ["ht_b", "co_other", "te", "sa", "gu", "da"])
def test_strangers_find_no_room(wave, slips, world, client_of, who):
    client = client_of(getattr(world, who))
    room = f"/staff/proctor/{wave.pk}/{world.classroom.pk}/"
    assert client.get(room).status_code == 404
    assert client.post(f"{room}{slips.student.slip.pk}/unlock/").status_code == 404
    assert client.post(f"{room}{slips.student.slip.pk}/hand/").status_code == 404
    assert client.post(f"/staff/slips/{slips.student.slip.pk}/reissue/").status_code == 404


def test_the_room_cannot_tell_the_two_paths_apart(slips, wave, world, client_of):
    """Both students at the same point: their two rows differ in nothing but the person."""
    for who in (slips.student, slips.classmate):
        client = Client()
        client.post(who.url)
        client.post("/answer/", {"q": "1", "choice": "1"})
    seats = client_of(world.ht_a).get(
        f"/staff/proctor/{wave.pk}/{world.classroom.pk}/"
    ).context["room"].seats  # fmt: skip
    assert len({(seat.done, seat.locked) for seat in seats}) == 1
    assert all("path" in seat.slip.get_deferred_fields() for seat in seats)


def test_a_lost_slip_is_replaced_and_the_old_one_is_dead(slips, world, client_of):
    old = slips.student
    client_of(world.co).post(f"/staff/slips/{old.slip.pk}/reissue/")
    assert Client().get(old.url).status_code == 404
    states = Invitation.objects.filter(student=world.student).values_list("state", flat=True)
    assert sorted(states) == ["issued", "void"]


def test_the_counselor_of_the_case_reads_the_answers_and_it_is_written_down(
    response, world, client_of
):
    owner = next(u for u in (world.co, world.co2) if u.grants.exists())
    client = client_of(owner)
    page = client.get(f"/staff/responses/{response.pk}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "8 条里提到了 8 条" in text
    assert "不是诊断" in text
    assert world.student.name not in text
    read = AuditEvent.objects.get(event="access.record.read")
    assert read.grant_id == owner.grants.get().pk


@pytest.mark.parametrize(
    "who", ["ld", "sa", "ht_a", "te", "da", "au", "op", "cl", "gu", "co_other", "ck"]
)
def test_nobody_else_reads_answers(response, world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(f"/staff/responses/{response.pk}/").status_code == 404


def test_the_quiet_task_has_no_result_page(slips, world, client_of):
    slip, seat = sit(slips.classmate.slip)
    facts = {"seat": seat, "key": "q" * 20, "at": timezone.now()}
    quiet = submit(invitation_id=slip.pk, answers="333333333", **facts).response
    grant(
        user=world.co,
        student=world.classmate,
        kind=GrantKind.CASELOAD,
        basis="case:1",
        approver=None,
        by=None,
        at=timezone.now() - timedelta(minutes=1),
    )
    assert client_of(world.co).get(f"/staff/responses/{quiet.pk}/").status_code == 404


def test_figures_of_a_wave_hold_no_child(response, wave):
    rows = wave_counts(wave)
    assert rows == [
        {"school_id": wave.school_id, "grade": 5, "sex": "u", "band": 3, "n": 1},
    ]
    assert Response.objects.count() == 1


def test_what_waits_today(wave, world):
    at = timezone.now()
    assert [row["url_name"] for row in today(world.ht_a, at)] == ["surveys:proctor_show"]
    waiting = draft(world, at, title="等审核的一批")
    assert "等审核的一批" in today(world.ld, at)[0]["title"]
    assert not [row for row in today(world.co_other, at) if row["args"] == [waiting.pk]]
    read_by_both(waiting, world, at)
    assert "等审核的一批" in today(world.co, at)[0]["title"]
    late = at + timedelta(days=1)
    assert "秋季小问卷" in today(world.co, late)[0]["title"]


@pytest.mark.parametrize("path", ["/staff/waves/", "/staff/waves/new/"])
def test_both_languages(wave, world, client_of, path):
    client = client_of(world.co)
    client.cookies["language"] = "en"
    assert client.get(path).status_code == 200

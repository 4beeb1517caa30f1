"""Parents' evenings: who plans, who signs in, who may know who came, and what is counted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.actions import parents
from lessons.models import Outreach, ParentSession, ParentSignIn
from lessons.queries.guides import guides
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import NotNow

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("lessons:parent_session_list"), reverse("lessons:parent_session_new")


def form(world, **more):
    return {
        "school": world.school.pk,
        "guide": guides("zh-hans").first().pk,
        "held_on": timezone.localdate().isoformat(),
        "begins_at": "18:30",
        "minutes": 30,
        "place": "阶梯教室",
        "grade_from": 5,
        "grade_to": 5,
    } | more


@pytest.fixture
def evening(world, shelf, client_of):
    client_of(world.ed).post(NEW, form(world))
    return ParentSession.objects.get()


def at(name, row, *more):
    return reverse(f"lessons:{name}", args=[row.pk, *more])


def door(row):
    return reverse("lessons:parent_sign_in", args=[row.code])


@pytest.mark.parametrize("who", ["te", "ht_a", "rv", "co", "ck", "sa", "gu", "au", "op"])
def test_only_editors_and_officials_plan(who, world, shelf, client_of):
    assert client_of(getattr(world, who)).post(NEW, form(world)).status_code == 404
    assert not ParentSession.objects.exists()


def test_nothing_is_planned_for_another_school_or_for_yesterday(world, shelf, client_of):
    client = client_of(world.ed)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    for wrong in ({"school": world.other_school.pk}, {"held_on": yesterday}, {"grade_to": 1}):
        assert client.post(NEW, form(world, **wrong)).status_code == 422
    assert not Outreach.objects.exists()


def test_an_official_plans_for_a_school_of_hers(world, shelf, client_of):
    assert client_of(world.da).post(NEW, form(world)).status_code == 302
    assert Outreach.objects.get().school == world.school
    assert client_of(world.da_other).post(NEW, form(world)).status_code == 422


def test_only_invited_families_stand_at_the_door(evening, world, client_of):
    for who in (world.gu_court, world.gu_held, world.ht_a, world.student.user):
        assert client_of(who).get(door(evening)).status_code == 404
        assert client_of(who).post(door(evening)).status_code == 404
    stranger = reverse("lessons:parent_sign_in", args=["nothing"])
    assert client_of(world.gu).get(stranger).status_code == 404
    ParentSession.objects.update(grade_from=1, grade_to=1)
    assert client_of(world.gu).post(door(evening)).status_code == 404
    assert not ParentSignIn.objects.exists()


def test_one_tap_and_a_second_one(evening, world, client_of):
    page = client_of(world.gu).get(door(evening)).content.decode()
    assert "我来了" in page
    for _ in range(2):
        assert client_of(world.gu).post(door(evening)).status_code == 302
    client_of(world.gu_limited).post(door(evening))
    assert "签到好了" in client_of(world.gu).get(door(evening)).content.decode()
    assert ParentSignIn.objects.filter(student=world.student).count() == 2
    assert Outreach.objects.get().reached == 2


def test_the_door_opens_on_its_day_only(evening, world, client_of):
    Outreach.objects.update(held_on=timezone.localdate() + timedelta(days=1))
    assert "我来了" not in client_of(world.gu).get(door(evening)).content.decode()
    assert client_of(world.gu).post(door(evening)).status_code == 409
    assert not ParentSignIn.objects.exists()


def test_only_classes_whose_families_one_may_know(evening, world, client_of):
    room = at("parent_session_room", evening, world.classroom.pk)
    for who in ("te", "ht_b", "ht_other", "ed", "rv", "sa", "da", "gu", "au"):
        assert client_of(getattr(world, who)).get(room).status_code == 404
        assert client_of(getattr(world, who)).post(room).status_code == 404
    other = at("parent_session_room", evening, world.other_classroom.pk)
    assert client_of(world.ht_other).get(other).status_code == 404
    assert client_of(world.ck).get(other).status_code == 404
    assert world.classmate.name in client_of(world.ht_a).get(room).content.decode()


def test_a_list_is_ticked_and_mended(evening, world, client_of):
    client_of(world.gu).post(door(evening))
    client, room = client_of(world.ht_a), at("parent_session_room", evening, world.classroom.pk)
    assert client.post(room, {"here": [world.student_b.pk]}).status_code == 422
    assert client.post(room, {"here": [uuid4()]}).status_code == 422
    assert client.post(room, {"here": [world.classmate.pk]}).status_code == 302
    assert Outreach.objects.get().reached == 2
    assert client.post(room, {}).status_code == 302
    assert [each.student for each in ParentSignIn.objects.all()] == [world.student]


def test_whoever_was_ticked_and_then_signs_in_is_one(evening, world, client_of):
    room = at("parent_session_room", evening, world.classroom.pk)
    client_of(world.ht_a).post(room, {"here": [world.student.pk]})
    client_of(world.gu).post(door(evening))
    assert ParentSignIn.objects.get().way == "phone"
    assert Outreach.objects.get().reached == 1


def test_names_and_counts_stay_where_they_belong(evening, world, client_of):
    client_of(world.gu).post(door(evening))
    shown = at("parent_session_show", evening)
    assert "&lt;10" in client_of(world.ed).get(shown).content.decode()
    assert "来了大约" not in client_of(world.ht_b).get(shown).content.decode()
    for who in ("ed", "sa", "ht_b", "da"):
        assert world.student.name not in client_of(getattr(world, who)).get(shown).content.decode()
    assert client_of(world.ht_other).get(shown).status_code == 404
    assert client_of(world.da_other).get(shown).status_code == 404
    planner = client_of(world.da).get(reverse("lessons:outreach_list")).content.decode()
    assert "&lt;10" in planner


def test_closed_it_counts_and_nothing_more_happens(evening, world, client_of):
    client, close = client_of(world.ed), at("parent_session_close", evening)
    client_of(world.gu).post(door(evening))
    text = reverse("lessons:outreach_text")
    assert "0 场讲座" in client.get(text).content.decode()
    assert client.post(close, {"called_off": "1"}).status_code == 409
    assert client_of(world.ht_a).post(close).status_code == 404
    assert client.post(close).status_code == 302
    assert "1 场讲座" in client.get(text).content.decode()
    assert client.post(close).status_code == 409
    assert client_of(world.gu_limited).post(door(evening)).status_code == 409
    assert client.post(at("parent_session_edit", evening), form(world)).status_code == 409
    assert evening.pk not in [each.pk for each in client.get(LIST).context["page"]]


def test_before_its_day_it_is_changed_or_called_off(evening, world, client_of):
    client, day = client_of(world.ed), timezone.localdate() + timedelta(days=3)
    edit = at("parent_session_edit", evening)
    moved = form(world, held_on=day.isoformat(), place="操场")
    assert client.get(edit).status_code == 200
    assert client.post(edit, moved).status_code == 302
    evening.refresh_from_db()
    assert (evening.place, evening.outreach.held_on) == ("操场", day)
    with pytest.raises(NotNow):
        parents.close(session=evening, held=True, by=world.ed, at=timezone.now())
    assert client.post(at("parent_session_close", evening), {"called_off": "1"}).status_code == 302
    assert Outreach.objects.get().state == "cancelled"
    assert "这一场不办了" in client_of(world.gu).get(door(evening)).content.decode()


def test_families_see_what_is_to_come(evening, world, client_of):
    home = reverse("home:family_home")
    assert "阶梯教室" in client_of(world.gu).get(home).content.decode()
    assert "阶梯教室" not in client_of(world.gu_held).get(home).content.decode()


def test_a_code_scanned_signed_out_is_kept_until_she_is_in(evening, world, client_of):
    client = client_of(None)
    page = client.get(door(evening), follow=True).content.decode()
    ask = f"{reverse('home:enter_ask')}?evening={evening.code}"
    assert ask in page
    client.get(ask)
    assert client.session["home.evening"] == evening.code
    client.get(f"{reverse('home:enter_ask')}?evening=//evil.example")
    assert client.session["home.evening"] == evening.code


def test_the_wall_shows_one_code(evening, world, client_of):
    page = client_of(world.te).get(at("parent_session_door", evening)).content.decode()
    assert "qr-code" in page
    assert world.student.name not in page


def test_who_came_is_erased_after_its_time_and_how_many_stays(evening, world, client_of):
    client_of(world.gu).post(door(evening))
    now = timezone.now()
    assert parents.forget_sign_ins(at=now) == 0
    later = now + timedelta(days=2 * 365)
    assert parents.forget_sign_ins(at=later) == 1
    assert parents.forget_sign_ins(at=later) == 0
    assert not ParentSignIn.objects.exists()
    event = AuditEvent.objects.get(event="lessons.parent_session.forgotten")
    assert (event.actor_id, event.facts) == (None, {"count": 1})
    with pytest.raises(NotNow):
        parents.tick(
            session=evening, room=world.classroom, here=frozenset(), by=world.ht_a, at=later
        )
    parents.close(session=ParentSession.objects.get(), held=True, by=world.ed, at=later)
    assert Outreach.objects.get().reached == 1

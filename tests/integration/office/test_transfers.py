"""From one school of the district to another: two clerks, one deed, nothing seen that is not theirs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school_safety.access import policy
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.access.permissions import Permission as P
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from school_safety.office.years import transfers
from school_safety.office.years.actions import Place, leave
from school_safety.schools.choices import LockedField
from school_safety.schools.models import Enrolment, FieldLock, Student, Transfer
from tests.factories.transfers import proposed
from tests.worlds import make_user

pytestmark = pytest.mark.django_db
LIST = reverse("office:transfer_list")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def clerk(world, now):
    """The clerk of the other school."""
    user = make_user("ck_other", "白杨教务")
    since = now - timedelta(days=9)
    assign_role(user=user, role=Role.CLERK, unit=world.other_school, by=world.giver, at=since)
    return user


def door(name, row):
    return reverse(f"office:transfer_{name}", args=[row.pk])


def refused(code, act, **given):
    with pytest.raises(NotNow) as error:
        act(**given)
    return error.value.code == code


def take(world, row, by, now, number=""):
    place = Place(world.other_school, world.other_classroom)
    return transfers.accept(transfer=row, to=place, number=number, by=by, at=now)


@pytest.mark.parametrize("who", ["te", "ht_a", "co", "ld", "da", "gu", "ht_other", "au"])
def test_strangers_find_nothing(world, client_of, clerk, now, who):
    row = proposed(world, now)
    client = client_of(getattr(world, who))
    assert client.get(LIST).status_code == 404
    assert client.post(door("new", world.classmate)).status_code == 404
    for name in ("accept", "decline", "withdraw"):
        assert client.post(door(name, row), {"reason": "place"}).status_code == 404
    row.refresh_from_db()
    assert row.state == "proposed"


def test_each_half_belongs_to_one_school(world, client_of, clerk, now):
    row = proposed(world, now)
    assert client_of(world.ck).post(door("accept", row)).status_code == 404
    assert client_of(world.ck).post(door("decline", row)).status_code == 404
    assert client_of(clerk).post(door("withdraw", row)).status_code == 404
    assert client_of(clerk).get(door("new", world.student)).status_code == 404
    assert client_of(world.da_other).get(door("accept", row)).status_code == 404


def test_not_into_another_district_nor_back_in_time(world, client_of, now):
    client, page = client_of(world.ck), door("new", world.student)
    today = timezone.localdate(now)
    for form in (
        {"to": world.far_school.pk, "starts_on": today},
        {"to": world.school.pk, "starts_on": today},
        {"to": world.other_school.pk, "starts_on": today - timedelta(days=1)},
        {"to": world.other_school.pk},
    ):
        assert client.post(page, form).status_code == 422
    with pytest.raises(Invalid):
        proposed(world, now, to=world.far_school)
    assert not Transfer.objects.exists()


def test_one_at_a_time(world, client_of, now):
    proposed(world, now)
    form = {"to": world.other_school.pk, "starts_on": timezone.localdate(now)}
    answer = client_of(world.ck).post(door("new", world.student), form)
    assert answer.status_code == 409
    assert "已经在转学" in answer.content.decode()
    assert "收回" in client_of(world.ck).get(door("new", world.student)).content.decode()


def test_the_other_clerk_sees_little_and_takes_her(world, client_of, clerk, now):
    Student.objects.filter(pk=world.student.pk).update(
        born_on=date(2016, 3, 5), number="N-canary-1"
    )
    link = world.student.guardianships.first()
    proposed(world, now)
    told = Notice.objects.get(kind="transfer_waiting")
    client = client_of(clerk)
    shown = client.get(LIST).content.decode()
    assert told.user == clerk
    for text in (world.student.name, "2016 年 3 月", world.school.name, "五年级"):
        assert text in shown
    row = Transfer.objects.get()
    page = client.get(door("accept", row)).content.decode()
    for text in ("canary", "3 月 5 日", link.guardian.name):
        assert text not in shown + page
    assert client.post(door("accept", row), {"grade": "5"}).status_code == 422
    answer = client.post(door("accept", row), {"classroom": world.other_classroom.pk})
    assert answer["Location"] == reverse("office:student_detail", args=[world.student.pk])
    child = Student.objects.get(pk=world.student.pk)
    assert (child.school, child.classroom) == (world.other_school, world.other_classroom)
    assert (child.user, child.number) == (world.student.user, "")
    assert link in child.guardianships.all()
    stays = Enrolment.objects.filter(student=child).order_by("since", "pk")
    today = timezone.localdate()
    assert [(s.classroom, s.until) for s in stays] == [
        (world.classroom, today),
        (world.other_classroom, None),
    ]
    assert Notice.objects.filter(kind="transfer_decided", user=world.ck).exists()
    rows = AuditEvent.objects.filter(event="schools.transfer.accepted")
    assert {each.school_id for each in rows} == {world.school.pk, world.other_school.pk}


def test_her_people_find_her_where_she_is_now(world, client_of, clerk, now):
    take(world, proposed(world, now), clerk, now)
    page = reverse("office:student_detail", args=[world.student.pk])
    seen = {
        who: client_of(getattr(world, who)).get(page).status_code
        for who in ("ck", "ht_a", "te", "co", "ld", "sa", "ht_other", "co_other")
    }
    assert seen == dict.fromkeys(("ck", "ht_a", "te", "co", "ld", "sa"), 404) | {
        "ht_other": 200,
        "co_other": 200,
    }
    assert world.student in policy.visible(world.gu, P.ROSTER_READ, Student.objects.all())


def test_sessions_stand(world, client_of, clerk, now, django_capture_on_commit_callbacks):
    child, parent = client_of(world.student.user), client_of(world.gu)
    with django_capture_on_commit_callbacks(execute=True):
        take(world, proposed(world, now), clerk, now)
    assert child.get("/student/").status_code == 200
    assert parent.get("/family/").status_code == 200


def test_two_clerks_press_at_once(world, client_of, clerk, now):
    row = proposed(world, now)
    stale = Transfer.objects.select_related("to_school").get(pk=row.pk)
    take(world, row, clerk, now)
    assert refused("transfer_state", transfers.withdraw, transfer=stale, by=world.ck, at=now)
    client, form = client_of(clerk), {"classroom": world.other_classroom.pk}
    again = client.post(door("accept", row), form)
    assert again.status_code == 409
    assert "已经有了结果" in again.content.decode()
    assert client.post(door("decline", row), {"reason": "place"}).status_code == 409
    assert client_of(world.ck).post(door("withdraw", row)).status_code == 409
    assert client.get(door("accept", row)).status_code == 404
    assert Enrolment.objects.filter(student=world.student).count() == 2


def test_a_no_has_its_reason(world, client_of, clerk, now):
    row = proposed(world, now)
    client = client_of(clerk)
    assert client.post(door("decline", row)).status_code == 422
    assert client.post(door("decline", row), {"reason": "place"}).status_code == 302
    shown = client_of(world.ck).get(LIST, {"way": "out"}).content.decode()
    assert "没有学位" in shown
    assert Student.objects.get(pk=world.student.pk).school == world.school
    assert world.student.name not in client.get(LIST).content.decode()
    assert proposed(world, now).state == "proposed"


def test_taken_back_before_anybody_took_her(world, client_of, clerk, now):
    row = proposed(world, now)
    assert client_of(world.ck).post(door("withdraw", row)).status_code == 302
    assert world.student.name not in client_of(clerk).get(LIST).content.decode()
    assert refused("transfer_state", take, world=world, row=row, by=clerk, now=now)


def test_not_before_the_day(world, client_of, clerk, now):
    row = proposed(world, now, starts_on=timezone.localdate(now) + timedelta(days=3))
    client, form = client_of(clerk), {"classroom": world.other_classroom.pk}
    assert "接收到这个班" not in client.get(door("accept", row)).content.decode()
    assert client.post(door("accept", row), form).status_code == 409
    row.refresh_from_db()
    assert row.state == "proposed"


def test_a_class_of_the_old_school_is_no_place(world, client_of, clerk, now):
    row = proposed(world, now)
    form = {"classroom": world.classroom_b.pk}
    assert client_of(clerk).post(door("accept", row), form).status_code == 422
    assert refused(
        "transfer_state", transfers.accept, transfer=row,
        to=Place(world.school, world.classroom_b), number="", by=clerk, at=now,
    )  # fmt: skip


def test_numbers_of_two_schools_do_not_meet(world, client_of, clerk, now):
    row = proposed(world, now)
    taken = world.other_student.number
    form = {"classroom": world.other_classroom.pk, "own_number": taken}
    assert client_of(clerk).post(door("accept", row), form).status_code == 422
    FieldLock.objects.create(student=world.student, field=LockedField.NUMBER, locked_at=now)
    FieldLock.objects.create(student=world.student, field=LockedField.NAME, locked_at=now)
    national = "G110101201603050018"
    Student.objects.filter(pk=world.student.pk).update(number=national)
    child = take(world, row, clerk, now)
    assert child.number == national
    assert [lock.field for lock in child.locks.all()] == ["name"]


def test_who_has_left_can_still_be_taken(world, clerk, now):
    row = proposed(world, now)
    leave(student=world.student, by=world.ck, at=now)
    assert take(world, row, clerk, now).status == "active"


def test_a_school_without_a_clerk_tells_its_head(world, now):
    head = make_user("sa_other", "白杨校长")
    since = now - timedelta(days=9)
    assign_role(user=head, role=Role.HEAD, unit=world.other_school, by=world.giver, at=since)
    proposed(world, now)
    assert Notice.objects.get(kind="transfer_waiting").user == head


def test_the_list_costs_the_same_however_long(world, client_of, clerk, now, query_shapes):
    proposed(world, now)
    client = client_of(clerk)
    client.get(LIST)
    with query_shapes() as few:
        client.get(LIST)
    proposed(world, now, world.classmate)
    proposed(world, now, world.student_b)
    with query_shapes() as many:
        client.get(LIST)
    assert len(many) == len(few)

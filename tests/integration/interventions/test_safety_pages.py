"""The sheet on a telephone, and what each of those who may not know everything is shown of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.safety import acting, duty, seating
from interventions.actions.safety.ringing import ring_due
from interventions.models import SafetyEvent, Task
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.audit.models import AuditEvent
from school_safety.notices import texts
from school_safety.notices.models import Notice
from school_safety.schools.models import Guardian, Guardianship
from tests.factories import safety

pytestmark = pytest.mark.django_db
FIVE = timedelta(minutes=5)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def event(world, now):
    safety.phones(world, now)
    safety.on_call(world, now)
    return safety.raised(world, now)


def url(name, row=None):
    return reverse(f"interventions:{name}", args=[row.pk] if row else [])


def words(answer):
    return answer.content.decode()


def mark(client, event, **data):
    return client.post(url("safety_mark", event), data)


def test_who_takes_no_part_finds_nothing(world, event, client_of) -> None:
    gone = reverse("interventions:safety_show", args=["00000000-0000-4000-8000-000000000000"])
    other = (event.case.owner_id == world.co.pk and world.co2) or world.co
    for user in (world.te, world.ht_a, world.gu, world.co_other, other, world.da_other, world.pa):
        client = client_of(user)
        assert client.get(url("safety_show", event)).status_code == client.get(gone).status_code
        assert client.post(url("safety_acknowledge", event)).status_code == 404
        assert mark(client, event, act="stay").status_code == 404
    event.refresh_from_db()
    assert event.acknowledged_at is None


def test_the_link_alone_opens_nothing(event, client) -> None:
    answer = client.get(url("safety_show", event))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_five_taps_from_the_bell_to_sitting_together(world, event, client_of) -> None:
    client = client_of(world.du)
    page = words(client.get(url("safety_show", event)))
    assert "我来处理" in page
    assert client.post(url("safety_acknowledge", event)).status_code == 302
    guardian = Guardian.objects.get(user=world.gu)
    page = words(client.get(url("safety_show", event)))
    assert f"tel:{guardian.phone}" in page
    assert mark(client, event, act="stay", person=world.ht_a.pk).status_code == 302
    assert mark(client, event, act="called", guardian=guardian.pk).status_code == 302
    assert mark(client, event, act="meet", when="23:59").status_code == 302
    assert mark(client, event, act="together").status_code == 302
    event.refresh_from_db()
    assert event.status == "contacted"
    assert None not in (event.with_child_at, event.contacted_at, event.together_at)
    kinds = AuditEvent.objects.filter(event="interventions.safety.written")
    assert [row.facts["kind"] for row in kinds.order_by("sequence")] == [
        "stays", "called", "meeting_set", "together",
    ]  # fmt: skip


def test_a_thumb_that_taps_twice_writes_once(world, event, client_of) -> None:
    client = client_of(world.du)
    client.post(url("safety_acknowledge", event))
    for _ in range(2):
        mark(client, event, act="stay", person=world.ht_a.pk)
    assert event.steps.filter(kind="stays").count() == 1
    assert Task.objects.count() == 1


def test_the_teacher_who_stays_learns_what_to_do_and_not_why(world, event, client_of) -> None:
    acting.acknowledge(event=event, by=world.du, at=timezone.now())
    mark(client_of(world.du), event, act="stay", person=world.ht_a.pk)
    teacher = client_of(world.ht_a)
    page = words(teacher.get(reverse("interventions:task_list")))
    assert "请现在陪着这位同学" in page
    assert event.code not in page
    assert "safety" not in page
    assert teacher.get(url("safety_show", event)).status_code == 404


def test_a_guardian_on_hold_is_nowhere_and_cannot_be_written_down(world, now, client_of) -> None:
    safety.phones(world, now)
    safety.on_call(world, now)
    event = safety.raised(world, now, student=world.classmate)
    client = client_of(world.du)
    client.post(url("safety_acknowledge", event))
    held = Guardian.objects.get(user=world.gu_held)
    page = words(client.get(url("safety_show", event)))
    assert held.name not in page
    assert held.phone not in page
    assert "tel:110" in page
    assert mark(client, event, act="called", guardian=held.pk).status_code == 422
    assert mark(client, event, act="outside", help="community").status_code == 302
    event.refresh_from_db()
    assert event.status == "contacted"
    assert not Notice.objects.filter(user=world.gu_held).exists()


def test_hold_and_no_guardian_at_all_give_the_same_page(world, now, client_of) -> None:
    safety.on_call(world, now)
    event = safety.raised(world, now, student=world.classmate)
    client = client_of(world.du)
    client.post(url("safety_acknowledge", event))
    held = words(client.get(url("safety_show", event)))
    Guardianship.objects.filter(student=world.classmate).delete()
    bare = words(client.get(url("safety_show", event)))
    assert _stable(held) == _stable(bare)


def _stable(page):
    import re

    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)


def test_the_head_reads_names_and_no_source_and_writes_nothing(world, event, client_of) -> None:
    ring_due(at=timezone.now() + 4 * FIVE)
    client = client_of(world.sa)
    page = words(client.get(url("safety_show", event)))
    assert world.student.name in page
    for hidden in (event.case.code, "问卷", safety.CANARY, "screening"):
        assert hidden not in page
    assert client.post(url("safety_acknowledge", event)).status_code == 404


def test_the_district_reads_code_times_and_needs_and_no_name(world, event, client_of) -> None:
    acting.acknowledge(event=event, by=world.ld, at=timezone.now())
    acting.call_outside(event=event, help="police", by=world.ld, at=timezone.now())
    page = words(client_of(world.da).get(url("safety_show", event)))
    assert event.code in page
    assert "110 报警" in page
    for hidden in (world.student.name, world.classroom.name, world.ld.name, event.case.code):
        assert hidden not in page


def test_the_duty_officer_reads_until_her_shift_ends(world, event, now, client_of) -> None:
    client = client_of(world.du)
    assert client.get(url("safety_show", event)).status_code == 200
    acting.acknowledge(event=event, by=world.ld, at=now)
    seating.end_over(at=now + timedelta(hours=3))
    safety.forget_all(world)
    assert client.get(url("safety_show", event)).status_code == 404
    assert event.seats.get(person=world.du).reader is None


def test_who_holds_it_keeps_it_past_her_shift_until_she_hands_over(world, event, now) -> None:
    acting.acknowledge(event=event, by=world.du, at=now)
    late = now + timedelta(hours=4)
    assert seating.end_over(at=late) == 0
    acting.take_over(event=event, by=world.ld, at=late)
    assert seating.end_over(at=late) == 1
    event.refresh_from_db()
    assert event.holder == world.ld


def test_standing_down_takes_a_sentence_and_ends_the_shifts_reading(
    world, event, client_of
) -> None:
    client = client_of(world.du)
    client.post(url("safety_acknowledge", event))
    assert client.post(url("safety_end", event), {"words": " "}).status_code == 422
    assert client.post(url("safety_end", event), {"words": "妈妈接走了"}).status_code == 302
    safety.forget_all(world)
    assert client.get(url("safety_show", event)).status_code == 404
    assert client_of(world.ld).get(url("safety_show", event)).status_code == 200
    assert not world.du.grants.filter(until=None).exists()


def test_the_red_line_stands_until_somebody_answers(world, event, now, client_of) -> None:
    home = reverse("home:staff_home")
    assert "没有人应答" not in words(client_of(world.sa).get(home))
    SafetyEvent.objects.filter(pk=event.pk).update(unanswered_at=now)
    for user in (world.sa, world.ld, world.co, world.co2):
        page = words(client_of(user).get(home))
        assert "没有人应答" in page
        assert world.student.name not in page
    for user in (world.te, world.co_other, world.ck):
        assert "没有人应答" not in words(client_of(user).get(home))
    acting.acknowledge(event=event, by=world.ld, at=now)
    assert "没有人应答" not in words(client_of(world.sa).get(home))


@pytest.mark.parametrize("kind", ["safety_alert", "safety_drill"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_message_says_whom_or_why(world, event, kind, language) -> None:
    notice = Notice.objects.filter(kind="safety_alert").first()
    notice.kind = kind
    said = " ".join(part(notice, language) for part in (texts.subject, texts.body, texts.short))
    for hidden in (
        world.student.name, world.school.name, world.school.name_en or "x-none", event.code,
        event.case.code, "危险", "自伤", "自杀", "筛查", "个案", "risk", "danger", "harm",
    ):  # fmt: skip
        assert hidden not in said
    assert ("演练" in said or "drill" in said.lower()) == (kind == "safety_drill")


def test_raising_by_hand_needs_both_sentences_and_a_shift(world, now, client_of) -> None:
    new = url("safety_new")
    duty_officer = client_of(world.du)
    assert "您现在没有值班" in words(duty_officer.get(new))
    form = {"who": f"五1 {world.student.name}", "seen": safety.CANARY}
    assert duty_officer.post(new, form).status_code == 404
    safety.on_call(world, now)
    assert duty_officer.post(new, {**form, "seen": ""}).status_code == 422
    assert duty_officer.post(new, form).status_code == 302
    event = SafetyEvent.objects.get()
    assert (event.student, event.source, event.seen) == (world.student, "staff", safety.CANARY)
    assert event.case is not None
    page = words(duty_officer.get(url("safety_show", event)))
    assert safety.CANARY in page
    assert duty_officer.get(reverse("interventions:case_list")).status_code == 404


def test_a_leader_of_another_school_is_a_stranger(world, event, now, client_of) -> None:
    assign_role(user=world.te, role=Role.LEAD, unit=world.other_school, by=world.giver, at=now)
    client = client_of(world.te)
    assert client.get(url("safety_show", event)).status_code == 404
    page = words(client.get(url("safety_list")))
    assert event.code not in page
    shift = duty.DutyShift.objects.get()
    assert client.post(url("shift_remove", shift)).status_code == 404

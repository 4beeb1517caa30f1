"""Case meetings: who learns what, minutes that stay, steps that become tasks."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from interventions.actions.meeting import Invitation, cancel_meeting, plan_meeting
from interventions.actions.minutes import (
    Minutes,
    StepText,
    add_addendum,
    countersign,
    sign_minutes,
    write_minutes,
)
from interventions.models import CaseMeeting, MeetingAddendum, Task
from school_safety.access.models import Grant
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases

pytestmark = pytest.mark.django_db
CANARY = "小会议室里说的-canary-8242"
STEP = "每天早读前打个招呼"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return cases.planned(world, now - timedelta(days=3))


def called(world, case, now, *, starts=-1, people=None):
    people = [world.ht_a, world.ld] if people is None else people
    invitation = Invitation(
        now + timedelta(hours=starts), "三楼", CANARY, people, [("陈医生", "区中心")]
    )
    at = now - timedelta(days=1)
    return plan_meeting(case=case, called=invitation, by=case.owner, at=at)


def written(world, meeting, now, *, decides=(), who=None, **changes):
    step = StepText(who or world.ht_a, STEP, timezone.localdate(now) + timedelta(days=4))
    values = {
        "came": ["ht_a老师"],
        "decided": CANARY,
        "because": CANARY,
        "decides": decides,
        "dissent": [("ht_a老师", CANARY)],
        "steps": [step],
        **changes,
    }
    return write_minutes(
        meeting=meeting,
        version=meeting.version,
        minutes=Minutes(**values),
        by=meeting.case.owner,
        at=now,
    )


def signed(world, case, now, **more):
    meeting = written(world, called(world, case, now), now, **more)
    return sign_minutes(meeting=meeting, version=meeting.version, by=case.owner, at=now)


def show(meeting):
    return reverse("interventions:meeting_show", args=[meeting.pk])


def test_who_is_asked_learns_when_and_where_and_nothing_else(world, case, now, client_of) -> None:
    called(world, case, now, starts=20)
    page = client_of(world.ht_a).get(reverse("interventions:task_list")).content.decode()
    assert "请您来的会" in page
    assert "三楼" in page
    for word in (CANARY, case.code, world.student.name, "陈医生"):
        assert word not in page
    notice = Notice.objects.get(user=world.ht_a, kind="meeting_invited")
    assert notice.url_name == "interventions:task_list"
    assert Grant.objects.filter(user=world.ht_a, kind="meeting").count() == 1
    assert (
        case.code
        not in client_of(world.ht_b).get(reverse("interventions:task_list")).content.decode()
    )


def test_steps_become_tasks_without_anything_behind_them(world, case, now, client_of) -> None:
    meeting = signed(world, case, now)
    task = Task.objects.get(assignee=world.ht_a)
    assert (task.text, task.case_id) == (STEP, case.pk)
    assert meeting.steps[0]["task"] == str(task.pk)
    client = client_of(world.ht_a)
    page = client.get(reverse("interventions:task_list")).content.decode()
    assert STEP in page
    assert "请您来的会" not in page
    for word in (CANARY, case.code, "三楼", str(case.pk), str(meeting.pk)):
        assert word not in page
    assert client.get(show(meeting)).status_code == 404
    done = client.post(reverse("interventions:task_done", args=[task.pk]))
    assert done.status_code == 302
    assert "ok" in client_of(case.owner).get(show(meeting)).content.decode()


def test_minutes_are_the_counselors_alone_unless_the_lead_must_sign(
    world, case, now, client_of
) -> None:
    plain = signed(world, case, now)
    grave = signed(world, case, now, decides=["level"])
    other = cases.owner_of(case, world)[1]
    assert CANARY in client_of(case.owner).get(show(plain)).content.decode()
    strangers = (other, world.te, world.ht_a, world.sa, world.da, world.gu, world.gu_held)
    for user in strangers:
        assert client_of(user).get(show(plain)).status_code == 404
        assert client_of(user).get(show(grave)).status_code == 404
    lead = client_of(world.ld)
    assert lead.get(show(plain)).status_code == 404
    assert CANARY in lead.get(show(grave)).content.decode()
    file = reverse("interventions:case_show", args=[case.pk])
    assert show(plain) not in lead.get(file, {"tab": "meetings"}).content.decode()
    reads = AuditEvent.objects.filter(
        object_kind="interventions.casemeeting", event="access.record.read"
    )
    assert {str(row.actor_id) for row in reads} == {str(case.owner.pk), str(world.ld.pk)}


def test_a_second_name_where_level_referral_or_end_is_decided(world, case, now, client_of) -> None:
    meeting = signed(world, case, now, decides=["closure", "level"])
    assert meeting.status == "signed"
    with pytest.raises(NotNow):
        countersign(meeting=meeting, words="", by=case.owner, at=now)
    post = reverse("interventions:meeting_countersign", args=[meeting.pk])
    assert client_of(case.owner).post(post).status_code == 404
    assert client_of(world.ld).post(post, {"words": "两周后再看"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.status, meeting.countersigned_by) == ("locked", world.ld)
    assert meeting.addenda.get().text == "两周后再看"
    assert signed(world, case, now).status == "locked"


def test_signed_minutes_stay_even_for_whoever_writes_into_the_database(world, case, now) -> None:
    meeting = signed(world, case, now, decides=["level"])
    with pytest.raises(NotNow):
        written(world, meeting, now)
    with pytest.raises(NotNow):
        cancel_meeting(meeting=meeting, by=case.owner, at=now)
    for change in (
        {"decided": "别的"}, {"steps": []}, {"next_on": now.date()}, {"signed_by": world.da},
        {"decides": []}, {"status": "planned"},
    ):  # fmt: skip
        row = CaseMeeting.objects.get(pk=meeting.pk)
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(update_fields=list(change))
    countersign(meeting=meeting, words="", by=world.ld, at=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseMeeting.objects.filter(pk=meeting.pk).update(countersigned_by=world.co2)
    row = add_addendum(meeting=meeting, text="更正日期", by=case.owner, at=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingAddendum.objects.filter(pk=row.pk).update(written_at=now - timedelta(days=9))
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.seats.update(left_at=now)


def test_what_is_missing_stops_the_signature(world, case, now) -> None:
    ahead = written(world, called(world, case, now, starts=5), now)
    with pytest.raises(NotNow) as refused:
        sign_minutes(meeting=ahead, version=ahead.version, by=case.owner, at=now)
    assert refused.value.code == "not_yet"
    half = written(world, called(world, case, now), now, because="")
    with pytest.raises(NotNow) as refused:
        sign_minutes(meeting=half, version=half.version, by=case.owner, at=now)
    assert refused.value.code == "minutes_unfinished"
    with pytest.raises(Invalid):
        written(world, half, now, who=world.te)
    with pytest.raises(Invalid):
        called(world, case, now, people=[world.sa])


def test_two_writers_see_both_wordings(world, case, now, client_of) -> None:
    meeting = called(world, case, now)
    page = reverse("interventions:meeting_write", args=[meeting.pk])
    client = client_of(case.owner)
    first = {"version": 1, "came": ["ht_a老师"], "decided": "先试四周", "because": "x"}
    assert client.post(page, first).status_code == 302
    second = client.post(page, {**first, "decided": "转介吧"})
    assert second.status_code == 409
    assert "先试四周" in second.content.decode()
    assert "转介吧" in second.content.decode()
    assert CaseMeeting.objects.get(pk=meeting.pk).decided == "先试四周"
    merged = {**first, "decided": "两样都写", "version": 2}
    assert client.post(page, merged).status_code == 302
    change = reverse("interventions:meeting_change", args=[meeting.pk])
    when = timezone.localtime(now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    plan = {"version": 1, "starts_at": when, "place": "一楼", "why": "y", "invited": [world.ld.pk]}
    late = client.post(change, plan)
    assert late.status_code == 409
    assert "三楼" in late.content.decode()
    assert client.post(change, {**plan, "version": 3}).status_code == 302
    assert not Grant.objects.filter(
        user=world.ht_a, kind="meeting", until__gt=now + timedelta(minutes=5)
    ).exists()


def test_the_counselor_calls_writes_and_signs_in_the_pages(world, case, now, client_of) -> None:
    client = client_of(case.owner)
    new = reverse("interventions:meeting_new", args=[case.pk])
    when = timezone.localtime(now - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    form = {"starts_at": when, "place": "三楼", "why": CANARY, "guest_1": "陈医生"}
    assert client.post(new, {**form, "guest_1": ""}).status_code == 422
    assert client.post(new, form).status_code == 302
    meeting = CaseMeeting.objects.get()
    page = reverse("interventions:meeting_write", args=[meeting.pk])
    day = (timezone.localdate(now) + timedelta(days=3)).isoformat()
    minutes = {
        "version": 1, "came": ["陈医生"], "decided": "x", "because": "y", "step_1": STEP,
        "who_1": str(case.owner.pk), "due_1": day, "decides": ["referral"],
    }  # fmt: skip
    assert client.post(page, {**minutes, "who_1": ""}).status_code == 422
    assert client.post(page, minutes).status_code == 302
    sign = reverse("interventions:meeting_sign", args=[meeting.pk])
    assert client.post(sign, {"version": 1}).status_code == 409
    assert client.post(sign, {"version": 2}).status_code == 302
    add = reverse("interventions:meeting_add", args=[meeting.pk])
    assert client.post(add, {"text": ""}).status_code == 422
    assert client.post(add, {"text": "更正"}).status_code == 302
    assert "更正" in client.get(show(meeting)).content.decode()
    assert Notice.objects.filter(user=world.ld, kind="meeting_to_countersign").count() == 1

"""Pages of the help room: what is shown, what is kept when something is missing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.models import Case, Concern, Referral
from interventions.queries import today
from school_safety.audit.models import AuditEvent
from school_safety.notices.models import Notice
from tests.factories import cases as builders
from tests.worlds import make_student

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


def test_triage_shows_the_list_and_opens_only_one_s_own(world, client_of, now):
    case = builders.opened(world, now)
    owner, other = builders.owner_of(case, world)
    link = url("triage_list") + f"?case={case.pk}"
    mine = client_of(owner).get(link).content.decode()
    assert builders.CANARY in mine
    assert "checked" not in mine
    theirs = client_of(other).get(link)
    assert theirs.status_code == 200
    assert builders.CANARY not in theirs.content.decode()
    assert world.student.name not in client_of(other).get(url("triage_list")).content.decode()
    assert client_of(world.co_other).get(link).status_code == 404


def test_reading_a_file_is_written_down_with_its_grant(world, client_of, now):
    case = builders.opened(world, now)
    client_of(case.owner).get(url("case_show", case.pk))
    row = AuditEvent.objects.filter(event="access.record.read", object_id=str(case.pk)).last()
    assert row.actor_id == case.owner_id
    assert row.grant_id is not None


def test_a_decision_without_reason_keeps_what_was_typed(world, client_of, now):
    case = builders.talked(world, now)
    client = client_of(case.owner)
    page = client.post(url("case_decide", case.pk), {"decision": "2", "reason": ""})
    assert page.status_code == 422
    assert "checked" in page.content.decode()
    said = {"decision": "2", "reason": "睡得晚"}
    assert client.post(url("case_decide", case.pk), said).status_code == 422  # and the finding?
    page = client.post(url("case_decide", case.pk), {**said, "finding": "confirmed"})
    assert page.status_code == 302
    assert case.decisions.get().finding == "confirmed"
    assert Case.objects.get(pk=case.pk).level == 2
    assert client.get(url("case_decide", case.pk)).status_code == 200
    again = client.post(url("case_decide", case.pk), {**said, "finding": "confirmed"})
    assert again.status_code == 409


def test_an_edit_on_an_old_plan_shows_both_texts(world, client_of, now):
    case = builders.planned(world, now)
    client = client_of(case.owner)
    typed = {
        "version": "1",
        "weeks": "6",
        "starts_on": "2026-11-23",
        "school_part": "第一种写法",
        "goal_1": "早睡",
    }
    assert client.post(url("plan_edit", case.pk), typed).status_code == 302
    page = client.post(url("plan_edit", case.pk), {**typed, "school_part": "第二种写法"})
    body = page.content.decode()
    assert page.status_code == 409
    assert "第一种写法" in body
    assert "第二种写法" in body
    newest = {**typed, "school_part": "第二种写法", "version": "2"}
    assert client.post(url("plan_edit", case.pk), newest).status_code == 302


def test_a_concern_leaves_only_a_receipt(world, client_of):
    client = client_of(world.ht_a)
    wrong = client.post(url("concern_new"), {"fact": ""})
    assert wrong.status_code == 422
    sent = client.post(
        url("concern_new"),
        {"student": str(world.student.pk), "fact": builders.CANARY, "words_said": "不想来"},
    )
    assert sent.status_code == 302
    body = client.get(url("concern_list")).content.decode()
    assert builders.CANARY not in body
    assert world.student.name not in body
    assert Concern.objects.get().case.student_id == world.student.pk


def test_a_typed_name_waits_to_be_matched(world, client_of):
    client_of(world.ed).post(url("concern_new"), {"who": "小荷", "fact": "一个人在走廊"})
    concern = Concern.objects.get()
    assert concern.case_id is None
    client = client_of(world.co)
    assert "还没有对应到同学" in client.get(url("triage_list")).content.decode()
    assert client.get(url("concern_match", concern.pk)).status_code == 200
    assert client_of(world.co_other).get(url("concern_match", concern.pk)).status_code == 404
    client.post(url("concern_match", concern.pk), {"student": str(world.student.pk)})
    assert Case.objects.get().student_id == world.student.pk


@pytest.mark.parametrize(("who", "source"), [("gu", "family"), ("student", "self")])
def test_families_and_students_can_write_too(world, client_of, who, source):
    user = world.student.user if who == "student" else world.gu
    data = {"student": str(world.student.pk), "fact": "睡不着"}
    client = client_of(user)
    assert client.get(url("concern_new")).status_code == 200
    assert client.post(url("concern_new"), data).status_code == 302
    assert Case.objects.get().source == source


def test_the_guardian_answers_and_the_counselor_sends(world, client_of, now):
    row = builders.drafted(world, now)
    guardian, counselor = client_of(world.gu), client_of(row.made_by)
    page = guardian.get(url("family_referral", row.pk)).content.decode()
    assert "checked" not in page
    assert builders.CANARY not in page
    assert guardian.post(url("family_referral", row.pk), {}).status_code == 422
    assert counselor.post(url("referral_send", row.pk)).status_code == 409
    guardian.post(url("family_referral", row.pk), {"state": "given"})
    assert counselor.post(url("referral_send", row.pk)).status_code == 302
    assert guardian.post(url("family_withdraw", row.pk)).status_code == 302
    assert Referral.objects.get(pk=row.pk).status == "revoked"


def test_a_closed_packet_is_not_shown(world, client_of, now):
    row = builders.accepted(world, now)
    row.packet.open_until = now - timedelta(minutes=1)
    row.packet.save()
    body = client_of(world.cl).get(url("provider_referral", row.pk)).content.decode()
    assert builders.CANARY not in body


def test_every_provider_form_goes_through(world, client_of, now):
    row = builders.accepted(world, now)
    client = client_of(world.cl)
    later = (timezone.localtime(now) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(url("provider_appointment", row.pk), {}).status_code == 422
    client.post(url("provider_appointment", row.pk), {"starts_at": later, "place": "一楼"})
    client.post(url("provider_reply", row.pk), {"school_part": "少作业", "family_part": "早睡"})
    assert Referral.objects.get(pk=row.pk).status == "replied"
    counselor = client_of(row.made_by).get(url("referral_show", row.pk)).content.decode()
    assert "少作业" in counselor
    assert "早睡" in client_of(world.gu).get(url("family_referral", row.pk)).content.decode()


def test_no_notice_carries_a_name_or_a_word(world, client_of, now, mailoutbox):
    for user in (world.co, world.co2, world.ld, world.gu, world.cl, world.ht_a):
        user.email = f"{user.username}@example.org"
        user.save()
    row = builders.accepted(world, now)
    builders.opened(world, now, evidence={"origin": "again"})
    sent = Notice.objects.all()
    assert sent.count() >= 6
    texts = [f"{mail.subject}\n{mail.body}" for mail in mailoutbox]
    readers = (row.made_by, world.gu, world.cl)
    texts += [client_of(reader).get("/notices/").content.decode() for reader in readers]
    for text in texts:
        assert world.student.name not in text
        assert builders.CANARY not in text


@pytest.mark.parametrize("name", ["triage_list", "case_list", "referral_list", "task_list"])
def test_ten_more_rows_no_more_queries(world, client_of, now, name, query_shapes):
    client = client_of(world.ld)
    builders.opened(world, now)
    client.get(url(name))
    with query_shapes() as few:
        client.get(url(name))
    for i in range(10):
        child = make_student(world.classroom, f"许{i}")
        builders.opened(world, now, student=child, evidence={"origin": str(i)})
    with query_shapes() as many:
        client.get(url(name))
    assert len(many) == len(few)


def test_today_names_the_work_and_nobody(world, now):
    case = builders.opened(world, now, level=1)
    items = today(case.owner, now)
    assert [item["url_name"] for item in items] == [
        "interventions:safety_show",
        "interventions:case_show",
    ]
    assert items[0]["state"] == "now"
    assert world.student.name not in str(items)
    row = builders.drafted(world, now)
    assert any(item["args"] == [str(row.pk)] for item in today(world.gu, now))
    heads = today(world.sa, now)
    assert [item["url_name"] for item in heads] == ["interventions:safety_show"]
    assert case.code not in str(heads)

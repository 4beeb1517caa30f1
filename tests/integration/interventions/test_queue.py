"""One queue: every source in it, each kept apart; matched, taken back, and by whose clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.concerns import Paper, receive_concern
from interventions.actions.matching import match_concern, unmatch_concern
from interventions.models import Case, Concern, Evidence, SafetyEvent
from interventions.queries import queue
from school_safety.access.holdings import forget
from school_safety.access.models import Grant
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Student
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
SEEN = "一个人在走廊-canary-5512"


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


def heard(world, at, **changes):
    """A colleague without a roster writes about somebody by ear."""
    values = {
        "school": world.school, "student": None, "who": "章晓荷 · 五1班", "fact": SEEN,
        "by": world.ed, "at": at, **changes,
    }  # fmt: skip
    return receive_concern(**values)


def handed(world, at, **changes):
    paper = Paper("甲区公安分局", "甲公未〔2026〕7号", at, world.student.born_on)
    return heard(world, at, source="police", paper=paper, by=world.ld, **changes)


def test_signals_and_children_stand_in_one_list_by_their_clocks(world, client_of, now):
    late = now - timedelta(days=30)
    concern = heard(world, late)
    case = builders.opened(world, now)
    keys = queue.keys(world.ld, at=now)
    assert [pk for _, _, pk in keys] == [concern.pk, case.pk]
    body = client_of(world.co).get(url("triage_list")).content.decode()
    assert body.index(url("concern_match", concern.pk)) < body.index(f"case={case.pk}")
    assert SEEN not in body
    assert "2 件在等" in body
    assert [pk for _, _, pk in queue.keys(world.co, source="concern", at=now)] == [concern.pk]
    assert [pk for _, _, pk in queue.keys(world.co, due="late", at=now)] == [concern.pk]
    assert queue.keys(world.co_other, at=now) == []


def test_a_child_stands_once_with_every_source_apart(world, client_of, now):
    case = builders.opened(world, now)
    heard(world, now, student=world.student)
    handed(world, now, student=world.student)
    client_of(world.student.user).post(url("talk_new"), {"when": "week"})
    assert len(queue.keys(world.ld, at=now)) == 1
    sources = sorted(Evidence.objects.filter(case=case).values_list("source", flat=True))
    assert sources == ["concern", "police", "screening", "self"]
    body = client_of(case.owner).get(url("triage_list") + f"?case={case.pk}").content.decode()
    assert "甲公未〔2026〕7号" in body
    assert "4 条线索" in body
    for writer in (world.ed, world.student.user):
        mine = client_of(writer).get(url("concern_list")).content.decode()
        assert SEEN not in mine
        assert "公安" not in mine
        assert mine.count("已收到，有人在跟") == 1 + mine.count("只会看到")


def test_suggestions_say_why(world, client_of, now):
    concern = handed(world, now)
    body = client_of(world.co).get(url("concern_match", concern.pk)).content.decode()
    assert "读音一样、生日一样、班级对得上" in body
    assert "甲区公安分局" in body
    assert "checked" not in body
    assert str(world.other_student.pk) not in body
    again = client_of(world.co).get(url("concern_match", concern.pk) + "?find=wangxiaoshu")
    assert str(world.student_b.pk) in again.content.decode()


def test_another_school_is_a_figure(world, client_of, now):
    Student.objects.filter(pk=world.other_student.pk).update(name_key="zhaoxiaobai")
    concern = heard(world, now, who="兆小白")
    body = client_of(world.co).get(url("concern_match", concern.pk)).content.decode()
    assert "本区别的学校有 1 位学生对得上" in body
    assert "赵小白" not in body
    assert str(world.other_student.pk) not in body


def test_a_match_lays_the_signal_to_the_open_case_and_can_be_taken_back(world, client_of, now):
    case = builders.opened(world, now)
    concern = heard(world, now)
    client = client_of(world.co)
    sent = client.post(url("concern_match", concern.pk), {"student": str(world.student.pk)})
    assert sent.status_code == 302
    concern.refresh_from_db()
    assert (concern.case_id, concern.matched_by) == (case.pk, world.co)
    assert case.evidence.count() == 2
    undo = url("concern_unmatch", concern.pk)
    assert undo in client.get(url("triage_list")).content.decode()
    assert client.get(undo).status_code == 200
    assert client.post(undo, {"reason": ""}).status_code == 422
    assert client.post(undo, {"reason": "班级不对"}).status_code == 302
    concern.refresh_from_db()
    assert (concern.case, concern.student, concern.matched_at) == (None, None, None)
    assert [row.source for row in case.evidence.all()] == ["screening"]
    assert Evidence.every.get(case=case, source="concern").detached_at is not None
    assert Case.objects.get(pk=case.pk).is_open
    event = AuditEvent.objects.get(event="interventions.concern.unmatched")
    assert (event.student_id, event.facts["case"]) == (world.student.pk, str(case.pk))
    match_concern(concern=concern, student=world.student, by=world.co, at=now)
    assert case.evidence.count() == 2


def test_a_case_that_rests_on_nothing_else_ends_with_its_grants(world, now):
    concern = heard(world, now)
    match_concern(concern=concern, student=world.classmate, by=world.co2, at=now)
    concern.refresh_from_db()
    case = concern.case
    unmatch_concern(concern=concern, reason="认错了", by=world.co2, at=now + timedelta(hours=1))
    case = Case.objects.get(pk=case.pk)
    assert case.status == "dismissed"
    assert not Grant.objects.filter(basis=f"case:{case.pk}", until=None).exists()


def test_whom_the_writer_picked_is_kept_as_her_word(world, now):
    concern = heard(world, now, student=world.student, who="")
    unmatch_concern(concern=concern, reason="不是他", by=world.co, at=now)
    concern.refresh_from_db()
    assert concern.who == "张小禾 · 五年级（1）班"
    with pytest.raises(NotNow):
        unmatch_concern(concern=concern, reason="不是他", by=world.co, at=now)


def test_where_work_has_begun_the_case_goes_on(world, now):
    concern = heard(world, now, student=world.student, who="")
    case = concern.case
    forget(case.owner)
    Case.objects.filter(pk=case.pk).update(status="talking")
    unmatch_concern(concern=concern, reason="另一位", by=world.co, at=now)
    assert Case.objects.get(pk=case.pk).status == "talking"


def test_nobody_but_counselor_and_lead_of_the_school_matches(world, client_of, now):
    concern = heard(world, now, student=world.student, who="")
    for who in ("co_other", "te", "ht_a", "sa", "da", "ed"):
        client = client_of(getattr(world, who))
        assert client.get(url("concern_unmatch", concern.pk)).status_code == 404, who
        assert client.get(url("handover_new")).status_code == 404 or who == "co_other"


def test_a_handover_is_written_in_with_its_paper(world, client_of, now):
    when = timezone.localtime(now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    data = {
        "who": "zhangxiaohe", "source": "police", "sender": "甲区公安分局", "document_number": "7号",
        "received_at": when, "fact": SEEN, "level": "2", "born_on": "2016-03-05",
    }  # fmt: skip
    client = client_of(world.co)
    assert client.get(url("handover_new")).status_code == 200
    looked = client.post(url("handover_new"), {**data, "find": "1"}).content.decode()
    assert str(world.student.pk) in looked
    assert "7号" in looked
    assert client.post(url("handover_new"), {**data, "sender": ""}).status_code == 422
    assert client.post(url("handover_new"), {**data, "student": "none"}).status_code == 302
    concern = Concern.objects.get()
    paper = concern.handover
    assert (paper.sender, paper.document_number, paper.born_on) == (
        "甲区公安分局", "7号", "2016-03-05",
    )  # fmt: skip
    assert (concern.source, concern.level, concern.case) == ("police", 2, None)


def test_a_paper_from_tomorrow_is_refused(world, now):
    paper = Paper("公安", "", now + timedelta(days=1), timezone.localdate(now) + timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        heard(world, now, source="police", paper=paper)
    assert set(refused.value.fields) == {"document_number", "received_at", "born_on"}


def test_a_student_asks_with_one_tap_and_hears_what_happens_next(world, client_of):
    client = client_of(world.student.user)
    assert client.get(url("talk_sent")).status_code == 200
    assert client.post(url("talk_new"), {}).status_code == 422
    assert "checked" not in client.get(url("talk_new")).content.decode()
    sent = client.post(url("talk_new"), {"when": "today", "where": "午休在教室"}, follow=True)
    assert "会有老师来找你" in sent.content.decode()
    case = Case.objects.get()
    assert (case.source, case.suggested_level, case.student) == ("self", 2, world.student)
    assert not SafetyEvent.objects.exists()
    client.post(url("talk_new"), {"when": "now"})
    assert SafetyEvent.objects.get().case == case
    for who in (world.gu, world.ht_a, world.co):
        assert client_of(who).get(url("talk_new")).status_code == 404


SATURDAY_NIGHT = datetime(2026, 11, 21, 22, 10, tzinfo=SHANGHAI)
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)
MONDAY_EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=SHANGHAI)
EARLY = datetime(2026, 11, 24, 6, 50, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("level", "at", "due", "words"),
    [
        (2, SATURDAY_NIGHT, "11-23 17:00", "不上学的日子收到"),
        (2, MONDAY_NOON, "11-23 17:00", "上学时间收到"),
        (2, MONDAY_EVENING, "11-24 17:00", "放学以后收到"),
        (2, EARLY, "11-24 17:00", "上学以前收到"),
        (3, SATURDAY_NIGHT, "11-26 17:00", "不上学的日子收到"),
        (1, SATURDAY_NIGHT, "11-21 23:10", "立即：不分昼夜和放假"),
    ],
)
def test_the_clock_says_its_rule(world, client_of, level, at, due, words):
    concern = heard(world, at, level=level)
    assert f"{timezone.localtime(concern.due_at):%m-%d %H:%M}" == due
    assert words in client_of(world.co).get(url("triage_list")).content.decode()
    assert SafetyEvent.objects.filter(opened_at=at).exists() is (level == 1)


def test_a_case_s_rule_is_that_of_the_signal_which_waits_least(world, client_of):
    builders.opened(world, SATURDAY_NIGHT, level=4)
    builders.opened(world, MONDAY_NOON, level=2, evidence={"origin": "second"})
    body = client_of(world.co).get(url("triage_list")).content.decode()
    assert "上学时间收到" in body
    assert "不上学的日子收到" not in body

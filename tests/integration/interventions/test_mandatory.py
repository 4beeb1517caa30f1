"""Mandatory reports: due at once, doubted only by two; the district reads what was made."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.mandatory import doubting, opening, reporting
from interventions.actions.mandatory.nudging import nudge_due
from interventions.choices import HarmSign, MandatoryStatus, ReportTo, ReportWay
from interventions.models import MandatoryReport, ReportStep
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.models import Notice
from tests.factories import cases

pytestmark = pytest.mark.django_db
CANARY = "手臂上有三道新伤-canary-7711"
REASON = "问过三位在场的老师，是体育课上摔的，家长当时也在。"


@pytest.fixture
def now():
    return timezone.now()


def seen(now, **changes):
    values = {"signs": (HarmSign.BEATEN,), "fact": CANARY, "noticed_at": now, **changes}
    return opening.Seen(**values)


def opened(world, now, **changes):
    values = {"school": world.school, "student": world.student, "by": world.co, "at": now}
    return opening.open_report(**{**values, "seen": seen(now), **changes})


def told(now, **changes):
    values = {"authority": ReportTo.POLICE, "way": ReportWay.PHONE, "happened_at": now, **changes}
    return reporting.Told(**values)


def page(report, name="show"):
    return reverse(f"interventions:mandatory_{name}", args=[report.pk])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signs": ()}, "signs"),
        ({"signs": ("weather",)}, "signs"),
        ({"fact": "  "}, "fact"),
        ({"noticed_at": None}, "noticed_at"),
    ],
    ids=["none", "unknown", "empty", "tomorrow"],
)
def test_what_is_missing_is_said_and_nothing_is_kept(world, now, changes, field) -> None:
    if field == "noticed_at":
        changes = {"noticed_at": now + timedelta(days=1)}
    with pytest.raises(Invalid) as refused:
        opened(world, now, seen=seen(now, **changes))
    assert set(refused.value.fields) == {field}
    assert not MandatoryReport.objects.exists()


def test_a_child_without_a_name_is_described(world, now) -> None:
    with pytest.raises(Invalid) as refused:
        opened(world, now, student=None)
    assert set(refused.value.fields) == {"who"}
    report = opened(world, now, student=None, seen=seen(now, who="穿蓝色校服的男孩"))
    assert report.code == "R1"


def test_lead_and_head_hear_of_it_at_once_without_a_name(world, now) -> None:
    report = opened(world, now)
    rows = Notice.objects.filter(kind="mandatory_due")
    assert {row.user_id for row in rows} == {world.ld.pk, world.sa.pk, world.co.pk}
    assert rows.first().url_args == [str(report.pk)]
    assert AuditEvent.objects.filter(event="interventions.mandatory.opened").count() == 1


def test_it_is_said_again_until_it_was_told(world, now) -> None:
    report = opened(world, now)
    for minutes, lines in ((59, 0), (61, 1), (300, 1), (61 + 721, 2)):
        nudge_due(at=now + timedelta(minutes=minutes))
        assert ReportStep.objects.filter(kind="nudged").count() == lines
    reporting.record_told(report=report, told=told(now), by=world.sa, at=now + timedelta(hours=14))
    nudge_due(at=now + timedelta(days=3))
    assert ReportStep.objects.filter(kind="nudged").count() == 2


def test_the_first_authority_makes_it_and_the_district_hears(world, now) -> None:
    report = opened(world, now)
    with pytest.raises(Invalid) as refused:
        reporting.record_told(
            report=report, told=told(now, authority="mayor", way=""), by=world.co, at=now
        )
    assert set(refused.value.fields) == {"authority", "way"}
    with pytest.raises(NotNow):
        reporting.record_answer(report=report, words="收到", by=world.co, at=now)
    report = reporting.record_told(report=report, told=told(now), by=world.co, at=now)
    assert (report.status, report.made_at) == (MandatoryStatus.MADE, now)
    reporting.record_told(
        report=report, told=told(now, authority=ReportTo.EDUCATION), by=world.sa, at=now
    )
    reporting.record_answer(report=report, words="已受理", by=world.sa, at=now, document="J-1")
    assert Notice.objects.get(kind="mandatory_made").user_id == world.da.pk
    kinds = list(report.steps.order_by("at", "kind").values_list("kind", flat=True))
    assert sorted(kinds) == ["answered", "opened", "told", "told"]


def test_doubt_needs_a_second_person_and_stops_nothing(world, now) -> None:
    report = opened(world, now)
    with pytest.raises(Invalid):
        doubting.doubt(report=report, reason="不用", by=world.ld, at=now)
    report = doubting.doubt(report=report, reason=REASON, by=world.ld, at=now)
    assert report.waits
    with pytest.raises(NotNow) as refused:
        doubting.decide_doubt(report=report, needed=False, reason=REASON, by=world.ld, at=now)
    assert refused.value.code == "second_person"
    report = doubting.decide_doubt(report=report, needed=True, reason=REASON, by=world.sa, at=now)
    assert report.status == MandatoryStatus.DUE
    doubting.doubt(report=report, reason=REASON, by=world.co, at=now)
    report = doubting.decide_doubt(report=report, needed=False, reason=REASON, by=world.ld, at=now)
    assert report.status == MandatoryStatus.UNNEEDED
    report = reporting.record_told(report=report, told=told(now), by=world.ld, at=now)
    assert report.status == MandatoryStatus.MADE


def test_the_whole_way_on_the_pages(world, now, client_of) -> None:
    case = cases.opened(world, now)
    client = client_of(case.owner)
    url = reverse("interventions:mandatory_about", args=[case.pk])
    form = {"signs": ["beaten"], "fact": "", "noticed_at": "2026-09-01T10:00"}
    answer = client.post(url, form)
    assert answer.status_code == 422
    answer = client.post(url, {**form, "fact": CANARY})
    report = MandatoryReport.objects.get()
    assert answer.url == page(report)
    assert (report.student, report.fact) == (world.student, CANARY)
    assert "还没有报告" in client.get(page(report)).content.decode()
    form = {"told-authority": "police", "told-way": "phone", "told-happened_at": "2026-09-01T10:05"}
    assert client.post(page(report, "told"), {**form, "told-way": ""}).status_code == 422
    assert client.post(page(report, "told"), form).status_code == 302
    assert client.post(page(report, "answer"), {"answer-words": "已受理"}).status_code == 302
    assert "已受理" in client_of(world.sa).get(page(report)).content.decode()


def test_doubt_on_the_pages_ends_with_the_second_person(world, now, client_of) -> None:
    report = opened(world, now)
    client_of(world.co).post(page(report, "doubt"), {"doubt-reason": REASON})
    form = {"decide-needed": "no", "decide-reason": REASON}
    assert client_of(world.co).post(page(report, "decide"), form).status_code == 404
    assert client_of(world.sa).post(page(report, "decide"), form).status_code == 302
    report.refresh_from_db()
    assert report.status == MandatoryStatus.UNNEEDED


def test_strangers_find_nothing_and_the_district_only_what_was_made(world, now, client_of) -> None:
    report = opened(world, now)
    for user in (world.gu, world.te, world.student.user, world.co_other, world.da):
        assert client_of(user).get(page(report)).status_code == 404
    assert CANARY in client_of(world.co2).get(page(report)).content.decode()
    reporting.record_told(report=report, told=told(now), by=world.co, at=now)
    answer = client_of(world.da).get(page(report))
    assert CANARY in answer.content.decode()
    assert "told-authority" not in answer.content.decode()
    listed = client_of(world.da).get(reverse("interventions:mandatory_list"))
    assert report.code in listed.content.decode()


def test_home_is_not_told_who_read_it(world, now, client_of) -> None:
    report = opened(world, now)
    url = reverse("home:family_looked")
    before = client_of(world.gu).get(url).content
    assert client_of(world.sa).get(page(report)).status_code == 200
    assert client_of(world.gu).get(url).content == before

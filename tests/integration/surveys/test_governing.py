"""Before a wave: two who read it, somebody who is there, hands that can hold it, a look for families."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from interventions.models import Absence, DutyShift
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid, NotNow
from surveys.actions import approving, governing, moving, planning
from surveys.actions.noticing import families_told
from surveys.choices import Seat, WaveStatus
from surveys.models import (
    AskSettings,
    FamilyLetter,
    ImpactAssessment,
    Instrument,
    InstrumentVersion,
    Wave,
)
from surveys.queries import capacity, plans
from surveys.rules.linting import plan_problems
from tests.readying import WORDS, read_by_both, ready
from tests.worlds import make_student

from .conftest import draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now():
    return timezone.now()


def problems(wave, at):
    wave = Wave.objects.select_related("school", "instrument_version").get(pk=wave.pk)
    return plan_problems(plans.plan_of(wave, at))


def test_it_takes_the_lead_and_the_head(world, now):
    made = draft(world, now)
    once = approving.approve_wave(wave=made, by=world.sa, at=now)
    assert once.status == WaveStatus.DRAFT
    for who in (world.sa, world.co2, world.co):
        with pytest.raises(NotNow):
            approving.approve_wave(wave=made, by=who, at=now)
    with pytest.raises(NotNow):
        planning.open_wave(wave=made, by=world.co, at=now)
    twice = approving.approve_wave(wave=made, by=world.ld, at=now)
    assert twice.status == WaveStatus.APPROVED
    assert {row.seat for row in twice.approvals.all()} == set(Seat)
    assert AuditEvent.objects.filter(event="surveys.wave.read").count() == 1


def test_a_district_official_takes_one_seat_and_not_both(world, now):
    made = draft(world, now)
    approving.approve_wave(wave=made, by=world.da, at=now)
    with pytest.raises(NotNow):
        approving.approve_wave(wave=made, by=world.da, at=now)
    with pytest.raises(NotNow):
        approving.approve_wave(wave=made, by=world.da_other, at=now)
    assert approving.approve_wave(wave=made, by=world.ld, at=now).status == WaveStatus.APPROVED


def test_a_changed_draft_is_read_again(world, now):
    made = draft(world, now)
    approving.approve_wave(wave=made, by=world.ld, at=now)
    facts = {"opens_at": made.opens_at, "closes_at": made.closes_at, "title": "另一个名字"}
    planning.change_wave(wave=made, classrooms=[world.classroom], by=world.co, at=now, **facts)
    assert not made.approvals.exists()


def test_what_was_true_at_the_approval_is_asked_again_at_the_opening(world, now):
    made = draft(world, now, closes_at=now + timedelta(days=1))
    read_by_both(made, world, now)
    DutyShift.objects.update(removed_at=now, removed_by=world.ld)
    with pytest.raises(NotNow) as refused:
        planning.open_wave(wave=made, by=world.co, at=now)
    assert refused.value.facts["problems"] == ["cover"]
    assert Wave.objects.get(pk=made.pk).status == WaveStatus.APPROVED


def test_school_hours_are_hers_until_she_is_away(world, now, at):
    """Monday to Tuesday by day: the named counselor is there; at night nobody is."""
    facts = {"opens_at": at, "closes_at": at + timedelta(days=1), "notice_on": None}
    made = draft(world, at, **facts)
    DutyShift.objects.update(removed_at=at, removed_by=world.ld)
    assert "cover" in problems(made, at)
    Wave.objects.filter(pk=made.pk).update(day_from="08:00", day_until="16:30")
    assert "cover" not in problems(made, at)
    away = {"person": world.co, "first_on": at.date(), "last_on": at.date()}
    Absence.objects.create(
        district=world.district, school=world.school, made_by=world.ld, made_at=at, **away
    )
    assert "cover" in problems(made, at)
    Absence.objects.update(cover=world.co2)
    assert "cover" not in problems(made, at)


def test_outside_its_hours_nobody_comes_in(world, at):
    from surveys.policies import is_open  # the clock is at: a Monday, 9:40

    made = draft(world, at, opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=6))
    made.status, made.day_from, made.day_until = WaveStatus.OPEN, "08:00", "16:30"
    made.save(update_fields=["day_from", "day_until"])
    made.refresh_from_db()
    made.status = WaveStatus.OPEN
    sitting = made.sittings.get()
    assert is_open(made, sitting, at)
    assert not is_open(made, sitting, at.replace(hour=20))
    assert not is_open(made, sitting, at + timedelta(days=5))  # a Saturday
    grace = timedelta(minutes=15)
    assert is_open(made, sitting, at.replace(hour=16, minute=40), grace=grace)


@pytest.mark.parametrize(
    ("days", "found"), [(0, ("notice_short",)), (3, ("notice_short",)), (7, ())]
)
def test_families_have_their_school_days(world, at, days, found):
    made = draft(world, at, opens_at=at, closes_at=at + timedelta(hours=2),
                 notice_on=(at - timedelta(days=days)).date())  # fmt: skip
    assert problems(made, at) == found


def test_the_letter_itself_says_when_families_were_told(world, at, client_of):
    """Every class by a letter of this term; a typed day stands for paper alone, with a name."""

    def told(room, days):
        sent = at - timedelta(days=days)
        families_told(dispatch_id=uuid4(), classroom=room, letter=7, titles={"zh-hans": "小问卷"},
                      by=world.ht_a, at=sent)  # fmt: skip

    rooms = [world.classroom, world.classroom_b]
    made = draft(
        world, at, opens_at=at, closes_at=at + timedelta(hours=2), letter=7, classrooms=rooms
    )
    assert (made.notice_on, made.notice_by) == (None, None)
    told(world.classroom, 9)
    told(world.classroom_b, 200)  # of another term
    assert problems(made, at) == ("notice_classes",)
    assert "五年级（2）班" in client_of(world.co).get(f"/staff/waves/{made.pk}/").content.decode()
    told(world.classroom_b, 3)
    assert problems(made, at) == ("notice_short",)
    FamilyLetter.objects.update(sent_at=at - timedelta(days=9))
    assert problems(made, at) == ()
    assert client_of(world.gu).get(f"/family/questionnaires/{made.pk}/").status_code == 200
    page = client_of(world.co).get(f"/staff/waves/{made.pk}/change/").content.decode()
    assert "《小问卷》" in page
    paper = {"opens_at": at, "closes_at": made.closes_at, "classrooms": rooms}
    planning.change_wave(
        wave=made, letter=None, notice_on=at.date(), by=world.co2, at=at, **paper
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.letter, made.notice_by, made.notice_at) == (None, world.co2, at)


def test_an_assessment_of_another_school_or_form_does_not_count(world, now):
    made = draft(world, now)
    assert problems(made, now) == ()
    ImpactAssessment.objects.update(school=world.other_school)
    assert problems(made, now) == ("no_assessment",)
    ImpactAssessment.objects.update(school=None)
    assert problems(made, now) == ()
    ImpactAssessment.objects.update(valid_until=(now - timedelta(days=1)).date())
    assert problems(made, now) == ("assessment_old",)
    ImpactAssessment.objects.update(instrument=Instrument.objects.get(code="gd3c"))
    assert problems(made, now) == ("no_assessment",)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"aim": "看看"}, "aim"),
        ({"valid_until": -1}, "valid_until"),
        ({"valid_until": 1200}, "valid_until"),
        ({"school": "far_school"}, "school"),
    ],
)
def test_an_assessment_says_enough_and_ends(world, now, facts, field):
    given = {"aim": WORDS, "necessity": WORDS, "risks": WORDS, "measures": WORDS, **facts}
    days = facts.get("valid_until", 300)
    given["valid_until"] = (now + timedelta(days=days)).date()
    given["school"] = getattr(world, facts.get("school", "school"))
    instrument = Instrument.objects.get(code="iu8c")
    with pytest.raises(Invalid) as refused:
        governing.assess(
            instrument=instrument, district=world.district, by=world.ld, at=now, **given
        )
    assert field in refused.value.fields
    assert not ImpactAssessment.objects.exists()


def test_an_old_version_without_risk_tags_is_refused(world, now):
    made = draft(world, now)
    version = InstrumentVersion.objects.get(pk=made.instrument_version_id)
    bare = [{k: v for k, v in row.items() if k != "risk"} for row in version.questions]
    old = InstrumentVersion.objects.create(
        instrument=version.instrument, number=1, content_hash="1" * 64, texts=version.texts,
        questions=bare, scoring=version.scoring, facts=version.facts, made_at=now,
    )  # fmt: skip
    Wave.objects.filter(pk=made.pk).update(instrument_version=old)
    assert problems(made, now) == ("risk_tags",)


def crowd(world, rooms):
    for room in rooms:
        for number in range(30):
            make_student(room, f"{room.number}班{number}")


def limits(world, now, **more):
    facts = {
        "selfharm_grade": 5, "negative_share": 60, "heavy_share": 25, "notice_days": 5,
        "talk_minutes": 40, "talk_hours": 10, "followup_weeks": 2, **more,
    }  # fmt: skip
    return governing.set_limits(district=world.district, by=world.da, at=now, **facts)


def test_a_school_that_cannot_follow_up_is_refused_or_takes_turns(world, now):
    rooms = [world.classroom, world.classroom_b]
    crowd(world, rooms)
    made = draft(world, now, classrooms=rooms, routing="young5")
    assert problems(made, now) == ()
    load = capacity.load_of(made, now)
    assert load.students == 63
    assert load.expected.flags == 8  # 63 students, 11.7 per cent, rounded up
    limits(world, now, talk_minutes=60, talk_hours=1)  # two counselors: two talks a week
    assert problems(made, now) == ("capacity_stagger",)
    with pytest.raises(NotNow):
        approving.approve_wave(wave=made, by=world.ld, at=now)
    moved = moving.stagger_wave(wave=made, by=world.co, at=now)
    first, second = moved.sittings.order_by("opens_at")
    assert second.opens_at - first.opens_at == timedelta(days=14)
    assert moved.closes_at == second.closes_at
    assert problems(made, now) == ()
    limits(world, now, talk_minutes=60, talk_hours=0)
    assert problems(made, now) == ("capacity",)
    with pytest.raises(NotNow):
        moving.stagger_wave(wave=made, by=world.co, at=now)


def test_another_rule_asks_for_fewer_talks(world, now, client_of):
    rooms = [world.classroom, world.classroom_b]
    crowd(world, rooms)
    made = draft(world, now, classrooms=rooms, routing="young5")
    limits(world, now, talk_minutes=60, talk_hours=1)
    client = client_of(world.co)
    page = client.get(f"/staff/waves/{made.pk}/").content.decode()
    assert "建议分周进行" in page
    assert "改用这条" in page
    client.post(f"/staff/waves/{made.pk}/route/", {"rule": "beard_wolf"})
    assert problems(made, now) == ()
    wrong = client.post(f"/staff/waves/{made.pk}/route/", {"rule": "dsm5"})
    assert wrong.status_code == 409
    nothing = client.post(f"/staff/waves/{made.pk}/stagger/")
    assert nothing.status_code == 409


def test_limits_belong_to_the_district(world, now, client_of):
    page = client_of(world.da).get("/staff/waves/limits/")
    assert page.status_code == 200
    data = {
        "selfharm_grade": 7, "negative_share": 50, "heavy_share": 60, "notice_days": 10,
        "talk_minutes": 30, "talk_hours": "8", "followup_weeks": 3,
    }  # fmt: skip
    assert client_of(world.da).post("/staff/waves/limits/", data).status_code == 422
    client_of(world.da).post("/staff/waves/limits/", {**data, "heavy_share": 20})
    assert AskSettings.objects.get().notice_days == 10
    assert AuditEvent.objects.filter(event="surveys.limits.set").count() == 1
    for stranger in (world.co, world.ld, world.sa):
        assert client_of(stranger).get("/staff/waves/limits/").status_code == 404


def test_writing_an_assessment(world, now, client_of):
    client = client_of(world.co)
    assert "还没有影响评估" in client.get("/staff/waves/assessments/").content.decode()
    instrument = Instrument.objects.get(code="iu8c")
    data = {
        "instrument": instrument.pk, "unit": world.school.pk, "aim": WORDS, "necessity": WORDS,
        "risks": WORDS, "measures": "短", "valid_until": (now + timedelta(days=90)).date(),
    }  # fmt: skip
    url = "/staff/waves/assessments/new/"
    assert client.post(url, data).status_code == 422
    assert client.post(url, {**data, "unit": world.other_school.pk}).status_code == 422
    assert client.post(url, {**data, "measures": WORDS}).status_code == 302
    assert WORDS in client.get("/staff/waves/assessments/").content.decode()
    whole = {**data, "measures": WORDS, "unit": f"district:{world.district.pk}"}
    assert client_of(world.da).post(url, whole).status_code == 302
    assert WORDS in client_of(world.co_other).get("/staff/waves/assessments/").content.decode()
    assert client_of(world.te).get("/staff/waves/assessments/").status_code == 404


def test_the_district_reads_the_plan_without_the_schools_counts(world, now, client_of):
    made = draft(world, now)
    page = client_of(world.da).get(f"/staff/waves/{made.pk}/").content.decode()
    assert "接不接得住" in page
    assert "现在同意的有" not in page
    assert "已交" not in page
    assert "已交" not in client_of(world.da).get("/staff/waves/").content.decode()
    assert "现在同意的有" in client_of(world.ld).get(f"/staff/waves/{made.pk}/").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_look_as_a_student_keeps_nothing(world, now, client_of, language):
    made = draft(world, now)
    client = client_of(world.co)
    client.cookies["language"] = language
    page = client.get(f"/staff/waves/{made.pk}/preview/")
    assert page.status_code == 200
    assert "data-listen" in page.content.decode()
    assert 'method="post" class="card' not in page.content.decode()
    assert client_of(world.ht_a).get(f"/staff/waves/{made.pk}/preview/").status_code == 404


def test_families_read_every_question_before_they_decide(world, now, client_of):
    made = draft(world, now)
    client = client_of(world.gu)
    assert f"/family/questionnaires/{made.pk}/" in client.get(
        "/family/questionnaires/"
    ).content.decode()  # fmt: skip
    page = client.get(f"/family/questionnaires/{made.pk}/").content.decode()
    version = InstrumentVersion.objects.get(pk=made.instrument_version_id)
    assert all(row["text"]["zh-hans"] in page for row in version.questions)
    assert "先看看会问什么" in client.get(
        f"/family/consents/{world.student.pk}/screening/"
    ).content.decode()  # fmt: skip
    for stranger in ("gu_other", "gu_limited", "gu_court", "gu_held"):
        assert client_of(getattr(world, stranger)).get(
            f"/family/questionnaires/{made.pk}/"
        ).status_code == 404  # fmt: skip
    for stranger in (world.student.user, world.ht_a, world.co):
        assert client_of(stranger).get(
            f"/family/questionnaires/{made.pk}/"
        ).status_code == 404  # fmt: skip


def test_before_the_letter_and_after_the_end_there_is_nothing_to_read(world, now, client_of):
    made = draft(world, now, notice_on=(now + timedelta(days=2)).date())
    client = client_of(world.gu)
    assert client.get(f"/family/questionnaires/{made.pk}/").status_code == 404
    assert "现在没有问卷要看" in client.get("/family/questionnaires/").content.decode()


def test_own_answers_take_the_place_of_published_ranges(world, now):
    made = draft(world, now)
    found = capacity.expectation(made, "beard_wolf")
    assert (found.local, found.rates) == (0, (0.01, 0.024, 0.05))
    assert capacity.wilson(5, 100) == pytest.approx((0.02154, 0.05, 0.11175), abs=1e-4)


def test_a_wave_in_a_school_that_is_not_ready_says_everything_at_once(world, now, client_of):
    ready(world, now, "iu8c")
    made = draft(world, now, notice_on=None, on_call=None, classrooms=[])
    page = client_of(world.co).get(f"/staff/waves/{made.pk}/").content.decode()
    assert page.count('class="stop"') == 3
    assert "妥当的 11 项" in page

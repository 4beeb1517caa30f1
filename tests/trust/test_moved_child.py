"""A child with an open case goes to another school: nothing is lost, and nobody there can tell."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import slips
from interventions.actions.concerns import receive_concern
from interventions.models import Case
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.access.holdings import forget
from school_safety.access.models import Grant
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Invalid
from school_safety.notices.models import Notice
from tests.factories import cases as builders
from tests.factories.transfers import moved, proposed
from tests.worlds import make_user

pytestmark = pytest.mark.django_db
NEW_SCHOOL = ("ck_other", "co_other", "ld_other", "ht_other", "sa_other")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def there(world, now):
    """Clerk, lead and head of the other school."""
    for key, role in (
        ("ck_other", Role.CLERK),
        ("ld_other", Role.LEAD),
        ("sa_other", Role.HEAD),
    ):
        user = make_user(key, f"{key}老师")
        since = now - timedelta(days=9)
        assign_role(user=user, role=role, unit=world.other_school, by=world.giver, at=since)
        setattr(world, key, user)
    return world


@pytest.fixture
def case(there, now):
    """Planned, with an owner, and a referral the family agreed to."""
    return builders.accepted(there, now - timedelta(days=3)).case


def show(row):
    return reverse("interventions:case_show", args=[row.pk])


def pages(client, *names):
    return "".join(client.get(reverse(name)).content.decode() for name in names)


def worried(world, now, by):
    """Somebody of the new school writes that something worries her."""
    concern = receive_concern(
        school=world.other_school,
        student=type(world.student).objects.get(pk=world.student.pk),
        fact="上课一直趴着",
        by=by,
        at=now,
    )
    for user in (world.co_other, world.ld_other):
        forget(user)
    return concern.case


def test_nobody_of_the_new_school_finds_the_old_case(there, case, client_of, now):
    before = {who: client_of(getattr(there, who)).get(show(case)) for who in NEW_SCHOOL}
    moved(there, now, by=there.ck_other)
    for who in NEW_SCHOOL:
        answer = client_of(getattr(there, who)).get(show(case))
        assert answer.status_code == before[who].status_code == 404, who
    referral = case.referrals.get()
    for who in ("co_other", "ld_other"):
        client = client_of(getattr(there, who))
        page = reverse("interventions:referral_show", args=[referral.pk])
        assert client.get(page).status_code == 404
        lists = pages(
            client, "interventions:case_list", "interventions:triage_list",
            "interventions:referral_list",
        )  # fmt: skip
        assert case.code not in lists
        assert there.student.name not in lists
    grants = client_of(there.ld_other).get(reverse("office:grant_list"), {"state": "all"})
    assert there.student.name not in grants.content.decode()
    assert case.code not in grants.content.decode()
    consents = reverse("office:consent_detail", args=[there.student.pk])
    assert not [
        row for row in client_of(there.co_other).get(consents).context["history"] if row["single"]
    ]


def test_the_old_owner_goes_on_and_her_lead_sees_it_marked(there, case, client_of, now):
    moved(there, now, by=there.ck_other)
    shown = client_of(case.owner).get(show(case))
    assert shown.status_code == 200
    assert "已转学" in shown.content.decode()
    lead = client_of(there.ld)
    assert lead.get(show(case)).status_code == 200
    assert "已转学" in lead.get(reverse("interventions:case_list")).content.decode()
    case.refresh_from_db()
    assert (case.school, case.is_open) == (there.school, True)
    assert Grant.objects.filter(user=case.owner, until=None, school=there.school).exists()


def test_no_class_teacher_of_the_old_school_sees_the_child(there, case, client_of, now):
    from interventions.actions.tasking import give_task

    task = give_task(
        case=case, to=there.ht_a, text="留意午休", due_on=timezone.localdate(now),
        by=case.owner, at=now,
    )  # fmt: skip
    moved(there, now, by=there.ck_other)
    child = reverse("office:student_detail", args=[there.student.pk])
    for who in ("ht_a", "te"):
        client = client_of(getattr(there, who))
        assert client.get(child).status_code == 404
        assert there.student.name not in pages(client, "interventions:task_list")
    done = reverse("interventions:task_done", args=[task.pk])
    assert client_of(there.ht_a).post(done).status_code == 404
    assert not Grant.objects.filter(kind="task", until__gt=now).exists()


def test_a_task_goes_to_no_teacher_of_another_school(there, case, client_of, now):
    moved(there, now, by=there.ck_other)
    page = reverse("interventions:task_new", args=[case.pk])
    shown = client_of(case.owner).get(page).content.decode()
    assert there.ht_other.name not in shown


def test_the_clerks_pages_are_the_same_with_and_without_a_case(there, case, client_of, now):
    client, other = client_of(there.ck), client_of(there.ck_other)
    Notice.objects.all().delete()
    form = {"to": there.other_school.pk, "starts_on": timezone.localdate(now)}
    place = {"classroom": there.other_classroom.pk}
    answers = []
    for child in (there.student, there.classmate):
        first = client.post(reverse("office:transfer_new", args=[child.pk]), form)
        row = child.transfers.get()
        second = other.post(reverse("office:transfer_accept", args=[row.pk]), place)
        answers.append(
            [
                (each.status_code, each.content, {**each.headers, "Location": ""})
                for each in (first, second)
            ]
        )
    assert answers[0] == answers[1]
    told = Notice.objects.filter(kind__startswith="case_child").order_by("kind", "user__username")
    owner = case.owner.username
    assert [(n.kind, n.user.username) for n in told] == [
        ("case_child_moved", owner),
        ("case_child_moved", "ld"),
        ("case_child_moving", owner),
        ("case_child_moving", "ld"),
    ]
    for clerk in (there.ck, there.ck_other):
        acts = client_of(clerk).get(reverse("office:own_acts")).content.decode()
        assert "阅读授权" not in acts.split("<main")[-1]
    lines = AuditEvent.objects.filter(actor_id=there.ck_other.pk, student_id=there.student.pk)
    plain = AuditEvent.objects.filter(actor_id=there.ck_other.pk, student_id=there.classmate.pk)
    assert [row.event for row in lines] == [row.event for row in plain]


def test_what_the_new_school_sees_gets_its_own_case(there, case, client_of, now):
    moved(there, now, by=there.ck_other)
    fresh = worried(there, now, there.ht_other)
    assert fresh.pk != case.pk
    assert (fresh.school, fresh.owner) == (there.other_school, there.co_other)
    client = client_of(there.co_other)
    shown = client.get(show(fresh))
    assert shown.status_code == 200
    assert builders.CANARY not in shown.content.decode()
    assert not any(each.about for each in shown.context["file"].consents)
    assert client.get(show(case)).status_code == 404
    assert client_of(there.ld_other).get(show(case)).status_code == 404
    assert client_of(case.owner).get(show(fresh)).status_code == 404
    assert client_of(case.owner).get(show(case)).status_code == 200
    assert worried(there, now + timedelta(minutes=5), there.ht_other) == fresh
    assert Case.objects.filter(student=there.student).count() == 2


def test_asking_for_a_slip_tells_nothing(there, case, now):
    moved(there, now, by=there.ck_other)
    child = type(there.student).objects.get(pk=there.student.pk)
    with pytest.raises(Invalid) as error:
        slips.ask_slip(
            student=child, kind="cover", reason="想看一看这位同学以前的记录，方便接着帮她。",
            hours=24, by=there.co_other, at=now,
        )  # fmt: skip
    assert error.value.fields == {"student": "no_case"}


def test_a_child_who_comes_back_has_her_case_again(there, case, client_of, now):
    from school_safety.office.years import transfers
    from school_safety.office.years.actions import Place

    child = moved(there, now, by=there.ck_other)
    back = proposed(there, now, child, to=there.school, by=there.ck_other)
    place = Place(there.school, there.classroom)
    transfers.accept(transfer=back, to=place, number="", by=there.ck, at=now)
    shown = client_of(case.owner).get(show(case)).content.decode()
    assert "已转学" not in shown
    assert worried_at_home(there, now) == case


def worried_at_home(world, now):
    child = type(world.student).objects.get(pk=world.student.pk)
    return receive_concern(
        school=world.school, student=child, fact="又熬夜了", by=world.ht_a, at=now
    ).case

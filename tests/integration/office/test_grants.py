"""Reading grants: the lead's school with names, the auditor's district without, nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import slips
from school_safety.access.actions import end_grants, grant
from school_safety.access.holdings import forget
from school_safety.access.models import Grant
from school_safety.audit.models import AuditEvent
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/grants/"
REASON = "辅导老师明天外出培训，托我今天先看过再接待家长。"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    return builders.planned(world, now - timedelta(days=2))


@pytest.fixture
def slip(world, case, now):
    asker = builders.owner_of(case, world)[1]
    row = slips.ask_slip(
        student=case.student, kind="cover", reason=REASON, hours=4, by=asker, at=now
    )
    row = slips.approve_slip(slip=row, by=world.ld, at=now)
    forget(asker)
    return row


def page_of(client, **filters) -> str:
    answer = client.get(ADDRESS, filters)
    assert answer.status_code == 200
    return answer.content.decode()


def test_lead_sees_who_may_open_which_child_and_why(world, case, slip, client_of) -> None:
    page = page_of(client_of(world.ld))
    for word in (case.owner.name, slip.asked_by.name, world.ld.name, case.code, "结案为止"):
        assert word in page
    assert world.student.name in page
    assert reverse("interventions:case_show", args=[case.pk]) in page
    assert reverse("interventions:access_slip_show", args=[slip.pk]) in page
    listed = AuditEvent.objects.filter(event="access.list.read", actor_id=world.ld.pk).last()
    assert listed.facts["students"] == [str(world.student.pk)]


def test_auditor_sees_neither_child_nor_case(world, case, slip, client_of) -> None:
    page = page_of(client_of(world.au))
    assert slip.asked_by.name in page
    hidden = (
        world.student.name,
        case.code,
        REASON,
        str(case.pk),
        str(slip.pk),
        str(case.student_id),
    )
    for word in hidden:
        assert word not in page
    assert "收回" not in page


def test_lead_takes_a_slip_back_from_here(world, case, slip, client_of) -> None:
    reader, lead = client_of(slip.asked_by), client_of(world.ld)
    file = reverse("interventions:case_show", args=[case.pk])
    assert reader.get(file).status_code == 200
    end = reverse("interventions:access_slip_return", args=[slip.pk])
    assert f'action="{end}"' in page_of(lead)
    lead.post(end)
    assert reader.get(file).status_code == 404
    assert f'action="{end}"' not in page_of(lead, state="all")


@pytest.mark.parametrize("actor", ["te", "ht_a", "ed", "rv", "co", "ck", "sa", "da", "cl", "pa",
                                   "du", "op", "gu"])  # fmt: skip
def test_others_find_nothing_here(world, case, client_of, actor) -> None:
    assert client_of(getattr(world, actor)).get(ADDRESS).status_code == 404


def test_lead_sees_no_other_school(world, case, now, client_of) -> None:
    grant(user=world.co_other, student=world.other_student, kind="caseload", basis="case:x",
          approver=None, by=None, at=now)  # fmt: skip
    page = page_of(client_of(world.ld))
    assert world.co_other.name not in page
    assert world.other_student.name not in page
    assert world.co_other.name in page_of(client_of(world.au))


def test_filters_live_in_the_address(world, case, slip, now, client_of) -> None:
    lead = client_of(world.ld)
    assert case.owner.name not in page_of(lead, kind="slip")
    assert slip.asked_by.name not in page_of(lead, kind="caseload")
    assert page_of(lead, q=case.owner.name).count("<tr>") == 2
    end_grants(basis=f"slip:{slip.pk}", by=world.ld, at=now)
    assert f"<b>{slip.asked_by.name}</b>" not in page_of(lead)
    assert f"<b>{slip.asked_by.name}</b>" in page_of(lead, state="ended")
    assert "没有找到" in page_of(lead, kind="duty")


def test_school_without_any_is_told_what_would_stand_here(world, client_of) -> None:
    assert "现在没有有效的授权" in page_of(client_of(world.ld))


def test_list_costs_the_same_however_long(world, case, slip, now, client_of, query_shapes) -> None:
    lead = client_of(world.ld)
    page_of(lead)
    with query_shapes() as few:
        page_of(lead)
    Grant.objects.bulk_create(
        Grant(user=world.co, student=world.student, kind="caseload", basis=f"case:{case.pk}",
              school=world.school, approver=world.ld, since=now - timedelta(days=3))
        for _ in range(30)
    )  # fmt: skip
    with query_shapes() as many:
        page = lead.get(ADDRESS).context["page"]
    assert (page.paginator.count, len(page.object_list)) == (32, 25)
    assert len(many) == len(few)


def test_person_page_tells_who_gave_a_role_and_since_when(world, client_of) -> None:
    page = client_of(world.ld).get(reverse("office:person_detail", args=[world.co.pk]))
    assert world.giver.name in page.content.decode()

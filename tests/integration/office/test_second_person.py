"""Two people for a role: who proposes, who confirms, and every way in which one person alone fails."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from school_safety.access.actions import assign_role, end_role, propose
from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.accounts.models import User
from school_safety.audit import queries as audit
from school_safety.kernel.refusals import NotNow
from school_safety.notices.queries import inbox

pytestmark = pytest.mark.django_db
APPROVE, REFUSE = "office:proposal_approve", "office:proposal_refuse"


@pytest.fixture
def da2(world) -> User:
    user = User.objects.create(username="da2", name="da2老师")
    assign_role(user=user, role="da", unit=world.district, by=world.giver, at=timezone.now())
    return user


@pytest.fixture
def row(world) -> RoleProposal:
    return propose(user=world.te, role="co", unit=world.school, by=world.ld, at=timezone.now())


def press(client, name, row):
    return client.post(reverse(name, args=[row.pk]))


@pytest.mark.parametrize(("first", "second"), [("ld", "sa"), ("sa", "ld")])
def test_a_counselor_is_named_by_lead_and_head(world, client_of, first, second) -> None:
    client = client_of(getattr(world, first))
    client.post(reverse("office:person_detail", args=[world.te.pk]), {"role": "co"})
    row = RoleProposal.objects.get()
    assert not RoleAssignment.objects.filter(user=world.te, role="co").exists()
    assert press(client, APPROVE, row).status_code in {404, 409}
    other = getattr(world, second)
    assert [n.kind for n in inbox(other)] == ["proposal_waiting"]
    client = client_of(other)
    assert "te老师" in client.get(reverse("office:proposal_list")).content.decode()
    assert press(client, APPROVE, row).status_code == 302
    given = RoleAssignment.objects.get(user=world.te, role="co")
    assert (given.school, given.granted_by) == (world.school, other)
    assert "proposal_decided" in [n.kind for n in inbox(getattr(world, first))]
    assert "role_given" in [n.kind for n in inbox(world.te)]
    told = audit.of_districts([world.district.pk]).filter(event="access.proposal.approved")
    assert told.count() == 1
    assert press(client, APPROVE, row).status_code == 409
    assert press(client, REFUSE, row).status_code == 409


@pytest.mark.parametrize("role", ["sa", "ld", "cl"])
def test_the_district_names_heads_leads_and_clinicians_by_two(world, client_of, da2, role) -> None:
    unit = {} if role == "cl" else {"school": world.other_school.pk}
    url = reverse("office:person_detail", args=[world.te.pk])
    client_of(world.da).post(url, {"role": role, **unit})
    row = RoleProposal.objects.get()
    assert press(client_of(world.da), APPROVE, row).status_code == 409
    assert press(client_of(world.da_other), APPROVE, row).status_code == 404
    assert press(client_of(world.au), APPROVE, row).status_code == 404
    assert press(client_of(da2), APPROVE, row).status_code == 302
    assert RoleAssignment.objects.filter(user=world.te, role=role, until=None).exists()


def test_a_no_leaves_everything_as_it_was(world, client_of, row) -> None:
    assert press(client_of(world.sa), REFUSE, row).status_code == 302
    assert not RoleAssignment.objects.filter(user=world.te, role="co").exists()
    again = reverse("office:proposal_list") + "?state=refused"
    assert "te老师" in client_of(world.sa).get(again).content.decode()


@pytest.mark.parametrize("actor", ["co_other", "te", "ck", "au", "da", "da_other", "gu", "op"])
def test_strangers_cannot_be_the_second_person(world, client_of, row, actor) -> None:
    for name in (APPROVE, REFUSE):
        assert press(client_of(getattr(world, actor)), name, row).status_code == 404


def test_nobody_confirms_what_is_about_herself(world, client_of) -> None:
    both = world.te
    assign_role(user=both, role="sa", unit=world.school, by=world.giver, at=timezone.now())
    row = propose(user=both, role="co", unit=world.school, by=world.ld, at=timezone.now())
    assert press(client_of(both), APPROVE, row).status_code == 409
    with pytest.raises(NotNow):
        propose(user=world.ld, role="co", unit=world.school, by=world.ld, at=timezone.now())


def test_a_proposal_falls_with_its_proposer(world, client_of, row) -> None:
    end_role(
        assignment=RoleAssignment.objects.get(user=world.ld), by=world.giver, at=timezone.now()
    )
    assert press(client_of(world.sa), APPROVE, row).status_code == 409
    row.refresh_from_db()
    assert row.state == "waiting"


def test_the_same_is_not_proposed_twice(world, client_of, row) -> None:
    url = reverse("office:person_detail", args=[world.te.pk])
    assert client_of(world.sa).post(url, {"role": "co"}).status_code == 409
    assert RoleProposal.objects.count() == 1


def test_an_auditor_never_becomes_an_official(world) -> None:
    for user, role in ((world.au, "da"), (world.da, "au")):
        with pytest.raises(NotNow):
            assign_role(
                user=user, role=role, unit=world.district, by=world.giver, at=timezone.now()
            )


@pytest.mark.parametrize("who", ["user", "proposed_by"])
def test_the_database_itself_wants_a_second_person(world, row, who) -> None:
    row.state, row.decided_by, row.decided_at = "approved", getattr(row, who), timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_list_is_one_page_of_constant_cost(
    world, client_of, row, django_assert_max_num_queries
) -> None:
    for number in range(30):
        user = User.objects.create(username=f"n{number}", name=f"n{number}")
        propose(user=user, role="co", unit=world.school, by=world.ld, at=timezone.now())
    client = client_of(world.sa)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("office:proposal_list")).content.decode()
    assert page.count("/approve/") == 25
    assert (
        "没有事在等"
        in client_of(world.da_other).get(reverse("office:proposal_list")).content.decode()
    )


def test_the_head_still_ends_what_she_gave_and_no_more(world, client_of) -> None:
    client = client_of(world.sa)
    for person, status in ((world.co, 302), (world.ld, 404), (world.co_other, 404)):
        role = RoleAssignment.objects.get(user=person)
        url = reverse("office:role_end", args=[role.pk])
        assert client.post(url).status_code == status

"""From a flagged answer to a reply from the centre: every door of the walk, by its own user."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.models import Case, Referral
from school_safety.access.models import Grant
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db


def test_case_opens_and_reaches_a_counselor(world):
    case = builders.opened(world, timezone.now())
    assert case.status == "assigned"
    assert case.code == "Q-0001"
    assert Grant.objects.filter(user=case.owner, student=world.student, kind="caseload").exists()


def test_counselor_opens_every_tab(world, client_of):
    case = builders.planned(world, timezone.now())
    client = client_of(case.owner)
    for tab in ("story", "plan", "notes", "referrals"):
        page = client.get(reverse("interventions:case_show", args=[case.pk]), {"tab": tab})
        assert page.status_code == 200, tab
    assert (
        builders.CANARY
        in client.get(reverse("interventions:case_show", args=[case.pk])).content.decode()
    )


def test_clinician_sees_no_identity_before_accepting(world, client_of):
    referral = builders.sent(world, timezone.now())
    client = client_of(world.cl)
    for url in (
        reverse("interventions:provider_home"),
        reverse("interventions:provider_referral", args=[referral.pk]),
    ):
        body = client.get(url).content.decode()
        assert world.student.name not in body
        assert world.school.name not in body
        assert builders.CANARY not in body
    client.post(reverse("interventions:provider_accept", args=[referral.pk]))
    body = client.get(
        reverse("interventions:provider_referral", args=[referral.pk])
    ).content.decode()
    assert world.student.name in body
    assert builders.CANARY in body


def test_revoking_ends_access_on_the_next_request(world, client_of):
    referral = builders.accepted(world, timezone.now())
    client = client_of(world.cl)
    url = reverse("interventions:provider_referral", args=[referral.pk])
    assert client.get(url).status_code == 200
    client_of(referral.made_by).post(reverse("interventions:referral_revoke", args=[referral.pk]))
    assert client.get(url).status_code == 404
    assert Referral.objects.get(pk=referral.pk).status == "revoked"


def test_every_door_of_a_case_opens_for_its_counselor(world, client_of):
    case = builders.planned(world, timezone.now())
    client = client_of(case.owner)
    for name in (
        "case_show",
        "note_new",
        "task_new",
        "plan_edit",
        "contact_new",
        "waiver_new",
        "case_level",
        "referral_new",
        "case_close",
    ):
        page = client.get(reverse(f"interventions:{name}", args=[case.pk]))
        assert page.status_code == 200, name
    for name in (
        "triage_list",
        "case_list",
        "referral_list",
        "provider_list",
        "concern_new",
        "concern_list",
        "task_list",
    ):
        assert client.get(reverse(f"interventions:{name}")).status_code == 200, name
    assert Case.objects.get(pk=case.pk).status == "planned"

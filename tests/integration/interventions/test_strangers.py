"""Not yours and not there are the same answer, on every door of a case and a referral."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.models import GuardianContact, Task
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db

CASE_DOORS = (
    "case_show",
    "case_assign",
    "note_new",
    "case_decide",
    "case_level",
    "task_new",
    "plan_edit",
    "plan_share",
    "contact_new",
    "waiver_new",
    "referral_new",
    "case_close",
    "case_close_answer",
)
SCHOOL_REFERRAL = ("referral_show", "referral_send", "referral_revoke", "referral_finish")
PROVIDER_DOORS = (
    "provider_referral",
    "provider_accept",
    "provider_refuse",
    "provider_appointment",
    "provider_attendance",
    "provider_reply",
)
FAMILY_DOORS = ("family_referral", "family_withdraw")
POSTED = {
    "plan_share",
    "referral_send",
    "referral_revoke",
    "referral_finish",
    "provider_accept",
    "provider_attendance",
    "family_withdraw",
    "waiver_approve",
    "task_done",
}
STRANGERS = (
    "co_other",
    "te",
    "ht_a",
    "ht_b",
    "ed",
    "rv",
    "ck",
    "sa",
    "da",
    "da_other",
    "au",
    "cl_other",
    "pa",
    "du",
    "op",
    "gu_other",
    "gu_held",
)


def ask(client, name, pk):
    url = reverse(f"interventions:{name}", args=[pk])
    return client.post(url) if name in POSTED else client.get(url)


def body(response):
    return response.content.replace(response.wsgi_request.path.encode(), b"")


def assert_absent(client, names, pk, who):
    nowhere = uuid.uuid4()
    for name in names:
        mine, none = ask(client, name, pk), ask(client, name, nowhere)
        assert (mine.status_code, none.status_code) == (404, 404), (who, name)
        assert body(mine) == body(none), (who, name)


@pytest.fixture
def referral(world):
    return builders.sent(world, timezone.now())


def test_strangers_find_nothing(world, client_of, referral):
    everything = (*SCHOOL_REFERRAL, *PROVIDER_DOORS, *FAMILY_DOORS)
    for who in STRANGERS:
        client = client_of(getattr(world, who))
        assert_absent(client, CASE_DOORS, referral.case_id, who)
        assert_absent(client, everything, referral.pk, who)


def test_another_counselor_of_the_same_school_finds_nothing(world, client_of, referral):
    owner, other = builders.owner_of(referral.case, world)
    assert owner != other
    client = client_of(other)
    assert_absent(client, CASE_DOORS, referral.case_id, "co2")
    writing = [name for name in SCHOOL_REFERRAL if name != "referral_show"]
    assert_absent(client, (*writing, "referral_show", *PROVIDER_DOORS), referral.pk, "co2")


def test_the_lead_reads_but_does_not_write_and_sees_no_note(world, client_of, referral):
    client = client_of(world.ld)
    writing = [
        name for name in CASE_DOORS if name not in {"case_show", "case_assign", "case_close_answer"}
    ]
    assert_absent(client, writing, referral.case_id, "ld")
    page = client.get(reverse("interventions:case_show", args=[referral.case_id]), {"tab": "notes"})
    assert page.status_code == 200
    assert "内容只有辅导老师能看" in page.content.decode()
    assert (
        client.get(
            reverse("interventions:case_show", args=[referral.case_id]), {"tab": "seen"}
        ).status_code
        == 200
    )


@pytest.mark.parametrize("who", ["gu_limited", "gu_court"])
def test_guardians_without_full_authority_find_nothing(world, client_of, referral, who):
    client = client_of(getattr(world, who))
    assert_absent(client, FAMILY_DOORS, referral.pk, who)
    assert_absent(client, ("family_plan",), referral.case.plan.pk, who)


def test_a_held_guardian_sees_what_a_family_without_a_case_sees(world, client_of):
    quiet = client_of(world.gu_other).get(reverse("interventions:family_support"))
    case = builders.opened(world, timezone.now(), student=world.classmate)
    held = client_of(world.gu_held).get(reverse("interventions:family_support"))
    assert held.status_code == quiet.status_code == 200
    assert _without_token(held) == _without_token(quiet)
    assert case.code not in held.content.decode()


def _without_token(response):
    lines = response.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_small_doors_hide_from_strangers(world, client_of):
    at = timezone.now()
    case = builders.planned(world, at)
    from interventions.actions.contacting import waive_telling
    from interventions.actions.tasking import give_task

    waiver = waive_telling(case=case, reason="x", by=case.owner, at=at)
    today = timezone.localdate(at)
    task = give_task(case=case, to=world.ht_a, text="座位靠前", due_on=today, by=case.owner, at=at)
    for who in ("co_other", "ht_b", "te", "sa", "da", "gu", "cl"):
        client = client_of(getattr(world, who))
        assert_absent(client, ("waiver_approve",), waiver.pk, who)
        assert_absent(client, ("task_done",), task.pk, who)
    assert GuardianContact.objects.get(pk=waiver.pk).approved_at is None
    assert Task.objects.get(pk=task.pk).done_at is None


@pytest.mark.parametrize(
    "name", ["triage_list", "case_list", "referral_list", "provider_home", "task_list"]
)
def test_lists_hide_from_those_without_the_verb(world, client_of, name):
    outsiders = {"task_list": "ck", "provider_home": "co"}
    user = getattr(world, outsiders.get(name, "ht_a"))
    assert client_of(user).get(reverse(f"interventions:{name}")).status_code == 404

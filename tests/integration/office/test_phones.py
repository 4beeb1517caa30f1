"""A guardian whom nothing reaches: a code in her hand, her own number, a clerk's yes."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.accounts.actions import issue_entry_code, issue_repair_code
from school_safety.accounts.models import EntryCode
from school_safety.home.actions import print_repair_codes
from school_safety.notices.models import Notice
from school_safety.schools.models import FieldLock, Guardian, PhoneProposal
from tests.worlds import make_user

pytestmark = pytest.mark.django_db
DOOR, LIST = reverse("home:repair"), reverse("office:phone_list")
PHONE = "13900009876"


@pytest.fixture
def guardian(world):
    return Guardian.objects.get(user=world.gu)


@pytest.fixture
def code(world, guardian):
    return issue_repair_code(
        user=world.gu, by=world.ht_a, at=timezone.now(), district_id=world.district.pk
    )


def typed(code, phone=PHONE, language="en"):
    return Client().post(DOOR, {"code": code, "phone": phone, "language": language})


def told(answer):
    """The page without what is different on every page: the token, and what she typed herself."""
    page = answer.content.decode().split("<main")[-1]
    return [line for line in page.split("<") if "error" in line]


def test_a_wrong_a_used_an_old_and_an_entry_code_are_alike(world, guardian, code):
    now = timezone.now()
    assert typed(code).status_code == 200
    entry = issue_entry_code(user=world.gu, by=world.ck, at=now, district_id=world.district.pk)
    late = issue_repair_code(
        user=world.gu_other, by=world.ck, at=now - timedelta(days=15), district_id=world.district.pk
    )
    answers = [typed(each) for each in (code, entry, late, "2345-6789-ABCD-EFGH")]
    assert {answer.status_code for answer in answers} == {422}
    assert len({str(told(answer)) for answer in answers}) == 1
    assert PhoneProposal.objects.count() == 1


def test_guessing_waits(world):
    answers = [typed("2345-6789-ABCD-EFGH").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_number_that_is_none_leaves_the_code_unused(world, code):
    assert typed(code, phone="12").status_code == 422
    assert typed(code, phone="").status_code == 422
    assert typed(code, language="xx").status_code == 422
    assert typed(code).status_code == 200


def test_opening_the_page_uses_nothing_and_names_nobody(world, guardian, code):
    page = Client().get(reverse("home:repair_code", args=[code])).content.decode()
    for text in (guardian.name, world.student.name, world.school.name, guardian.phone_tail):
        assert text not in page
    assert EntryCode.objects.get(purpose="repair").used_at is None


def test_what_she_typed_gives_no_access(world, client_of, guardian, code):
    family = client_of(world.gu)
    assert typed(code).status_code == 200
    guardian.refresh_from_db()
    assert (guardian.phone, guardian.phone_tail) == ("19900000001", "0001")
    assert family.get("/family/").status_code == 200
    entry = issue_entry_code(
        user=world.gu, by=world.ck, at=timezone.now(), district_id=world.district.pk
    )
    answer = Client().post(reverse("home:enter"), {"code": entry, "tail": PHONE[-4:]})
    assert answer.status_code == 422
    assert {row.user for row in Notice.objects.filter(kind="phone_waiting")} == {world.ck}


@pytest.mark.parametrize("who", ["te", "ht_a", "co", "ld", "sa", "da", "gu", "gu_other", "au"])
def test_strangers_find_nothing(world, client_of, code, who):
    typed(code)
    row = PhoneProposal.objects.get()
    client = client_of(getattr(world, who))
    assert client.get(LIST).status_code == 404
    for name in ("confirm", "drop"):
        assert client.post(reverse(f"office:phone_{name}", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.state == "waiting"


def test_families_of_other_schools_are_not_there(world, client_of, code):
    clerk = make_user("ck_other", "白杨教务")
    since = timezone.now() - timedelta(days=9)
    assign_role(user=clerk, role=Role.CLERK, unit=world.other_school, by=world.giver, at=since)
    typed(code)
    row = PhoneProposal.objects.get()
    client = client_of(clerk)
    assert PHONE not in client.get(LIST).content.decode()
    assert client.post(reverse("office:phone_confirm", args=[row.pk])).status_code == 404


def test_confirmed_it_is_hers_and_stays(
    world, client_of, guardian, code, django_capture_on_commit_callbacks
):
    typed(code)
    client, family = client_of(world.ck), client_of(world.gu)
    shown = client.get(LIST).content.decode()
    assert PHONE in shown
    assert world.student.name in shown
    row = PhoneProposal.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        confirm = reverse("office:phone_confirm", args=[row.pk])
        assert client.post(confirm).status_code == 302
    guardian.refresh_from_db()
    row.refresh_from_db()
    assert (guardian.phone, guardian.language, row.phone) == (PHONE, "en", "")
    assert family.get("/family/").status_code == 302
    assert Notice.objects.filter(kind="phone_changed", user=world.gu).exists()
    lock = FieldLock.objects.get(guardian=guardian)
    assert (lock.field, lock.source, lock.locked_by) == ("phone", "family", world.ck)
    assert client.post(confirm).status_code == 409
    page = reverse("office:guardian_edit", args=[world.student.pk, guardian.pk])
    assert "家长自己填的" in client.get(page).content.decode()


def test_dropped_nothing_changes(world, client_of, guardian, code):
    typed(code)
    row = PhoneProposal.objects.get()
    client = client_of(world.ck)
    assert client.post(reverse("office:phone_drop", args=[row.pk])).status_code == 302
    guardian.refresh_from_db()
    row.refresh_from_db()
    assert (guardian.phone, row.phone, row.state) == ("19900000001", "", "dropped")
    assert PHONE not in client.get(LIST).content.decode()


def test_typed_twice_the_newer_one_waits(world, guardian, code):
    typed(code)
    now = timezone.now()
    again = issue_repair_code(user=world.gu, by=world.ck, at=now, district_id=world.district.pk)
    assert typed(again, phone="13900001111").status_code == 200
    assert [row.state for row in PhoneProposal.objects.order_by("made_at")] == [
        "replaced",
        "waiting",
    ]


def test_a_held_guardian_s_slip_and_answer_are_like_any(world, client_of):
    now = timezone.now()
    slips = print_repair_codes(students=[world.classmate], url="https://x/", by=world.ht_a, at=now)
    assert [sorted(slip) for slip in slips] == [
        ["code", "heading", "name", "number", "place", "url"]
    ]
    assert typed(slips[0]["code"]).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("ht_b", 404), ("te", 404), ("co", 404), ("da", 404)])
def test_only_who_prints_codes_prints_these(world, client_of, who, status):
    page = reverse("home:repair_print", args=[world.classroom.pk])
    assert client_of(getattr(world, who)).post(page).status_code == status


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()

"""Bringing in colleagues, their letters, lost phones, last days: the unhappy ways beside the happy."""

from io import BytesIO
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from school_safety.access.actions import assign_role
from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.accounts.models import EntryCode, User
from school_safety.notices.queries import inbox

pytestmark = pytest.mark.django_db
OWN = "seven herons over the reeds"


def add(client: Client, name: str = "周明远", **more):
    form = {"key": uuid4(), "name": name, **more}
    return client.post(reverse("office:person_new"), form)


def door(name: str, person: User) -> str:
    return reverse(f"office:person_{name}", args=[person.pk])


def code_on(answer) -> str:
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    return next(w for w in words.split() if len(w) == 19 and w.count("-") == 3)


def kinds(user: User) -> list[str]:
    return [notice.kind for notice in inbox(user)]


def test_the_head_adds_a_teacher_who_comes_in_by_letter(world, client_of) -> None:
    client = client_of(world.sa)
    answer = add(client, role="te", classroom=world.classroom.pk)
    person = User.objects.get(name="周明远")
    assert answer.url == door("detail", person)
    assert (person.username, person.has_usable_password()) == ("zhoumingyuan", False)
    assert RoleAssignment.objects.get(user=person).classroom == world.classroom
    letter = client.post(door("letter", person))
    assert letter["Content-Type"] == "application/pdf"
    code = code_on(letter)
    assert code not in client.get(door("detail", person)).content.decode()
    typed = {"username": "zhoumingyuan", "code": code, "password": OWN, "again": OWN}
    outside = Client()
    assert outside.post("/activate/", typed).status_code == 302
    assert outside.get("/staff/").status_code == 200


def test_the_clerk_adds_a_teacher_and_the_head_confirms(world, client_of) -> None:
    client = client_of(world.ck)
    add(client, role="te", classroom=world.classroom.pk)
    person = User.objects.get(name="周明远")
    assert not RoleAssignment.objects.filter(user=person).exists()
    assert "周明远" in client.get(reverse("office:people_list")).content.decode()
    assert client.post(door("letter", person)).status_code == 200
    assert "proposal_waiting" in kinds(world.sa)
    row = RoleProposal.objects.get(user=person)
    client_of(world.sa).post(reverse("office:proposal_approve", args=[row.pk]))
    assert RoleAssignment.objects.get(user=person).role == "te"


def test_the_same_form_sent_twice_makes_one_colleague(world, client_of) -> None:
    client, key = client_of(world.sa), uuid4()
    first = add(client, key=key, role="ed")
    second = add(client, key=key, role="ed")
    assert first.url == second.url
    assert User.objects.filter(name="周明远").count() == 1
    add(client, role="ed")
    assert User.objects.filter(username="zhoumingyuan2").exists()


@pytest.mark.parametrize(
    ("actor", "typed"),
    [
        ("sa", {"role": "da"}),
        ("sa", {"role": "ld"}),
        ("sa", {"role": "te"}),
        ("ck", {"role": "ck"}),
        ("ck", {"role": "co"}),
        ("ld", {"role": "te"}),
        ("da", {"role": "au"}),
        ("da", {"role": "sa"}),
        ("sa", {"role": "ed", "until": "2020-01-01"}),
    ],
)
def test_what_is_not_hers_to_give_is_refused_in_the_form(world, client_of, actor, typed) -> None:
    assert add(client_of(getattr(world, actor)), **typed).status_code == 422
    assert not User.objects.filter(name="周明远").exists()


@pytest.mark.parametrize("unit", ["other_school", "far_school"])
def test_another_schools_class_or_school_is_no_choice(world, client_of, unit) -> None:
    school = getattr(world, unit)
    answer = add(client_of(world.sa), role="ed", school=school.pk)
    assert answer.status_code == 422
    answer = add(client_of(world.da), role="ld", school=world.far_school.pk)
    assert answer.status_code == 422
    assert not User.objects.filter(name="周明远").exists()


@pytest.mark.parametrize("actor", ["te", "ht_a", "ed", "rv", "co", "au", "cl", "pa", "op", "gu"])
def test_pages_of_colleagues_are_absent_for_others(world, client_of, actor) -> None:
    client = client_of(getattr(world, actor))
    assert client.get(reverse("office:person_new")).status_code == 404
    for name in ("letter", "factor", "close"):
        assert client.post(door(name, world.te)).status_code == 404
    assert not EntryCode.objects.filter(user=world.te).exists()


@pytest.mark.parametrize(
    ("actor", "person", "status"),
    [
        ("ck", "te", 200), ("sa", "te", 200), ("ck", "ht_a", 200), ("sa", "ck", 200),
        ("ld", "co", 200), ("da", "sa", 200), ("da", "ld", 200),
        ("ck", "co", 404), ("ck", "sa", 404), ("ck", "ld", 404), ("sa", "co", 404),
        ("sa", "ld", 404), ("ld", "te", 404), ("da", "co", 404), ("da", "au", 404),
        ("da", "te", 404), ("ck", "co_other", 404), ("sa", "ht_other", 404),
        ("da", "da_other", 404), ("sa", "gu", 404), ("sa", "op", 404),
        ("ck", "ck", 409), ("sa", "sa", 409), ("da", "da", 409),
    ],
)  # fmt: skip
def test_who_prints_whose_letter(world, client_of, actor, person, status) -> None:
    whom = getattr(world, person)
    answer = client_of(getattr(world, actor)).post(door("letter", whom))
    assert answer.status_code == status
    assert EntryCode.objects.filter(user=whom).exists() == (status == 200)


def test_a_second_letter_kills_the_first_and_the_colleague_is_told(world, client_of) -> None:
    client = client_of(world.ck)
    world.te.set_password(OWN)
    world.te.save()
    first = code_on(client.post(door("letter", world.te)))
    second = code_on(client.post(door("letter", world.te)))
    assert kinds(world.te).count("letter_printed") == 2
    typed = {"username": "te", "password": OWN + "!", "again": OWN + "!"}
    assert Client().post("/activate/", {**typed, "code": first}).status_code == 422
    world.te.refresh_from_db()
    assert world.te.check_password(OWN)
    assert Client().post("/activate/", {**typed, "code": second}).status_code == 302


def test_a_letter_dies_when_the_account_is_about_to_open_more(world, client_of) -> None:
    code = code_on(client_of(world.ck).post(door("letter", world.te)))
    client_of(world.ld).post(door("detail", world.te), {"role": "co"})
    assert RoleProposal.objects.get(user=world.te).role == "co"
    typed = {"username": "te", "code": code, "password": OWN, "again": OWN}
    assert Client().post("/activate/", typed).status_code == 422
    assert client_of(world.ck).post(door("letter", world.te)).status_code == 404


def test_a_lost_phone_of_a_clerk_is_the_heads_alone(
    world, client_of, django_capture_on_commit_callbacks
) -> None:
    TOTP.activate(world.ck, generate_totp_secret())
    theirs = client_of(world.ck)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(world.sa).post(door("factor", world.ck))
    assert not Authenticator.objects.filter(user=world.ck).exists()
    assert theirs.get("/staff/").status_code == 302
    assert "factor_reset" in kinds(world.ck)


@pytest.mark.parametrize(
    ("asker", "person", "second"),
    [("sa", "co", "ld"), ("ld", "co", "sa"), ("sa", "ld", "da"), ("da", "ld", "sa")],
)
def test_a_lost_phone_of_somebody_with_a_heavy_role_takes_two(
    world, client_of, asker, person, second
) -> None:
    whom = getattr(world, person)
    TOTP.activate(whom, generate_totp_secret())
    client = client_of(getattr(world, asker))
    client.post(door("factor", whom))
    assert Authenticator.objects.filter(user=whom).exists()
    assert client.post(door("factor", whom)).status_code == 409
    row = RoleProposal.objects.get(user=whom, kind="factor")
    for other in (asker, person, "te"):
        refused = client_of(getattr(world, other)).post(
            reverse("office:proposal_approve", args=[row.pk])
        )
        assert refused.status_code in {404, 409}
    assert Authenticator.objects.filter(user=whom).exists()
    client_of(getattr(world, second)).post(reverse("office:proposal_approve", args=[row.pk]))
    assert not Authenticator.objects.filter(user=whom).exists()
    assert "factor_reset" in kinds(whom)


def test_an_official_who_lost_her_phone_is_helped_by_another_and_the_auditor(
    world, client_of
) -> None:
    second = User.objects.create(username="da2", name="da2")
    assign_role(user=second, role="da", unit=world.district, by=world.giver, at=timezone.now())
    TOTP.activate(world.da, generate_totp_secret())
    client_of(second).post(door("factor", world.da))
    row = RoleProposal.objects.get(user=world.da)
    client_of(world.au).post(reverse("office:proposal_approve", args=[row.pk]))
    assert not Authenticator.objects.filter(user=world.da).exists()


@pytest.mark.parametrize(
    ("actor", "person", "status"),
    [("ck", "te", 404), ("sa", "co_other", 404), ("sa", "ld", 404), ("sa", "sa", 409),
     ("da", "te", 404), ("ld", "te", 404), ("da", "au", 404)],
)  # fmt: skip
def test_who_may_not_close_an_account(world, client_of, actor, person, status) -> None:
    whom = getattr(world, person)
    assert client_of(getattr(world, actor)).post(door("close", whom)).status_code == status
    whom.refresh_from_db()
    assert whom.is_active


def test_the_last_day_ends_everything_at_once(world, client_of) -> None:
    theirs, client = client_of(world.co), client_of(world.sa)
    assert theirs.get("/staff/").status_code == 200
    client.post(door("detail", world.te), {"role": "co"})
    assert client.post(door("close", world.co)).status_code == 302
    assert theirs.get("/staff/").status_code == 302
    world.co.refresh_from_db()
    assert not world.co.is_active
    assert not RoleAssignment.objects.filter(user=world.co, until=None).exists()
    assert client.post(door("close", world.co)).status_code == 404


def test_pages_of_a_colleague_say_what_can_be_done(world, client_of) -> None:
    page = client_of(world.ck).get(door("detail", world.te)).content.decode()
    assert "打印激活信" in page
    assert "停用账号" not in page
    own = client_of(world.sa).get(door("detail", world.sa)).content.decode()
    assert "要由别人来管" in own
    page = client_of(world.da).get(door("detail", world.ld)).content.decode()
    assert "停用账号" in page

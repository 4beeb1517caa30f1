"""Signing in with an account elsewhere: only whom we know, and the second step as ever."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.utils import timezone

from school_safety.access.actions import assign_role, end_role
from school_safety.access.models import RoleAssignment
from school_safety.accounts.actions import close_account
from school_safety.accounts.models import User
from school_safety.audit import queries as audit
from school_safety.notices.queries import inbox

from .conftest import come_in, connect, walk

pytestmark = pytest.mark.django_db(transaction=True)
UNKNOWN = "这里还不认识您的那个账号"
NOT_DONE = "没有登录成"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def numbered(user: User, number: str) -> None:
    User.objects.filter(pk=user.pk).update(staff_number=number)


def events(user: User) -> list[str]:
    return [row.event for row in audit.of_object("accounts.user", user.pk)]


def test_a_stranger_is_told_to_ask_the_school_and_nobody_is_made(world, house):
    before = User.objects.count()
    house.person = {"sub": "s-1", "email": "te@school.example", "staff_no": "T9"}
    User.objects.filter(pk=world.te.pk).update(email="te@school.example")
    client = Client()
    answer = come_in(client)
    assert answer.status_code == 403
    assert UNKNOWN in answer.content.decode()
    assert not signed_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_a_staff_number_opens_once_linked_and_tells_the_person(world, house):
    numbered(world.te, "T7")
    house.person = {"sub": "s-1", "staff_no": "T7"}
    client = Client()
    answer = come_in(client, wanted="/notices/")
    assert (answer.status_code, answer.url) == (302, "/notices/")
    assert client.session["_auth_user_id"] == str(world.te.pk)
    link = SocialAccount.objects.get()
    assert (link.user, link.extra_data) == (world.te, {})
    assert "s-1" not in link.uid
    assert not SocialToken.objects.exists()
    assert [n.kind for n in inbox(world.te)] == ["elsewhere_linked"]
    assert {"accounts.elsewhere.matched", "accounts.user.signed_in"} <= set(events(world.te))
    numbered(world.te, "")  # from now on the link counts, not the number
    again = Client()
    come_in(again)
    assert signed_in(again)
    assert len(inbox(world.te)) == 1


def test_a_number_of_two_people_or_of_another_district_opens_nobody(world, house):
    for number, people in (("T7", (world.te, world.ht_a)), ("T8", (world.da_other,))):
        for person in people:
            numbered(person, number)
        house.person = {"sub": number, "staff_no": number}
        assert UNKNOWN in come_in(Client()).content.decode()
    house.person = {"sub": "none", "staff_no": ""}
    assert UNKNOWN in come_in(Client()).content.decode()
    assert not SocialAccount.objects.exists()


def test_a_second_identity_with_the_same_number_does_not_come_in(world, house):
    numbered(world.te, "T7")
    house.person = {"sub": "s-1", "staff_no": "T7"}
    come_in(Client())
    house.person = {"sub": "s-2", "staff_no": "T7"}
    other = Client()
    assert UNKNOWN in come_in(other).content.decode()
    assert not signed_in(other)


def test_leavers_and_closed_accounts_do_not_come_in(world, house, client_of):
    house.person = {"sub": "s-1"}
    connect(client_of(world.te))
    role = RoleAssignment.objects.get(user=world.te)
    end_role(assignment=role, by=world.sa, at=timezone.now())
    assert UNKNOWN in come_in(Client()).content.decode()
    assign_role(user=world.te, role="te", unit=world.classroom, by=world.sa, at=timezone.now())
    client = Client()
    come_in(client)
    assert signed_in(client)
    close_account(user=world.te, by=world.sa, at=timezone.now())
    assert not SocialAccount.objects.exists()
    assert UNKNOWN in come_in(Client()).content.decode()


def test_families_and_operators_are_not_let_in_by_number(world, house):
    for person in (world.gu, world.student.user, world.op):
        numbered(person, "F1")
        house.person = {"sub": "f", "staff_no": "F1"}
        assert UNKNOWN in come_in(Client()).content.decode()
        numbered(person, "")


def test_the_second_step_is_asked_as_ever(world, house):
    numbered(world.co, "C1")
    house.person = {"sub": "c", "staff_no": "C1"}
    fresh = Client()
    come_in(fresh)
    assert fresh.get("/staff/").url == "/accounts/2fa/"  # must be set up first
    TOTP.activate(world.co, generate_totp_secret())
    client = Client()
    answer = come_in(client, wanted="/staff/cases/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/2fa/authenticate/")
    assert not signed_in(client)


@pytest.mark.parametrize(
    "bent",
    [
        "other key", "unsigned", "shared secret", "other audience", "other issuer", "expired",
        "other sub", "no identity", "cancelled",
    ],
)  # fmt: skip
def test_a_bent_answer_opens_nothing(world, house, bent):
    numbered(world.te, "T7")
    house.person, house.bent = {"sub": "s-1", "staff_no": "T7"}, bent
    client = Client()
    answer = come_in(client)
    assert answer.status_code == 403
    assert NOT_DONE in answer.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_a_return_counts_once_and_only_in_the_browser_that_left(world, house):
    numbered(world.te, "T7")
    house.person = {"sub": "s-1", "staff_no": "T7"}
    victim, thief = Client(), Client()
    begun = thief.get("/accounts/oidc/login/")
    code = house.new_code({"redirect_uri": "x", "client_id": "school"})
    state = re.search(r"state=([^&]+)", begun.url)[1]
    planted = victim.get("/accounts/oidc/login/callback/", {"code": code, "state": state})
    assert NOT_DONE in planted.content.decode()
    assert not signed_in(victim)
    client = Client()
    url = client.get("/accounts/oidc/login/").url
    walk(client, url)
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert NOT_DONE in walk(client, url).content.decode()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_it_leads_nowhere_else_afterwards(world, house, wanted):
    numbered(world.te, "T7")
    house.person = {"sub": "s-1", "staff_no": "T7"}
    assert come_in(Client(), wanted=wanted).url == "/home/"


def test_a_foreign_page_cannot_start_it_and_nobody_is_exchanged(world, house, client_of):
    pushed = Client().get("/accounts/oidc/login/", headers={"Sec-Fetch-Site": "cross-site"})
    assert (pushed.status_code, pushed.url) == (302, "/accounts/login/")
    numbered(world.te, "T7")
    house.person = {"sub": "s-1", "staff_no": "T7"}
    client = Client()
    url = client.get("/accounts/oidc/login/").url
    client.force_login(world.rv)
    state = client.session
    assert client.get("/accounts/oidc/login/").url == "/home/"
    walk(client, url)
    assert client.session["_auth_user_id"] == str(world.rv.pk)
    assert state is not None


def test_a_house_that_is_away_is_a_page_not_a_fault(world, house, settings):
    settings.SSO = {"oidc": {**settings.SSO["oidc"], "server": "http://127.0.0.1:1"}}
    answer = Client().get("/accounts/oidc/login/")
    assert answer.status_code == 403
    assert NOT_DONE in answer.content.decode()


def test_pages_keep_their_headers_and_the_sign_in_page_has_the_button(world, house):
    page = Client().get("/accounts/login/", {"next": "/staff/cases/"})
    text = page.content.decode()
    assert "用区统一认证登录" in text
    assert "/accounts/oidc/login/?next=%2Fstaff%2Fcases%2F" in text
    stop = come_in(Client())
    for answer in (page, stop):
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"

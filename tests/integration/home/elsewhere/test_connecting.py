"""Connecting and disconnecting by oneself; and none of it where the environment names nobody."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from school_safety.access.second_factor import SESSION_KEY
from school_safety.audit import queries as audit
from school_safety.notices.queries import inbox

from .conftest import come_in, configure, connect, walk
from .houses import Dingtalk, Feishu, Wecom, Weixin

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/me/sign-in/"


def test_connecting_and_disconnecting(world, house, client_of):
    house.person = {"sub": "s-1"}
    client = client_of(world.co)
    assert "连上区统一认证" in client.get(PAGE).content.decode()
    assert connect(client).url == PAGE
    assert "断开区统一认证" in client.get(PAGE).content.decode()
    assert [n.kind for n in inbox(world.co)] == ["elsewhere_linked"]
    world.co.set_password("seven herons over the reeds")
    world.co.save()
    client = client_of(world.co)
    assert client.post(f"{PAGE}oidc/disconnect/").status_code == 302
    assert not SocialAccount.objects.exists()
    told = [row.event for row in audit.of_object("accounts.user", world.co.pk)]
    assert "accounts.elsewhere.linked" in told
    assert "accounts.elsewhere.unlinked" in told
    assert come_in(Client()).status_code == 403
    assert client.post(f"{PAGE}oidc/disconnect/").status_code == 404


def test_the_only_way_in_is_not_cut(world, house, client_of):
    house.person = {"sub": "s-1"}
    client = client_of(world.co)
    connect(client)
    refused = client.post(f"{PAGE}oidc/disconnect/")
    assert refused.status_code == 409
    assert "设一个密码" in refused.content.decode()
    assert SocialAccount.objects.exists()


def test_one_identity_opens_one_account_and_one_account_has_one(world, house, client_of):
    house.person = {"sub": "s-1"}
    first = client_of(world.co)
    connect(first)
    assert connect(first).status_code == 302  # the same again changes nothing
    assert connect(client_of(world.ld)).status_code == 409
    house.person = {"sub": "s-2"}
    assert connect(first).status_code == 409
    assert SocialAccount.objects.get().user == world.co


def test_an_old_proof_is_asked_again_first(world, house, client_of):
    client = client_of(world.co)
    session = client.session
    session[SESSION_KEY] = "2020-01-01T00:00:00+00:00"
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 3600}]
    session.save()
    for way in ("connect", "disconnect"):
        assert client.post(f"{PAGE}oidc/{way}/").status_code == 403
    assert not house.asked


def test_somebody_elses_return_does_not_connect_me(world, house, client_of):
    house.person = {"sub": "attacker"}
    thief = client_of(world.te)
    url = thief.post(f"{PAGE}oidc/connect/").context["url"]
    victim = client_of(world.co)
    assert walk(victim, url).status_code == 403
    thief.force_login(world.rv)  # the same browser, somebody else by now
    assert walk(thief, url).status_code in {403, 404}
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("who", ["gu", "op"])
def test_families_and_operators_have_no_such_card(world, house, client_of, who):
    client = client_of(getattr(world, who))
    assert "区统一认证" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}oidc/connect/").status_code in {302, 403, 404}
    assert not house.asked


@pytest.mark.parametrize(
    ("way", "kind", "person", "claim"),
    [
        ("wecom", Wecom, {"userid": "T7"}, "userid"),
        ("feishu", Feishu, {"open_id": "ou_1", "employee_no": "T7"}, "employee_no"),
        ("dingtalk", Dingtalk, {"openId": "d1"}, ""),
        ("weixin", Weixin, {"openid": "w1"}, ""),
    ],
)
def test_every_kind_of_house(world, settings, open_up, client_of, way, kind, person, claim):
    house = open_up(kind)
    configure(settings, way, house, **({"CLAIM": claim} if claim else {}))
    house.person = person
    assert come_in(Client(), way).status_code == 403
    assert connect(client_of(world.te), way).url == PAGE
    client = Client()
    assert come_in(client, way).url == "/home/"
    assert client.session["_auth_user_id"] == str(world.te.pk)
    house.bent = "cancelled"
    assert come_in(Client(), way).status_code == 403
    forged = client_of(world.rv)
    url = forged.post(f"{PAGE}{way}/connect/").context["url"]
    state = url.split("state=")[1].split("&")[0]
    back = f"/accounts/{way}/login/callback/"
    assert forged.get(back, {"code": "guessed", "state": state}).status_code == 403
    if claim:
        SocialAccount.objects.all().delete()
        world.te.staff_number = "T7"
        world.te.save()
        house.bent, house.person = "", person
        assert come_in(Client(), way).url == "/home/"


def test_a_guest_of_the_corp_is_nobody(world, settings, open_up):
    house = open_up(Wecom)
    configure(settings, "wecom", house, CLAIM="userid")
    house.person = {"openid": "o1", "external_userid": "e1"}
    assert come_in(Client(), "wecom").status_code == 403


@pytest.mark.parametrize("way", ["oidc", "wecom", "dingtalk", "feishu", "weixin", "github"])
def test_unconfigured_there_is_nothing(world, client_of, way):
    client, nobody = client_of(world.te), Client()
    for path in (f"/accounts/{way}/login/", f"/accounts/{way}/login/callback/"):
        assert nobody.get(path).status_code == 404
        assert nobody.get(path, {"code": "x", "state": "y"}).status_code == 404
    for path in (f"{PAGE}{way}/connect/", f"{PAGE}{way}/disconnect/"):
        assert client.post(path).status_code == 404
    assert "别处的账号" not in client.get(PAGE).content.decode()
    assert f"/accounts/{way}/" not in nobody.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("path", ["3rdparty/", "3rdparty/signup/", "social/connections/"])
def test_the_librarys_own_pages_are_closed(world, client_of, path):
    assert client_of(world.te).get(f"/accounts/{path}").status_code == 404

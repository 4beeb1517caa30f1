"""My sign-in: the ways in, the devices, and ending one of them from afar."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from school_safety.accounts.devices import devices_of, kind_of
from school_safety.audit import queries

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, END = "/me/sign-in/", "/me/sign-in/end/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 "
    "XWEB/1160 MicroMessenger/8.0.49 NetType/WIFI Language/zh_CN"
)
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


def on(client_of, user, agent) -> Client:
    client = client_of(user)
    client.defaults["HTTP_USER_AGENT"] = agent
    assert client.get("/notices/").status_code == 200
    return client


def handle_of(user, machine) -> str:
    return next(d.handle for d in devices_of(user, here=None) if str(d.machine) == machine)


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (PHONE, "wechat android"),
        (DESK, "edge windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1", "safari iphone"),
        ("", "- -"),
        ("<script>", "- -"),
    ],
)
def test_a_browser_is_kept_as_two_words(agent, kind):
    assert kind_of(agent) == kind


def test_the_page_says_which_devices_and_which_one_is_here(world, client_of):
    here, _there = on(client_of, world.te, DESK), on(client_of, world.te, PHONE)
    page = here.get(PAGE).content.decode()
    assert "现在登录着 2 处" in page
    assert page.count("就是这里") == 1
    assert "微信，安卓手机或平板" in page
    assert here.session.session_key not in page
    assert "127.0.0.1" not in str([dict(c.session) for c in (here, _there)])


def test_one_device_is_ended_and_the_other_stays(world, client_of):
    here, there = on(client_of, world.te, DESK), on(client_of, world.te, PHONE)
    here.post(END, {"device": handle_of(world.te, "安卓手机或平板")})
    assert here.get("/notices/").status_code == 200
    assert there.get("/notices/").status_code == 302
    events = [row.event for row in queries.of_object("accounts.user", world.te.pk)]
    assert events == ["accounts.session.ended"]


def test_all_others_are_ended_at_once(world, client_of):
    here = on(client_of, world.te, DESK)
    others = [on(client_of, world.te, PHONE) for _ in range(3)]
    stranger = on(client_of, world.ht_a, PHONE)
    here.post(END, {"device": "others"})
    assert [client.get("/notices/").status_code for client in others] == [302] * 3
    assert {c.get("/notices/").status_code for c in (here, stranger)} == {200}


def test_nobody_ends_another_persons_device(world, client_of):
    mine, hers = on(client_of, world.te, DESK), on(client_of, world.ht_a, PHONE)
    mine.post(END, {"device": handle_of(world.ht_a, "安卓手机或平板")})
    mine.post(END, {"device": hers.session.session_key})
    mine.post(END, {})
    assert hers.get("/notices/").status_code == 200


def test_a_child_sees_a_short_page_and_a_guardian_no_second_step(world, client_of):
    child = client_of(world.student.user).get(PAGE).content.decode()
    assert "你" in child
    assert "密码" not in child
    guardian = client_of(world.gu).get(PAGE).content.decode()
    assert "没有密码要记" in guardian
    assert "第二步" not in guardian


def test_whoever_must_have_a_second_step_reads_so(world, client_of):
    TOTP.activate(world.co, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    page = client_of(world.co).get(PAGE).content.decode()
    assert "您的角色要两步登录" in page
    assert "验证器应用" in page


def test_strangers_are_led_to_sign_in():
    assert Client().get(PAGE)["Location"].startswith("/accounts/login/")
    assert Client().post(END)["Location"].startswith("/accounts/login/")

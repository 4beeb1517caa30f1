"""What vendors report: believed by our own mark alone, heard once, never backwards."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from school_safety.notices.channels.tokens import token_of
from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import send_due
from school_safety.notices.models import Delivery, Wish

from .conftest import CALLBACK, PHONE

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("vendor", ["aliyun", "tencent"], indirect=True)


def push(rows, key=CALLBACK):
    body = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    return Client().post(f"/callbacks/sms/{key}/", body, content_type="application/json")


def report(vendor, sms, *, arrived=True, token=""):
    """As the vendor's documents show it."""
    if vendor.name == "aliyun":
        return {
            "phone_number": PHONE, "send_time": "2026-11-23 09:40:00",
            "report_time": "2026-11-23 09:40:02", "success": arrived,
            "err_code": "DELIVERED" if arrived else "MK:0013", "err_msg": "", "sms_size": "1",
            "biz_id": sms.vendor_id, "out_id": token or token_of(sms.pk),
        }  # fmt: skip
    return {
        "user_receive_time": "2026-11-23 09:40:02", "nationcode": "86", "mobile": PHONE,
        "report_status": "SUCCESS" if arrived else "FAIL", "errmsg": "DELIVRD" if arrived else "X",
        "description": "", "sid": sms.vendor_id,
    }  # fmt: skip


@pytest.fixture
def sent(mother, vendor, tell, at):
    notice = tell(mother, at)
    send_due(at=at)
    return notice.deliveries.get(channel=Channel.SMS)


@BOTH
def test_arrived_is_heard_once(vendor, sent):
    answer = push([report(vendor, sent)])
    assert answer.status_code == 200
    assert answer.json() in ({"code": 0, "msg": "接收成功"}, {"result": 0, "errmsg": "OK"})
    sent.refresh_from_db()
    first = sent.reported_at
    assert first is not None
    assert sent.state == State.SENT
    # The same again, and the contrary later: both are answered and change nothing.
    push([report(vendor, sent)])
    push([report(vendor, sent, arrived=False)])
    sent.refresh_from_db()
    assert (sent.state, sent.reported_at) == (State.SENT, first)


@BOTH
def test_not_arrived_goes_by_the_next_way_once(vendor, sent):
    for _ in range(2):
        assert push([report(vendor, sent, arrived=False)]).status_code == 200
    sent.refresh_from_db()
    assert sent.state == State.FAILED
    assert sent.last_error.startswith("Reported:")
    assert sent.notice.deliveries.filter(channel=Channel.PAPER).count() == 1


@pytest.mark.parametrize("fault", ["cut"])
def test_a_report_settles_what_nobody_was_sure_of(mother, vendor, tell, at, fault):
    sms = tell(mother, at).deliveries.get(channel=Channel.SMS)
    vendor.faults.append(fault)
    send_due(at=at)
    push([report(vendor, sms)])
    sms.refresh_from_db()
    assert sms.state == State.SENT
    assert send_due(at=at + timedelta(hours=1)) == 0
    assert vendor.asked.total() == 1


def test_a_report_for_what_is_still_to_be_sent_is_not_believed(mother, vendor, tell, at):
    sms = tell(mother, at).deliveries.get(channel=Channel.SMS)
    push([report(vendor, sms)])
    sms.refresh_from_db()
    assert (sms.state, sms.reported_at) == (State.QUEUED, None)


def test_a_forged_mark_refuses_the_whole_call(vendor, sent):
    rows = [report(vendor, sent), report(vendor, sent, token=f"{sent.pk.hex}.{'0' * 24}")]
    assert push(rows).status_code == 403
    sent.refresh_from_db()
    assert sent.reported_at is None


@pytest.mark.parametrize("token", ["another system's", "7", f"{'f' * 32}."])
def test_messages_of_other_systems_are_passed_over(vendor, sent, token):
    assert push([report(vendor, sent, token=token, arrived=False)]).status_code == 200
    sent.refresh_from_db()
    assert (sent.state, sent.reported_at) == (State.SENT, None)
    push([report(vendor, sent, token=token), report(vendor, sent)])
    sent.refresh_from_db()
    assert sent.reported_at is not None


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'[{"success": "yes"}]', b"[" * 200, b"x" * 300_000]
)
def test_nonsense_is_refused(vendor, sent, body):
    assert push(body).status_code == 403


def test_the_address_is_a_secret(vendor, sent, settings):
    rows = [report(vendor, sent)]
    assert push(rows, key="d" * 40).status_code == 404
    assert Client().get(f"/callbacks/sms/{CALLBACK}/").status_code == 405
    settings.SMS = {}
    assert push(rows).status_code == 404
    sent.refresh_from_db()
    assert sent.reported_at is None


@BOTH
def test_tencents_numbers_of_other_peoples_messages_change_nothing(vendor, sent):
    if vendor.name == "tencent":
        assert push([{**report(vendor, sent), "sid": "somebody-elses"}]).status_code == 200
        assert push([{**report(vendor, sent), "sid": ""}]).status_code == 200
    assert not Delivery.objects.exclude(reported_at=None).exists()


def answered(vendor, text):
    if vendor.name == "aliyun":
        return [{"phone_number": PHONE, "content": text, "send_time": "x", "sign_name": "护航校园"}]
    return {"mobile": PHONE, "nationcode": "86", "text": text, "sign": "护航校园", "time": 1}


@BOTH
def test_stop_ends_texts_but_never_what_is_urgent(mother, vendor, tell, at):
    assert push(answered(vendor, " td ")).status_code == 200
    assert Wish.objects.get(user=mother).sms_stopped_at is not None
    ordinary = tell(mother, at)
    assert not ordinary.deliveries.filter(channel=Channel.SMS).exists()
    urgent = tell(mother, at, safety=True)
    assert urgent.deliveries.filter(channel=Channel.SMS).exists()
    push(answered(vendor, "谢谢老师"))
    assert Wish.objects.get(user=mother).sms_stopped_at is not None
    push(answered(vendor, "恢复"))
    assert Wish.objects.get(user=mother).sms_stopped_at is None
    assert tell(mother, at).deliveries.filter(channel=Channel.SMS).exists()

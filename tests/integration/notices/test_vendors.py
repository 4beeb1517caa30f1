"""Each vendor over real HTTP: what we sign and send, and what every kind of answer means for us."""

from datetime import timedelta

import pytest

from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import release_stuck, send_due
from school_safety.notices.models import Delivery, WecomParent

from .conftest import PHONE

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
BOTH = pytest.mark.parametrize("vendor", ["aliyun", "tencent"], indirect=True)


def sms_of(notice):
    return notice.deliveries.get(channel=Channel.SMS)


@BOTH
def test_a_message_is_handed_over_once_and_says_nothing(world, mother, vendor, tell, at):
    sms = sms_of(tell(mother, at, student_id=world.student.pk))
    assert send_due(at=at) == 1
    assert send_due(at=at + MINUTE) == 0
    [taken] = vendor.taken
    assert taken["number"].endswith(PHONE)
    assert (taken["text"], taken["sign"]) == ("T5", "护航校园")
    assert not taken["filled"]
    assert taken["key"].startswith(sms.pk.hex)
    sms.refresh_from_db()
    assert (sms.state, sms.vendor_id) == (State.SENT, taken["id"])
    assert vendor.forged == 0


@BOTH
def test_a_wrong_secret_is_told_by_the_vendor(mother, vendor, tell, at, settings):
    settings.SMS = {**settings.SMS, "secret": "wrong"}
    sms = sms_of(tell(mother, at))
    assert send_due(at=at) == 0
    sms.refresh_from_db()
    assert sms.state == State.QUEUED
    assert sms.last_error.startswith("Busy:")
    assert "Signature" in sms.last_error
    assert (vendor.forged, vendor.taken) == (1, [])


@BOTH
@pytest.mark.parametrize("fault", ["hang", "cut", "500 taken"])
def test_taken_without_an_answer_is_asked_about_and_not_sent_again(mother, vendor, tell, at, fault):
    sms = sms_of(tell(mother, at))
    vendor.faults.append(fault)
    assert send_due(at=at) == 0
    sms.refresh_from_db()
    assert sms.unsure_since == at
    vendor.statuses = {vendor.taken[0]["number"]: 3}
    assert send_due(at=sms.next_try_at) == 1
    assert len(vendor.taken) == 1
    assert vendor.asked.total() == 2  # handed over, asked about


@BOTH
def test_not_taken_goes_again(mother, vendor, tell, at):
    sms = sms_of(tell(mother, at))
    vendor.faults.append("500")
    now = at
    for _ in range(8):
        send_due(at=now)
        sms.refresh_from_db()
        if sms.state == State.SENT:
            break
        now = sms.next_try_at
    assert sms.state == State.SENT
    assert len(vendor.taken) == 1
    # Tencent shows what it took only after a while: until then nothing is sent again.
    assert (now - at >= 15 * MINUTE) == (vendor.name == "tencent")


@pytest.mark.parametrize(
    ("vendor", "fault", "error"),
    [
        ("aliyun", "503", "Busy:ServiceUnavailable"),
        ("aliyun", "Throttling.User", "Busy:Throttling.User"),
        ("aliyun", "isv.BUSINESS_LIMIT_CONTROL", "Busy:isv.BUSINESS_LIMIT_CONTROL"),
        ("tencent", "RequestLimitExceeded", "Busy:RequestLimitExceeded"),
        ("tencent", "status LimitExceeded.PhoneNumberDailyLimit", "Busy:LimitExceeded"),
        ("tencent", "503", "Unsure:ServerNetworkError"),
    ],
    indirect=["vendor"],
)
def test_too_many_or_away_is_tried_again(mother, vendor, tell, at, fault, error):
    sms = sms_of(tell(mother, at))
    vendor.faults.append(fault)
    assert send_due(at=at) == 0
    sms.refresh_from_db()
    assert sms.state == State.QUEUED
    assert sms.last_error.startswith(error)
    assert sms.next_try_at == at + MINUTE


@pytest.mark.parametrize(
    ("vendor", "fault"),
    [
        ("aliyun", "isv.MOBILE_NUMBER_ILLEGAL"),
        ("tencent", "status FailedOperation.PhoneNumberInBlacklist"),
    ],
    indirect=["vendor"],
)
def test_refused_for_ever_goes_by_the_next_way(mother, vendor, tell, at, fault):
    sms = sms_of(tell(mother, at))
    vendor.faults.append(fault)
    assert send_due(at=at) == 0
    sms.refresh_from_db()
    assert sms.state == State.FAILED
    paper = sms.notice.deliveries.get(channel=Channel.PAPER)
    assert paper.state == State.QUEUED
    assert send_due(at=at + MINUTE) == 0


def test_a_killed_worker_asks_before_it_sends(mother, vendor, tell, at):
    """Killed after the vendor took it, before we wrote that down."""
    sms = sms_of(tell(mother, at))
    assert send_due(at=at) == 1
    Delivery.objects.filter(pk=sms.pk).update(state=State.SENDING, done_at=None)
    later = at + 16 * MINUTE
    assert release_stuck(at=later) == 1
    assert send_due(at=later) == 1
    assert len(vendor.taken) == 1


@pytest.mark.parametrize("vendor", ["aliyun"], indirect=True)
def test_a_landline_gets_no_text(mother, vendor, tell, at):
    mother.guardian.phone = "02112345678"
    mother.guardian.save()
    sms = sms_of(tell(mother, at))
    send_due(at=at)
    sms.refresh_from_db()
    assert (sms.state, sms.last_error) == (State.FAILED, "Refused:not_mobile")


def wecom_of(notice):
    return notice.deliveries.get(channel=Channel.WECOM)


def test_wecom_tells_a_parent_by_her_account(world, mother, campus, tell, at):
    told = wecom_of(tell(mother, at, student_id=world.student.pk))
    assert send_due(at=at) == 1
    [taken] = campus.taken
    assert taken["number"] == "parent-1"
    assert taken["whole"]["agentid"] == 7
    assert "/notices/" in taken["filled"]
    assert world.student.name not in taken["filled"]
    told.refresh_from_db()
    assert told.state == State.SENT


def test_wecom_takes_a_new_token_when_the_old_one_is_gone(mother, campus, tell, at):
    tell(mother, at)
    send_due(at=at)
    campus.statuses = {}
    tell(mother, at)
    assert send_due(at=at) == 1
    assert campus.asked["/cgi-bin/gettoken"] == 2


@pytest.mark.parametrize("fault", ["hang", "cut"])
def test_wecom_folds_what_we_send_twice(mother, campus, tell, at, fault):
    told = wecom_of(tell(mother, at))
    campus.faults.extend(["", fault])
    assert send_due(at=at) == 0
    told.refresh_from_db()
    assert told.unsure_since == at
    assert send_due(at=told.next_try_at) == 1
    assert len(campus.taken) == 1


def test_wecom_where_doubles_no_longer_fold_nothing_goes_again(mother, campus, tell, at):
    told = wecom_of(tell(mother, at))
    Delivery.objects.filter(pk=told.pk).update(unsure_since=at - timedelta(hours=4))
    assert send_due(at=at) == 0
    told.refresh_from_db()
    assert (told.state, told.last_error) == (State.FAILED, "Refused:never_told")


@pytest.mark.parametrize(
    ("fault", "state", "error"),
    [("45009", State.QUEUED, "Busy:45009"), ("60111", State.FAILED, "Refused:60111")],
)
def test_wecom_answers_in_codes(mother, campus, tell, at, fault, state, error):
    told = wecom_of(tell(mother, at))
    campus.faults.extend(["", fault])
    assert send_due(at=at) == 0
    told.refresh_from_db()
    assert (told.state, told.last_error) == (state, error)


def test_wecom_unknown_parent_goes_by_the_next_way(mother, campus, tell, at):
    told = wecom_of(tell(mother, at))
    parent = WecomParent.objects.get(mark=mother.guardian.contact_id)
    parent.account = "stranger-1"
    parent.save()
    assert send_due(at=at) == 0
    told.refresh_from_db()
    assert (told.state, told.last_error) == (State.FAILED, "Refused:invalid_parent")
    assert told.notice.deliveries.filter(channel=Channel.PAPER).exists()

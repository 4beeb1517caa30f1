"""Vendors of messages: none by default, whole or refused by name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from school_safety.settings.messages import sms, wecom_notice

ALIYUN = {
    "SMS_VENDOR": "aliyun",
    "SMS_ALIYUN_KEY_ID": "id",
    "SMS_ALIYUN_KEY_SECRET": "secret",
    "SMS_ALIYUN_SIGN": "护航校园",
    "SMS_ALIYUN_TEMPLATES": "code=SMS_1, notice=SMS_2,notice.en=SMS_3",
    "SMS_CALLBACK_KEY": "k" * 32,
}
WECOM = {"WECOM_NOTICE_CORP": "ww", "WECOM_NOTICE_SECRET": "s", "WECOM_NOTICE_AGENT": "7"}


def test_nothing_is_on_by_itself():
    assert sms({}) == {}
    assert wecom_notice({}) == {}


def test_whole_vendors():
    found = sms(ALIYUN)
    assert found["templates"] == {"code": "SMS_1", "notice": "SMS_2", "notice.en": "SMS_3"}
    assert found["endpoint"] == "https://dysmsapi.aliyuncs.com"
    assert wecom_notice(WECOM)["base"] == "https://qyapi.weixin.qq.com"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SMS_VENDOR": "carrier pigeon"}, "aliyun, tencent"),
        ({"SMS_VENDOR": "tencent"}, "SMS_TENCENT_SECRET_ID, SMS_TENCENT_SECRET_KEY"),
        ({"SMS_ALIYUN_SIGN": ""}, "SMS_ALIYUN_SIGN missing"),
        ({"SMS_ALIYUN_TEMPLATES": "letter=SMS_1"}, "'letter=SMS_1' is not one of"),
        ({"SMS_ALIYUN_TEMPLATES": "code.fr=SMS_1"}, "is not one of"),
        ({"SMS_ALIYUN_TEMPLATES": "notice=SMS_1"}, "needs a template for code"),
        ({"SMS_ALIYUN_ENDPOINT": "http://sms.example.org"}, "https"),
        ({"SMS_CALLBACK_KEY": "short"}, "SMS_CALLBACK_KEY"),
        ({"SMS_SENDER": "my.sender"}, "one of them"),
    ],
)
def test_half_a_vendor_is_refused_by_name(wrong, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        sms({**ALIYUN, **wrong})


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"WECOM_NOTICE_SECRET": ""}, "WECOM_NOTICE_SECRET missing"),
        ({"WECOM_NOTICE_AGENT": "one"}, "whole number"),
        ({"WECOM_NOTICE_BASE": "http://wecom.example.org"}, "https"),
    ],
)
def test_half_a_corp_is_refused_by_name(wrong, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        wecom_notice({**WECOM, **wrong})

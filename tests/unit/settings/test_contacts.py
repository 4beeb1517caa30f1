"""Contact lists: none by default, whole or refused by name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from school_safety.settings.contacts import configured

ONE = {
    "ROSTER_WECOM": "one",
    "ROSTER_WECOM_ONE_CORP": "ww1",
    "ROSTER_WECOM_ONE_SECRET": "s",
    "ROSTER_WECOM_ONE_TOKEN": "t",
    "ROSTER_WECOM_ONE_AESKEY": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    "ROSTER_WECOM_ONE_DISTRICT": "D1",
}


def test_nothing_is_on_by_itself():
    assert configured({}) == {}
    assert configured({**ONE, "ROSTER_WECOM": " "}) == {}


def test_a_whole_list():
    found = configured(ONE)["one"]
    assert (found["corp"], found["district"], found["school"]) == ("ww1", "D1", "")
    assert found["base"] == "https://qyapi.weixin.qq.com"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"ROSTER_WECOM": "One school"}, "small letters"),
        ({"ROSTER_WECOM": "one,two"}, "ROSTER_WECOM_TWO_CORP"),
        ({"ROSTER_WECOM_ONE_TOKEN": ""}, "ROSTER_WECOM_ONE_TOKEN"),
        ({"ROSTER_WECOM_ONE_AESKEY": "short"}, "AESKEY"),
        ({"ROSTER_WECOM_ONE_AESKEY": "!" * 43}, "AESKEY"),
        ({"ROSTER_WECOM_ONE_BASE": "http://wecom.example.org"}, "https"),
    ],
)
def test_half_a_list_is_refused_by_name(wrong, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        configured({**ONE, **wrong})

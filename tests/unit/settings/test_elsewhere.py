"""Ways to sign in elsewhere: none by default, whole or refused by name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from school_safety.settings.elsewhere import configured

OIDC = {
    "SSO_OIDC_URL": "https://id.example.org/",
    "SSO_OIDC_CLIENT": "school",
    "SSO_OIDC_SECRET": "s",
}


def test_nothing_is_on_by_itself():
    assert configured({}) == {}
    assert configured({"SSO_DISTRICT": "D1", "SSO_OIDC_URL": "  "}) == {}


def test_a_whole_way():
    found = configured({**OIDC, "SSO_OIDC_CLAIM": "staff_no", "SSO_DISTRICT": "D1"})
    assert list(found) == ["oidc"]
    assert found["oidc"]["server"] == "https://id.example.org"
    assert (found["oidc"]["claim"], found["oidc"]["district"]) == ("staff_no", "D1")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SSO_OIDC_SECRET": ""}, "SSO_OIDC_SECRET"),
        ({"SSO_OIDC_URL": "http://id.example.org"}, "https"),
        ({"SSO_OIDC_CLAIM": "staff_no"}, "SSO_DISTRICT"),
        ({"SSO_WECOM_CORP": "ww1"}, "SSO_WECOM_AGENT, SSO_WECOM_SECRET"),
        ({"SSO_FEISHU_BASE": "https://feishu.example.org"}, "SSO_FEISHU_CLIENT"),
        (
            {"SSO_WEIXIN_CLIENT": "a", "SSO_WEIXIN_SECRET": "b", "SSO_WEIXIN_CLAIM": "openid"},
            "SSO_WEIXIN_CLAIM",
        ),
        (
            {
                "SSO_WECOM_CORP": "a", "SSO_WECOM_AGENT": "1", "SSO_WECOM_SECRET": "b",
                "SSO_WECOM_BASE": "http://wecom.example.org",
            },
            "SSO_WECOM_BASE",
        ),
    ],
)  # fmt: skip
def test_half_a_way_is_refused_by_name(wrong, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        configured({**OIDC, **wrong})

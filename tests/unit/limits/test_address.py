"""Whose word about an address is taken."""

import pytest
from django.test import RequestFactory

from school_safety.limits import address


def asked(peer: str, forwarded: str = "") -> str:
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return address.of(RequestFactory().get("/", REMOTE_ADDR=peer, **extra))


def test_without_a_proxy_a_hundred_lies_change_nothing(settings):
    settings.TRUSTED_PROXY_COUNT = 0
    assert {asked("192.0.2.7", f"10.0.0.{n}, 127.0.0.1") for n in range(100)} == {"192.0.2.7"}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "10.9.9.9, 198.51.100.9", "198.51.100.9"),  # the client's own entry is ignored
        (2, "10.9.9.9, 198.51.100.9, 203.0.113.5", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.7"),  # fewer entries than proxies: believe nobody
        (1, "", "192.0.2.7"),
        (1, "not-an-address", "unknown"),
    ],
)
def test_with_proxies_the_outermost_of_ours_is_believed(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies
    assert asked("192.0.2.7", forwarded) == expected


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_address(settings, peer, expected):
    settings.TRUSTED_PROXY_COUNT = 0
    assert asked(peer) == expected

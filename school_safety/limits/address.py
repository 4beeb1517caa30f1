"""The client's address, taken only from proxies that the settings name."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest


def of(request: HttpRequest) -> str:
    """One string per household: an IPv4 address, or the /64 network of an IPv6 address.

    With no proxy of our own, whatever the client writes into X-Forwarded-For changes nothing.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    return _network(_forwarded(request, settings.TRUSTED_PROXY_COUNT) or peer)


def _forwarded(request: HttpRequest, proxies: int) -> str:
    """What the outermost of our own proxies saw: each of them appends one entry on the right."""
    if proxies < 1:
        return ""
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return entries[-proxies].strip() if len(entries) >= proxies else ""


@lru_cache(1024)  # a school comes through one address, and each of its requests is counted by it
def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)

"""Words that are shown once, on the next page: Django's own way, at no cost where there are none.

Its cookie's signer is put together for every request, used or not: a tenth of what the student's
door costs before its own work begins.
"""

from functools import cached_property

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.core import signing
from django.http import HttpRequest


class InCookie(CookieStorage):
    """With a signer from the first word on."""

    def __init__(self, request: HttpRequest) -> None:
        BaseStorage.__init__(self, request)

    @cached_property
    def signer(self) -> signing.TimestampSigner:
        """Of Django's choice."""
        return signing.get_cookie_signer(salt=self.key_salt)


class Passing(FallbackStorage):
    """Named in MESSAGE_STORAGE."""

    storage_classes = (InCookie, SessionStorage)

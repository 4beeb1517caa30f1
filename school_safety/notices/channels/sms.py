"""Text messages, through whichever sender the settings name; none by default."""

from django.conf import settings
from django.utils.module_loading import import_string

from school_safety.notices import texts
from school_safety.notices.models import Delivery

from . import addresses
from .refused import Refused


def send(delivery: Delivery) -> None:
    """One short text. The delivery's id goes with it, so that a sender can fold a double."""
    number = addresses.phone(delivery.notice, delivery.claimed_at)
    if not number:
        raise Refused
    words = texts.short(delivery.notice, delivery.language)
    import_string(settings.SMS_SENDER)(number=number, words=words, key=str(delivery.pk))

"""Text messages, through the vendor or the callable that the settings name; none by default."""

from importlib import import_module

from django.conf import settings
from django.utils.module_loading import import_string

from school_safety.accounts import challenges
from school_safety.notices import texts
from school_safety.notices.kinds import KINDS
from school_safety.notices.models import Delivery, Notice

from . import addresses
from .parcel import Parcel, Vendor
from .refused import Refused
from .tokens import token_of

VENDORS = {"aliyun": "Aliyun", "tencent": "Tencent"}


def send(delivery: Delivery) -> str:
    """One short text. Our key goes with it, so that a double and a report can be told by it."""
    parcel = _parcel(delivery)
    vendor = _vendor()
    if vendor is None:
        sender = import_string(settings.SMS_SENDER)
        sender(number=parcel.number, words=parcel.words, key=str(delivery.pk))
        return ""
    return vendor.carry(parcel)


def taken(delivery: Delivery) -> bool:
    """Asked of the vendor. A sender of the house's own gets the same key again, and may fold it."""
    vendor = _vendor()
    since, at = delivery.unsure_since, delivery.claimed_at
    if vendor is None or since is None or at is None:
        return False
    return vendor.taken(_parcel(delivery), since=since, at=at)


def carries(notice: Notice) -> bool:
    """Whether text messages of this class leave the house at all."""
    family = KINDS[notice.kind].family(safety=notice.safety)
    if settings.SMS:
        return family in settings.SMS["templates"]
    at_home = family in {"notice", "safety"}
    return bool(settings.SMS_SENDER) and (settings.SMS_NOTICES or not at_home)


def _vendor() -> Vendor | None:
    """Its SDK is loaded only where it is used."""
    if not settings.SMS:
        return None
    name = settings.SMS["vendor"]
    module = import_module(f"{__package__}.{name}")
    vendor: Vendor = getattr(module, VENDORS[name])(settings.SMS)
    return vendor


def _parcel(delivery: Delivery) -> Parcel:
    notice = delivery.notice
    number = addresses.phone(notice, delivery.claimed_at) if carries(notice) else ""
    if not number:
        raise Refused
    kind = KINDS[notice.kind]
    return Parcel(
        key=token_of(delivery.pk),
        number=number,
        family=kind.family(safety=notice.safety),
        language=delivery.language,
        code=challenges.code_of(notice.about_id) if kind.one_time else "",
        words="" if settings.SMS else texts.short(notice, delivery.language),
    )

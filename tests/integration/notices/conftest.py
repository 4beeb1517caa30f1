"""A family that can be reached, and vendors on this machine."""

from typing import Any

import pytest
from django.db import transaction

from school_safety.notices.channels import aliyun, tencent, wecom
from school_safety.notices.models import WecomParent
from school_safety.notices.outbox import post
from school_safety.schools.phones import kept

from .vendors import ID, SECRET, Aliyun, Tencent, Wecom, open_vendor

PHONE = "13911112222"
CALLBACK = "c" * 40
TEMPLATES = {"code": "T1", "ring": "T2", "drill": "T3", "safety": "T4", "notice": "T5"}
KINDS = {"aliyun": Aliyun, "tencent": Tencent}


def sms_settings(vendor: str, url: str) -> dict[str, Any]:
    return {
        "vendor": vendor, "id": ID, "secret": SECRET, "app": "1400006666", "sign": "护航校园",
        "templates": TEMPLATES, "endpoint": url, "region": "ap-guangzhou", "callback": CALLBACK,
    }  # fmt: skip


@pytest.fixture
def mother(world):
    """A guardian with a phone of her own."""
    guardian = world.gu.guardian
    for name, value in kept(PHONE).items():
        setattr(guardian, name, value)
    guardian.save()
    return world.gu


@pytest.fixture
def vendor(request, settings, monkeypatch, at):
    """Aliyun, or whichever the test names; it lives on the day of the test."""
    name = getattr(request, "param", "aliyun")
    monkeypatch.setattr(aliyun, "READ", 150)
    monkeypatch.setattr(tencent, "SECONDS", 0.15)
    with open_vendor(KINDS[name]) as house:
        house.name, house.now = name, at
        settings.SMS = sms_settings(name, house.url)
        yield house


@pytest.fixture
def campus(world, mother, settings, monkeypatch):
    """企业微信, which knows her."""
    monkeypatch.setattr(wecom, "SECONDS", (1, 0.15))
    guardian = mother.guardian
    guardian.contact_id = "m" * 64
    guardian.save()
    WecomParent.objects.create(
        district=world.district, mark="m" * 64, account="parent-1", seen_at="2026-11-01T00:00Z"
    )
    with open_vendor(Wecom) as house:
        settings.WECOM_NOTICE = {"corp": ID, "secret": SECRET, "agent": "7", "base": house.url}
        yield house


@pytest.fixture
def tell(world):
    """One message to a guardian."""

    def told(to, at, kind="letter_arrived", **more):
        with transaction.atomic():
            return post(
                kind, to=to, district_id=world.district.pk, school_id=world.school.pk, at=at, **more
            )

    return told

"""G24: a district's letter on a bad day of the text-message vendor. None lost, none twice.

30 % of requests end in 5xx (of which some had been taken), 10 % are taken and never answered, the
vendor is away for an hour, 5 % of its reports come double and some come back later saying the
contrary. The 10,000 run in `make trust`; 200 of them on every build.
"""

import json
import random
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Min
from django.test import Client

from school_safety.notices import jobs
from school_safety.notices.channels.tokens import token_of
from school_safety.notices.choices import Channel, State
from school_safety.notices.models import Delivery
from school_safety.notices.outbox import post
from school_safety.schools.models import Guardian
from tests.integration.notices.conftest import CALLBACK, sms_settings
from tests.integration.notices.vendors import Aliyun, open_vendor

pytestmark = [pytest.mark.trust, pytest.mark.alone, pytest.mark.django_db]
MINUTE = timedelta(minutes=1)
OUTAGE = (10 * MINUTE, 70 * MINUTE)
FAULTS = ((0.15, "503"), (0.25, "500"), (0.30, "500 taken"), (0.40, "cut"))


class BadDay:
    """One vendor, one letter to many families, and the minutes that pass."""

    def __init__(self, world, house, at) -> None:
        self.world, self.house, self.began, self.now = world, house, at, at
        self.dice = random.Random(24)  # noqa: S311  # a fault now and then
        self.reported, self.pushed = 0, 0
        house.dice = self.fault

    def fault(self) -> str:
        luck = self.dice.random()
        return next((name for below, name in FAULTS if luck < below), "")

    def families(self, number: int) -> None:
        people = get_user_model()
        users = people.objects.bulk_create(
            people(username=f"family-{n}", name=f"禾苗{n}的家长") for n in range(number)
        )
        Guardian.objects.bulk_create(
            Guardian(
                district=self.world.district, user=user, name=user.name,
                phone=f"139{n:08}", phone_tail=f"{n:04}"[-4:],
            )
            for n, user in enumerate(users)
        )  # fmt: skip
        with transaction.atomic():
            for user in users:
                post(
                    "letter_arrived",
                    to=user,
                    district_id=self.world.district.pk,
                    school_id=self.world.school.pk,
                    at=self.now,
                )

    def live(self) -> None:
        """Until nothing waits any more: sweeps as the clock makes them, reports as they come."""
        waiting = Delivery.objects.filter(channel=Channel.SMS, state=State.QUEUED)
        sent = 0
        while due := waiting.aggregate(first=Min("next_try_at"))["first"]:
            self.now = max(self.now + MINUTE, due)
            passed = self.now - self.began
            self.house.now, self.house.away = self.now, OUTAGE[0] <= passed < OUTAGE[1]
            jobs.sweep(at=self.now)
            self.report()
            before, sent = sent, Delivery.objects.filter(state=State.SENT).count()
            assert sent >= before, "a final state moved back"

    def report(self) -> None:
        """What was taken has arrived; some of it is told twice, some is denied later."""
        new = self.house.taken[self.reported :]
        self.reported += len(new)
        rows = [self.row(each, arrived=True) for each in new]
        rows += [self.row(each, arrived=True) for each in new if self.dice.random() < 0.05]
        rows += [self.row(each, arrived=False) for each in new if self.dice.random() < 0.03]
        if rows:
            self.pushed += len(rows)
            address = f"/callbacks/sms/{CALLBACK}/"
            body = json.dumps(rows)
            assert Client().post(address, body, content_type="application/json").status_code == 200

    def row(self, taken, *, arrived: bool) -> dict:
        return {"out_id": taken["key"], "success": arrived, "err_code": "X", "biz_id": taken["id"]}


@pytest.mark.parametrize(
    "number", [200, pytest.param(10_000, marks=pytest.mark.slow)], ids=["small", "whole"]
)
def test_none_lost_none_twice(world, settings, at, number):
    with open_vendor(Aliyun) as house:
        settings.SMS = sms_settings("aliyun", house.url)
        day = BadDay(world, house, at)
        day.families(number)
        day.live()
    rows = Delivery.objects.filter(channel=Channel.SMS)
    assert rows.count() == number
    taken = Counter(each["key"] for each in house.taken)
    assert max(taken.values()) == 1, "none twice"
    sent = {token_of(pk) for pk in rows.filter(state=State.SENT).values_list("pk", flat=True)}
    assert sent <= set(taken), "nothing is called sent that was not taken"
    given_up = rows.exclude(state=State.SENT)
    assert set(given_up.values_list("state", flat=True)) <= {State.FAILED}
    on_paper = Delivery.objects.filter(channel=Channel.PAPER, state=State.QUEUED)
    assert set(on_paper.values_list("notice_id", flat=True)) == set(
        given_up.values_list("notice_id", flat=True)
    ), "none lost: what no try could bring lies with the class teacher"
    assert given_up.count() <= number / 100
    assert {each["text"] for each in house.taken} == {"T5"}
    assert {each["filled"] for each in house.taken} == {""}
    assert house.forged == 0
    print(  # noqa: T201  (the figures of this run)
        f"{number} messages: {dict(house.asked)} requests, {len(taken)} taken, {day.pushed} reports,"
        f" {given_up.count()} on paper, over {day.now - day.began} of the vendor's time"
    )

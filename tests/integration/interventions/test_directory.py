"""The directory: who keeps it, what is never entered, what families and clinicians see of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions import directory
from interventions.models import Provider
from school_safety.kernel.refusals import NotNow
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
ENTRY = {
    "name": "新机构",
    "kind": "social",
    "needs": ["mood"],
    "age_from": 6,
    "age_to": 18,
    "cost": "free",
    "licence": "L-9",
    "no_force": "on",
    "waiting_days": 3,
    "is_active": "on",
}


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def house(world):
    return builders.provider_of(world, timezone.now())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"licence": ""}, "error"),
        ({"no_force": ""}, "没有问清楚"),
        ({"about": "全封闭军事化管理，三个月戒网"}, "不登记"),
        ({"name": "阳光特训营"}, "不登记"),
        ({"name_en": "Sunshine Boot Camp"}, "不登记"),
    ],
)
def test_what_is_never_entered(world, client_of, changes, words):
    answer = client_of(world.da).post(url("provider_new"), {**ENTRY, **changes})
    assert answer.status_code == 422
    assert words in answer.text
    assert not Provider.objects.exists()


def test_the_district_keeps_the_directory(world, client_of):
    client = client_of(world.da)
    assert client.post(url("provider_new"), ENTRY).status_code == 302
    row = Provider.objects.get()
    assert row.last_verified_on == timezone.localdate()
    twice = client.post(url("provider_new"), ENTRY)
    assert twice.status_code == 422
    assert "这个名字已经有了" in twice.text
    for stranger in (world.da_other, world.te, world.cl, world.gu):
        assert client_of(stranger).get(url("provider_edit", row.pk)).status_code == 404


def test_filters_stay_in_the_address(world, client_of, house):
    client = client_of(world.co)
    assert house.name in client.get(url("provider_list"), {"kind": "centre", "age": "9"}).text
    assert house.name not in client.get(url("provider_list"), {"kind": "hospital"}).text
    assert house.name not in client.get(url("provider_list"), {"need": "spending"}).text
    assert client.get(url("provider_list"), {"age": "ninety", "kind": "camp"}).status_code == 200


def test_a_house_says_its_own_waits_and_nothing_else(world, client_of, house):
    client = client_of(world.cl)
    said = {"waiting_days": 21, "places": "", "intake_hours": "周三", "phone": "010-555"}
    assert client.get(url("provider_own", house.pk)).status_code == 200
    assert client.post(url("provider_own", house.pk), {"waiting_days": -1}).status_code == 422
    forged = {**said, "licence": "none", "is_active": "", "no_force": ""}
    assert client.post(url("provider_own", house.pk), forged).status_code == 302
    row = Provider.objects.get()
    assert (row.waiting_days, row.places, row.licence, row.no_force) == (21, None, "X-1", True)
    for stranger in (world.cl_other, world.da, world.co, world.gu):
        assert client_of(stranger).get(url("provider_own", house.pk)).status_code == 404
    with pytest.raises(NotNow):
        directory.tell_places(
            provider=row, waiting_days=0, places=9, intake_hours="", phone="",
            by=world.cl_other, at=timezone.now(),
        )  # fmt: skip


def test_every_family_of_the_district_sees_the_same_page(world, client_of, house):
    pages = []
    for who in (world.gu, world.gu_held, world.gu_other):
        answer = client_of(who).get(url("family_providers"))
        assert house.name in answer.text
        pages.append(answer.text.replace(who.name, ""))
    assert len({len(page) for page in pages}) == 1
    Provider.objects.update(no_force=False)
    assert house.name not in client_of(world.gu).get(url("family_providers")).text
    assert client_of(world.te).get(url("family_providers")).status_code == 404

"""Lectures and brochures: only what was held counts, and each figure opens its records."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import Outreach

pytestmark = pytest.mark.django_db
LIST, NEW = "lessons:outreach_list", "lessons:outreach_new"


def form(**more):
    return {
        "kind": "lecture",
        "topic": "陌生人发来的好处",
        "held_on": timezone.localdate().isoformat(),
        "state": "held",
        "audience": "both",
        "reached": 184,
        "brochures": 200,
        "speaker": "police",
        "organisation": "派出所",
        "speaker_minutes": 90,
    } | more


@pytest.mark.parametrize("who", ["te", "ht_a", "rv", "co", "gu", "pa", "op"])
def test_strangers_find_nothing(who, world, client_of):
    client = client_of(getattr(world, who))
    for name in (LIST, NEW, "lessons:outreach_text"):
        assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(NEW), form()).status_code == 404
    assert not Outreach.objects.exists()


def test_from_a_lecture_to_a_paragraph(world, client_of):
    client, today = client_of(world.ed), timezone.localdate()
    late = (today + timedelta(days=3)).isoformat()
    assert client.post(reverse(NEW), form(held_on=late)).status_code == 422
    assert client.post(reverse(NEW), form()).status_code == 302
    assert client.post(reverse(NEW), form(state="planned", topic="计划")).status_code == 302
    row = Outreach.objects.get(state="held")
    assert (row.school, row.district) == (world.school, world.district)
    page = client.get(reverse(LIST)).content.decode()
    assert 'figure=people">180</a>' in page
    assert 'figure=lectures">1</a>' in page
    shown = client.get(reverse(LIST), {"figure": "lectures"}).content.decode()
    assert "计划" not in shown.partition("<tbody>")[2].partition("</tbody>")[0]
    assert client.get(reverse(LIST), {"figure": "names"}).status_code == 404
    text = client.get(reverse("lessons:outreach_text")).content.decode()
    assert "1 场讲座" in text
    assert "1.5 hours" in text
    edit = reverse("lessons:outreach_edit", args=[row.pk])
    assert client.post(edit, form(state="cancelled")).status_code == 302
    assert "0 场讲座" in client.get(reverse("lessons:outreach_text")).content.decode()
    assert client_of(world.da).get(edit).status_code == 200
    assert client_of(world.sa).get(edit).status_code == 404
    assert client_of(world.da_other).get(edit).status_code == 404
    assert "陌生人发来的好处" in client_of(world.sa).get(reverse(LIST)).content.decode()
    assert "陌生人发来的好处" not in client_of(world.da_other).get(reverse(LIST)).content.decode()

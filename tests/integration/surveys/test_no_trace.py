"""A no leaves no trace: whatever the class teacher may open is the same page as after a yes."""

import re

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lessons.actions.signing import reply
from school_safety.volatile import store
from surveys.actions.planning import open_wave
from surveys.actions.responding import submit
from surveys.models import Invitation
from tests.integration.lessons.test_signing import a_reply
from tests.readying import read_by_both

from .conftest import draft, sit

pytestmark = pytest.mark.django_db
OWN = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
PLAIN = (
    "home:staff_home", "home:code_list", "office:roster_list", "office:student_list",
    "lessons:dispatch_list", "lessons:delivery_list", "interventions:task_list",
    "interventions:concern_list", "notices:notice_list",
)  # fmt: skip
# What the family says before the child sits down, while she writes, and after she has handed in.
YES = ("agree", "", "")
REFUSALS = [("refuse", "", ""), ("agree", "withdraw", ""), ("agree", "", "withdraw")]


@pytest.fixture
def pages(world, send_to_a, client_of):
    """Everything that the class teacher may open about her class, three times on the child's way."""
    at = timezone.now()
    letter = send_to_a("consent")
    made = draft(world, at)
    read_by_both(made, world, at)
    wave = open_wave(wave=made, by=world.co, at=at)
    slip = Invitation.objects.get(wave=wave, student=world.student)
    plain = [reverse(name) for name in PLAIN]
    about_her = [
        reverse("office:student_detail", args=[world.student.pk]),
        reverse("lessons:dispatch_detail", args=[letter.dispatch_id]),
        reverse("surveys:proctor_show", args=[wave.pk, world.classroom.pk]),
    ]
    teacher = client_of(world.ht_a)

    def look(*doors):
        seen = {door: teacher.get(door) for door in doors}
        assert {page.status_code for page in seen.values()} == {200}
        return {door: OWN.sub("", page.text) for door, page in seen.items()}

    def say(answer):
        if answer:
            said = a_reply(letter, answer, typed="" if answer == "withdraw" else "张妈妈")
            reply(letter=letter, reply=said, by=world.gu, at=timezone.now())

    def way(words):
        before = transaction.savepoint_create()
        say(words[0])
        seen = [look(*about_her)]
        seat = sit(slip)[1]
        say(words[1])
        seen.append(look(*about_her))
        facts = {"answers": "1" * 9, "key": "k" * 24, "at": timezone.now()}
        submit(invitation_id=slip.pk, seat=seat, **facts)
        say(words[2])
        seen.append(look(*about_her, *plain))
        transaction.savepoint_rollback(before)
        store.delete_kind("draft")
        store.delete_kind("draft/ended")
        return seen

    return way


def test_refused_or_taken_back_looks_like_agreed(pages):
    with time_machine.travel(timezone.now(), tick=False):  # pages say how long ago something was
        agreed, refused = pages(YES), [pages(words) for words in REFUSALS]
    assert agreed[0].items() - agreed[2].items()  # handed in is seen
    for words, stages in zip(REFUSALS, refused, strict=True):
        for stage, seen in enumerate(stages):
            different = [door for door, page in seen.items() if page != agreed[stage][door]]
            assert different == [], (words, stage)

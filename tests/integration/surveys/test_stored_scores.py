"""Stored scores against the rules: what is kept, what is passed over, what is found and recorded."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from school_safety.audit.models import AuditEvent
from school_safety.vault.errors import SealBroken
from surveys.actions.rescoring import check_scores
from surveys.actions.responding import submit
from surveys.actions.withdrawing import withdraw_screening
from surveys.models import Response, Wave
from surveys.queries import stored
from surveys.rules.packing import BadAnswers
from tests.integration.surveys.conftest import agree, draft, sit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handed_in(slips, world):
    """One questionnaire with a gap, and one quiet task, which is not read."""
    for name, answers in (("student", "11-111110"), ("classmate", "111111111")):
        slip, seat = sit(getattr(slips, name).slip)
        submit(
            invitation_id=slip.pk, seat=seat, key=f"key-of-{name}-0001", answers=answers,
            at=timezone.now(),
        )  # fmt: skip
    return Response.objects.get(path="screening")


def check(**options):
    said = io.StringIO()
    try:
        call_command("check_scores", json=True, stdout=said, **options)
    except SystemExit as ended:
        return ended.code, json.loads(said.getvalue())
    return 0, json.loads(said.getvalue())


def test_another_stored_score_is_found_and_left_alone(handed_in):
    Response.objects.filter(pk=handed_in.pk).update(score=3)
    ended, told = check()
    assert (ended, told["responses"], told["differing"]) == (1, 1, 1)
    assert told["ids"] == [str(handed_in.pk)]
    assert Response.objects.get(pk=handed_in.pk).score == 3


def test_answers_copied_to_another_row_do_not_open(handed_in):
    other = Response.objects.get(path="alternative")
    sealed = Response.objects.values_list("answers", flat=True).get(pk=handed_in.pk)
    field = Response._meta.get_field("answers")
    with pytest.raises(SealBroken):
        list(field.open_all([(handed_in.pk, sealed), (other.pk, sealed)]))


def test_answers_that_do_not_fit_stop_the_check(handed_in):
    handed_in.answers = {"a": "99999", "t": []}
    handed_in.save()
    with pytest.raises(BadAnswers):
        check()


def test_what_was_taken_back_is_not_read(handed_in, world):
    withdraw_screening(student=world.student, by=world.gu, at=timezone.now())
    Response.objects.filter(pk=handed_in.pk).exclude(withdrawn_at=None).get()
    assert check()[1]["responses"] == 0


def test_an_unknown_wave_is_refused():
    for options in ({"wave": "x"}, {"district": "none"}):
        with pytest.raises(CommandError):
            check(**options)


def test_kept_scores_follow_and_one_event_says_who_read(handed_in, world):
    at, waves = timezone.now(), Wave.objects.filter(school=world.school)
    before = AuditEvent.objects.count()
    found = check_scores(waves=waves, by=world.ld, at=at)
    assert (found.responses, found.differing, found.bands) == (1, 0, {"incomplete": 1})
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.get(event="surveys.scores.checked")
    assert (event.actor_id, event.district_id) == (world.ld.pk, world.school.district_id)
    assert event.facts == {"waves": 1, "answers": 1}
    assert check(wave=str(handed_in.wave_id), district=world.school.district.code)[0] == 0


def test_blocks_keep_versions_and_routings_apart(handed_in, world):
    draft(world, timezone.now(), code="igd9c", title="另一个")
    agree(world.classmate)
    found = list(stored.blocks(Wave.objects.all()))
    assert [(len(some), some.block.shape, some.routing) for some in found] == [(1, (9, 1), "")]
    assert found[0].block[:, 0].tolist() == [1, 1, -1, 1, 1, 1, 1, 1, 0]
    assert (found[0].score[0], found[0].sex[0], found[0].grade[0]) == (stored.NONE, "u", 5)


def test_only_the_packed_part_is_read_and_any_order_will_do(handed_in):
    field = Response._meta.get_field("answers")
    read = stored._packed(field, 3)
    assert read(b'{"a":"012","t":[1.5]}') == "012"
    assert read(b'{"t":[1.5],"a":"01x"}') == "01x"
    assert read(b'{"a":"0\\\\2","t":[]}') == "0\\2"

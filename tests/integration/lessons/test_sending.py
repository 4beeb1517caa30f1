"""Who gets a letter, who may send one, and what a sender sees afterwards."""

import pytest

from lessons import queries
from lessons.actions import sending
from lessons.actions.signing import Reply, new_key, reply
from lessons.models import PersonalLetter
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from surveys.models import FamilyLetter

pytestmark = pytest.mark.django_db


def receivers(dispatch) -> set[str]:
    return set(dispatch.letters.values_list("guardian__user__username", flat=True))


def test_a_draft_cannot_be_sent(school_pages, world, at):
    letter = school_pages.info
    letter.unpublish()
    with pytest.raises(NotNow, match="letter_not_published"):
        sending.send(letter=letter, classroom=world.classroom, by=world.ht_a, at=at)


def test_a_letter_stays_in_its_school(school_pages, world, at):
    with pytest.raises(Absent):
        sending.send(letter=school_pages.info, classroom=world.other_classroom, by=world.ed, at=at)
    assert not queries.sendable_letters(world.ht_other).exists()
    assert not queries.sendable_letters(world.te).exists()


def test_a_deadline_lies_ahead(school_pages, world, at):
    past = at.date().replace(day=1)
    with pytest.raises(Invalid):
        sending.send(
            letter=school_pages.info, classroom=world.classroom, by=world.ht_a, at=at, due_on=past
        )


def test_authority_decides_who_gets_what(school_pages, world, at):
    sent = {
        kind: sending.send(
            letter=getattr(school_pages, kind), classroom=world.classroom, by=world.ht_a, at=at
        )
        for kind in ("info", "consent")
    }
    assert [row.pk for row in FamilyLetter.objects.all()] == [sent["consent"].pk]
    assert receivers(sent["info"]) == {"gu-张妈妈", "gu-张叔叔"}
    assert receivers(sent["consent"]) == {"gu-张妈妈"}


def test_sending_twice_is_sending_once(school_pages, world, at):
    terms = {"letter": school_pages.ack, "classroom": world.classroom, "by": world.ht_a, "at": at}
    assert sending.send(**terms) == sending.send(**terms)
    assert PersonalLetter.objects.count() == 1


def test_words_are_frozen_in_both_languages(send_to_a, school_pages, world):
    letter = send_to_a("ack")
    page = school_pages.ack
    page.title = "换了一个题目"
    page.save_revision().publish()
    letter.dispatch.refresh_from_db()
    assert letter.dispatch.text("zh-hans")[1]["title"] != "换了一个题目"
    assert set(letter.dispatch.texts) == set(letter.dispatch.hashes) == {"zh-hans", "en"}


def test_the_class_teacher_sees_who_waits_and_nothing_else(send_to_a, world, at):
    letter = send_to_a("consent")
    dispatch = queries.dispatch_for(world.ht_a, letter.dispatch_id)
    assert [row.student for row in queries.follow_up(world.ht_a, dispatch)] == [world.student]
    assert queries.follow_up(world.ed, dispatch) == []
    answer = Reply(
        answer="refuse",
        key=new_key(),
        text_hash=dispatch.hashes["zh-hans"],
        language="zh-hans",
        typed="张妈妈",
        wants_call=True,
    )
    reply(letter=letter, reply=answer, by=world.gu, at=at)
    assert queries.follow_up(world.ht_a, dispatch) == []
    assert queries.calls_wanted(world.ht_a, dispatch) == []
    assert [row.student for row in queries.calls_wanted(world.co, dispatch)] == [world.student]


@pytest.mark.parametrize("who", ["ht_b", "ht_other", "te", "co_other", "gu", "da_other"])
def test_strangers_find_no_dispatch(who, send_to_a, world):
    letter = send_to_a("info")
    with pytest.raises(Absent):
        queries.dispatch_for(getattr(world, who), letter.dispatch_id)


def test_each_waits_for_everybody(school_pages, world, at):
    from tests.worlds import make_guardian

    make_guardian(world.student, "张外婆")
    dispatch = sending.send(
        letter=school_pages.ack, classroom=world.classroom, by=world.ht_a, at=at, rule="each"
    )
    letter = dispatch.letters.get(guardian__user=world.gu)
    answer = Reply("read", new_key(), dispatch.hashes["zh-hans"], "zh-hans", typed="张妈妈")
    reply(letter=letter, reply=answer, by=world.gu, at=at)
    assert queries.families(dispatch) == (0, 1)
    assert len(queries.follow_up(world.ht_a, dispatch)) == 1


def test_the_list_counts_in_constant_queries(
    school_pages, world, at, django_assert_max_num_queries
):
    for letter in school_pages.letters:
        sending.send(letter=letter, classroom=world.classroom, by=world.ht_a, at=at)
    with django_assert_max_num_queries(5):
        rows = list(queries.dispatches(world.ht_a))
    assert {(row.answered, row.families, row.waiting) for row in rows} == {(0, 1, 1)}

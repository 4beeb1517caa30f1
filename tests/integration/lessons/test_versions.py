"""Kinds, audiences, and a letter that changes after it was sent."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from lessons import queries
from lessons.actions import reminding, sending
from lessons.actions.signing import Reply, reply
from lessons.models import Dispatch, LetterPage, PersonalLetter, Receipt
from lessons.queries import versions
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from school_safety.notices import queries as notices
from tests.worlds import make_guardian

from .conftest import rewrite

pytestmark = pytest.mark.django_db


def say(letter: PersonalLetter, answer: str, **more) -> Reply:
    words = letter.dispatch.hashes["zh-hans"]
    return Reply(answer, uuid.uuid4(), words, "zh-hans", typed="张妈妈", **more)


def test_small_print_stops_a_letter(school_pages, world, at):
    page = school_pages.ack
    page.body += "\n\n出了事，学校概不负责。"
    with pytest.raises(Exception, match="概不负责"):
        page.full_clean()
    LetterPage.objects.filter(pk=page.pk).update(body=page.body)  # as if published long ago
    page.refresh_from_db()
    with pytest.raises(NotNow, match="letter_small_print"):
        sending.send(letter=page, classroom=world.classroom, by=world.ht_a, at=at)


def test_a_letter_that_changes_lightly_asks_nobody_again(send_to_a, school_pages, world, at):
    first = send_to_a("ack").dispatch
    page = rewrite(school_pages.ack, title="换了题目", signed_by="青禾学校")
    again = sending.send(letter=page, classroom=world.classroom, by=world.ht_a, at=at)
    assert again == first
    assert versions.renewal(page, [world.classroom], first.texts).parts == ()


def test_a_letter_that_changes_weightily_asks_where_it_must(send_to_a, school_pages, world, at):
    for name in ("张外婆", "张姑姑"):
        make_guardian(world.student, name)
    yes = send_to_a("consent", rule="each")
    other = {row.guardian.name: row for row in yes.dispatch.letters.select_related("guardian")}
    reply(letter=yes, reply=say(yes, "agree"), by=world.gu, at=at)
    no = other["张外婆"]
    reply(letter=no, reply=say(no, "refuse"), by=no.guardian.user, at=at)
    page = rewrite(school_pages.consent, points="新的一句话。\n再一句。")
    plan = versions.renewal(page, [world.classroom], yes.dispatch.texts | {"zh-hans": {}})
    assert (plan.again, plan.spared) == (1, 1)
    newer = sending.send(letter=page, classroom=world.classroom, by=world.ht_a, at=at, rule="each")
    assert newer.replaces == yes.dispatch
    assert newer.changed == ["points"]
    assert dict(newer.letters.values_list("guardian__name", "stands")) == {
        "张妈妈": "", "张姑姑": "", "张外婆": "declined",
    }  # fmt: skip
    granny = newer.letters.get(guardian=no.guardian)
    assert [each.kind for each in notices.inbox(no.guardian.user)] == ["letter_arrived"]
    for day in (4, 8):
        reminding.follow_up(dispatch=newer, at=at + timedelta(days=day))
    granny.refresh_from_db()
    assert (granny.state, granny.reminders) == ("declined", 0)
    silent = other["张姑姑"]
    assert silent not in queries.letters_of(silent.guardian.user)
    fresh = PersonalLetter.objects.get(pk=silent.pk)
    with pytest.raises(NotNow, match="letter_replaced"):
        reply(letter=fresh, reply=say(fresh, "agree"), by=silent.guardian.user, at=at)
    yes.refresh_from_db()
    reply(letter=yes, reply=say(yes, "withdraw"), by=world.gu, at=at)
    assert versions.earlier(newer.letters.get(guardian=yes.guardian)) == yes
    assert queries.follow_up(world.ht_a, queries.dispatch_for(world.ht_a, yes.dispatch_id)) == []


def test_the_family_reads_why_it_is_asked_again(send_to_a, school_pages, world, at, client_of):
    letter = send_to_a("ack")
    reply(letter=letter, reply=say(letter, "read"), by=world.gu, at=at)
    page = rewrite(school_pages.ack, body="全新的内容。")
    newer = sending.send(letter=page, classroom=world.classroom, by=world.ht_a, at=at)
    copy = newer.letters.get(guardian=letter.guardian)
    html = client_of(world.gu).get(reverse("lessons:letter_read", args=[copy.pk])).content.decode()
    assert "改的是：全文" in html
    old = client_of(world.gu).get(reverse("lessons:letter_read", args=[letter.pk])).content.decode()
    assert "这是旧的一版" in old


def test_a_choice_takes_one_of_its_options(school_pages, world, at, client_of):
    page = rewrite(
        school_pages.ack, kind="choice", ask="哪天来？", options="周一\n周二", refuse_note=""
    )
    dispatch = sending.send(letter=page, classroom=world.classroom, by=world.ht_a, at=at)
    letter = dispatch.letters.get(guardian__user=world.gu)
    for wrong in (None, 2, -1):
        with pytest.raises(Invalid):
            reply(letter=letter, reply=say(letter, "choose", option=wrong), by=world.gu, at=at)
    door = reverse("lessons:letter_read", args=[letter.pk])
    shown = client_of(world.gu).get(door).context["form"]
    form = {name: shown.initial[name] for name in ("key", "text_hash", "language")}
    assert client_of(world.gu).post(door, form).status_code == 422
    assert client_of(world.gu).post(door, {**form, "answer": "choose:1"}).status_code == 302
    assert Receipt.objects.get().answers["option"] == 1
    detail = reverse("lessons:dispatch_detail", args=[dispatch.pk])
    seen = client_of(world.ht_a).get(detail).context["answers"]
    assert [(row["text"], row["count"]) for row in seen] == [("周一", 0), ("周二", 1)]
    assert client_of(world.ed).get(detail).context["answers"] == []


def test_a_time_goes_to_one_family(school_pages, world, at):
    make_guardian(world.classmate, "李姑姑")
    page = rewrite(school_pages.ack, kind="booking", ask="哪个时间来？")
    terms = {"letter": page, "classroom": world.classroom, "by": world.ht_a, "at": at}
    with pytest.raises(Invalid):
        sending.send(**terms)
    dispatch = sending.send(**terms, slots=("3 月 5 日 15:00", "3 月 5 日 15:20", ""))
    one = dispatch.letters.get(guardian__user=world.gu)
    two = dispatch.letters.get(guardian__name="李姑姑")
    reply(letter=one, reply=say(one, "book", option=0), by=world.gu, at=at)
    with pytest.raises(Invalid):
        reply(letter=two, reply=say(two, "book", option=0), by=two.guardian.user, at=at)
    assert queries.taken_slots(two) == {0}
    reply(letter=one, reply=say(one, "book", option=1), by=world.gu, at=at)
    reply(letter=two, reply=say(two, "book", option=0), by=two.guardian.user, at=at)


@pytest.mark.parametrize(("rule", "second"), [("any", False), ("each", True)])
def test_one_family_takes_one_time_unless_each_parent_is_asked(
    school_pages, world, at, rule, second
):
    father = make_guardian(world.student, "张舅舅").guardian
    page = rewrite(school_pages.ack, kind="booking", ask="哪个时间来？")
    dispatch = sending.send(
        letter=page, classroom=world.classroom, by=world.ht_a, at=at, rule=rule,
        slots=("3 月 5 日 15:00", "3 月 5 日 15:20"),
    )  # fmt: skip
    hers, his = (dispatch.letters.get(guardian=who) for who in (world.gu.guardian, father))
    reply(letter=hers, reply=say(hers, "book", option=0), by=world.gu, at=at)
    if second:
        reply(letter=his, reply=say(his, "book", option=1), by=father.user, at=at)
    else:
        with pytest.raises(Invalid) as refusal:
            reply(letter=his, reply=say(his, "book", option=1), by=father.user, at=at)
        assert refusal.value.fields == {"answer": "family_has_time"}
        reply(letter=hers, reply=say(hers, "ask"), by=world.gu, at=at)
        reply(letter=his, reply=say(his, "book", option=1), by=father.user, at=at)
    assert dispatch.letters.filter(slot=1).get().guardian == father


def test_a_list_of_families_and_a_guardian_without_a_way_in(school_pages, world, at):
    silent = make_guardian(world.student, "张奶奶").guardian
    silent.user = None
    silent.save(update_fields=["user"])
    make_guardian(world.classmate, "李姑姑")
    terms = {"letter": school_pages.ack, "classroom": world.classroom, "by": world.ht_a, "at": at}
    some = sending.send(**terms, students=frozenset({world.student.pk}))
    assert sending.send(**terms, students=frozenset({world.student.pk})) == some
    states = dict(some.letters.values_list("guardian__name", "state"))
    assert states == {"张妈妈": "delivered", "张奶奶": "missing"}
    everybody = sending.send(**terms)
    assert everybody != some
    assert everybody.letters.filter(student=world.classmate).exists()


def test_an_official_reaches_every_school_of_her_district_and_no_other(
    school_pages, world, at, client_of
):
    terms = {"letter": school_pages.info, "by": world.da, "at": at}
    sent = sending.send(**terms, classroom=world.other_classroom)
    assert sent.school == world.other_school
    counts = reverse("lessons:dispatch_detail", args=[sent.pk])
    assert client_of(world.da).get(counts).status_code == 200
    assert client_of(world.da_other).get(counts).status_code == 404
    with pytest.raises(Absent):
        sending.send(**terms, classroom=world.far_classroom)
    assert not queries.send_classes(world.da_other, school_pages.info).exists()
    assert set(queries.send_classes(world.ed, school_pages.info)) == {
        world.classroom, world.classroom_b,
    }  # fmt: skip


def test_a_whole_grade_is_one_tick(school_pages, world, client_of):
    door = reverse("lessons:letter_send", args=[school_pages.info.pk])
    form = {"reach": "all", "rule": "any", "due_on": "2099-01-01"}
    assert client_of(world.ed).post(door, {**form, "reach": "picked"}).status_code == 422
    assert client_of(world.ed).post(door, form).status_code == 302
    rooms = set(Dispatch.objects.values_list("classroom_id", flat=True))
    assert rooms == {world.classroom.pk, world.classroom_b.pk}

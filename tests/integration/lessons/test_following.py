"""Reminding, ringing up, asking: those who have not answered, and nobody else."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from lessons.actions import asking, calling, reminding
from lessons.actions.signing import Reply, reply
from lessons.models import CallTask, LetterQuestion, Receipt
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.notices import queries as notices
from tests.worlds import make_guardian, make_user

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return [notice.kind for notice in notices.inbox(user)]


def answer(letter, said, who, at):
    words = letter.dispatch.hashes["zh-hans"]
    reply(
        letter=letter, reply=Reply(said, uuid.uuid4(), words, "zh-hans", typed="名"), by=who, at=at
    )


def days_of_waiting(dispatch, at, days=14):
    for day in range(days):
        reminding.follow_up(dispatch=dispatch, at=at + timedelta(days=day))


def test_twice_reminded_then_rung_up_and_never_again(send_to_a, world, at):
    letter = send_to_a("consent", due_on=(at + timedelta(days=5)).date())
    days_of_waiting(letter.dispatch, at)
    letter.refresh_from_db()
    assert letter.reminders == 2
    assert told(world.gu).count("letter_reminder") == 2
    assert CallTask.objects.get().student == world.student
    assert told(world.ht_a).count("letter_overdue") == 1


def test_who_answered_or_may_not_read_is_left_alone(send_to_a, world, at):
    father = make_guardian(world.student, "张姑姑")
    letter = send_to_a("ack", due_on=(at + timedelta(days=5)).date())
    answer(letter, "read", world.gu, at)
    days_of_waiting(letter.dispatch, at)
    assert "letter_reminder" not in told(world.gu) + told(father)
    assert not CallTask.objects.exists()
    held = send_to_a("consent", due_on=(at + timedelta(days=5)).date())
    world.student.guardianships.update(held_at=at, held_by=world.co)
    days_of_waiting(held.dispatch, at)
    assert "letter_reminder" not in told(world.gu) + told(father)


def test_news_is_never_chased(send_to_a, world, at):
    letter = send_to_a("info")
    days_of_waiting(letter.dispatch, at, days=30)
    assert "letter_reminder" not in told(world.gu)


def test_whoever_stands_in_for_the_class_teacher_has_her_calls(send_to_a, world, at, client_of):
    letter = send_to_a("ack", due_on=(at + timedelta(days=5)).date())
    door = reverse("lessons:dispatch_detail", args=[letter.dispatch_id])
    stand_in = make_user("stand-in", "代班老师")
    assert client_of(stand_in).get(door).status_code == 404
    assign_role(
        user=stand_in, role=Role.HOMEROOM, unit=world.classroom, by=world.giver,
        at=at - timedelta(days=1), until=at + timedelta(days=60),
    )  # fmt: skip
    days_of_waiting(letter.dispatch, at)
    assert "letter_overdue" in told(stand_in)
    stand_in = type(stand_in).objects.get(pk=stand_in.pk)
    assert "张小禾" in client_of(stand_in).get(door).content.decode()


def test_a_call_is_no_signature(send_to_a, world, at, client_of):
    letter = send_to_a("ack")
    door = reverse("lessons:dispatch_detail", args=[letter.dispatch_id])
    form = {"do": "call", "letter": letter.pk, "outcome": "read"}
    assert client_of(world.ht_b).post(door, form).status_code == 404
    assert client_of(world.ed).post(door, form).status_code == 404
    assert client_of(world.ht_a).post(door, {**form, "outcome": "signed"}).status_code == 422
    assert client_of(world.ht_a).post(door, form).status_code == 302
    letter.refresh_from_db()
    receipt = Receipt.objects.get()
    assert (letter.state, receipt.channel) == ("phoned", "phone")
    assert receipt.signature == {"typed": "", "drawn": ""}
    page = client_of(world.gu).get(reverse("lessons:letter_signed", args=[letter.pk]))
    assert "电话记录（不是签名）" in page.content.decode()
    answer(letter, "read", world.gu, at)
    letter.refresh_from_db()
    assert (letter.state, Receipt.objects.count()) == ("signed", 2)


def test_nobody_consents_on_the_telephone(send_to_a, world, at, client_of):
    letter = send_to_a("consent")
    terms = {"dispatch": letter.dispatch, "letter": letter, "by": world.ht_a, "at": at}
    with pytest.raises(NotNow, match="letter_needs_writing"):
        calling.record_call(**terms, outcome="read")
    missed = calling.record_call(**terms, outcome="missed")
    assert missed.done_at is None
    assert calling.record_call(**terms, outcome="promised").done_by == world.ht_a
    assert not Receipt.objects.exists()


def test_one_question_one_answer_for_everybody(send_to_a, world, at, client_of):
    make_guardian(world.classmate, "李姑姑")
    letter = send_to_a("ack")
    door = reverse("lessons:letter_read", args=[letter.pk])
    mother, teacher = client_of(world.gu), client_of(world.ht_a)
    assert mother.post(door, {"do": "ask", "asked": " "}).status_code == 422
    for _click in range(2):
        assert mother.post(door, {"do": "ask", "asked": "小禾可以带手表吗"}).status_code == 302
    row = LetterQuestion.objects.get()
    detail = reverse("lessons:dispatch_detail", args=[letter.dispatch_id])
    assert "小禾可以带手表吗" not in client_of(world.ed).get(detail).content.decode()
    form = {"do": "faq", "pk": row.pk, "question": "可以带手表吗？", "answer": "可以。"}
    assert client_of(world.ed).post(detail, form).status_code == 404
    assert teacher.post(detail, {**form, "answer": ""}).status_code == 422
    assert teacher.post(detail, form).status_code == 302
    assert teacher.post(detail, {**form, "answer": "不可以。"}).status_code == 302
    neighbour = letter.dispatch.letters.get(guardian__name="李姑姑")
    theirs = client_of(neighbour.guardian.user)
    html = theirs.get(reverse("lessons:letter_read", args=[neighbour.pk])).content.decode()
    assert "可以带手表吗？" in html
    assert "小禾" not in html
    assert "不可以。" not in html


def test_questions_on_a_consent_go_past_the_class_teacher(send_to_a, world, at, client_of):
    letter = send_to_a("consent")
    row = asking.ask(letter=letter, asked="问卷问什么", by=world.gu, at=at)
    detail = reverse("lessons:dispatch_detail", args=[letter.dispatch_id])
    form = {"do": "faq", "pk": row.pk, "question": "问什么？", "answer": "上网和睡觉。"}
    assert "问卷问什么" not in client_of(world.ht_a).get(detail).content.decode()
    assert client_of(world.ht_a).post(detail, form).status_code == 404
    desk = reverse("lessons:dispatch_list")
    assert client_of(world.ht_a).post(desk, form).status_code == 404
    assert client_of(world.co_other).post(desk, form).status_code == 404
    assert "问卷问什么" in client_of(world.co).get(desk).content.decode()
    assert client_of(world.co).post(desk, form).status_code == 302
    row.refresh_from_db()
    assert row.answered_by == world.co


def test_two_guardians_who_disagree_read_what_stands(send_to_a, world, at, client_of):
    make_guardian(world.student, "张姑姑")
    yes = send_to_a("consent")
    no = yes.dispatch.letters.get(guardian__name="张姑姑")
    answer(yes, "agree", world.gu, at)
    page = reverse("lessons:letter_signed", args=[yes.pk])
    assert "该同意的人都同意了" in client_of(world.gu).get(page).content.decode()
    answer(no, "refuse", no.guardian.user, at)
    html = client_of(world.gu).get(page).content.decode()
    assert "就按不同意办" in html
    assert "张姑姑" not in html
    withdraw = client_of(world.gu).get(reverse("lessons:letter_withdraw", args=[yes.pk]))
    assert "还没有交的草稿" in withdraw.content.decode()


def test_a_reason_reaches_the_counselor_alone(send_to_a, world, at):
    from lessons import queries
    from lessons.queries import heard

    letter = send_to_a("consent")
    words = letter.dispatch.hashes["zh-hans"]
    refusal = Reply("refuse", uuid.uuid4(), words, "zh-hans", typed="张妈妈", note="孩子最近太累")
    reply(letter=letter, reply=refusal, by=world.gu, at=at)
    assert [row.said for row in heard.consent_talk(world.co, at)] == ["孩子最近太累"]
    assert heard.consent_talk(world.ht_a, at) == heard.consent_talk(world.co_other, at) == []
    assert queries.calls_wanted(world.ht_a, letter.dispatch) == []


def test_a_stranger_rings_nobody(send_to_a, world, at):
    from lessons.queries import heard

    letter = send_to_a("ack")
    with pytest.raises(Absent):
        heard.to_ring(world.ht_b, letter.dispatch, letter.pk)

"""A class is asked before and after: hands or devices, totals only, each teacher her own classes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from lessons.actions import quizzing
from lessons.models import QuizPage, QuizRound, QuizRun, QuizSheet
from lessons.queries import quizzes
from lessons.queries.taught import in_chinese
from lessons.rules import quizzing as rules
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
DOOR = "lessons:quiz_list"
KEYS = ("before", "after")


@pytest.fixture
def quiz(shelf):
    return QuizPage.objects.get(slug="q-law-5-6", locale__language_code="zh-hans")


@pytest.fixture
def run(world, at, quiz):
    for n in range(14):
        make_student(world.classroom, f"孩子{n}")
    return quizzing.start(classroom=world.classroom, quiz=quiz, by=world.ht_a, at=at)


def of(run, name="lessons:quiz_show", *more):
    return reverse(name, args=[run.pk, *more])


def answers(run, phase, right):
    """A sheet with so many right."""
    places = rules.asked(run.items, quizzes.form_of(run, phase))
    return [run.items[place]["key"] - 1 if n < right else None for n, place in enumerate(places)]


def gather(run, phase, marks, at):
    """A closed round on devices; so many right on each sheet."""
    row = quizzing.open_round(run=run, phase=phase, by=run.started_by, at=at)
    for right in marks:
        quizzing.hand_in(round_id=row.pk, seat=uuid4(), answers=answers(run, phase, right), at=at)
    return quizzing.close_round(round_id=row.pk, by=run.started_by, at=at)


def hands(run, phase, right, wrong):
    counts = []
    for place, item in enumerate(run.items):
        if place in rules.asked(run.items, quizzes.form_of(run, phase)):
            row = [0] * (rules.options(item) + 1)
            row[item["key"] - 1], row[-1] = right, wrong
            counts.append(row)
        else:
            counts.append(None)
    return counts


@pytest.mark.parametrize(
    "who", ["ht_b", "ht_other", "ed", "rv", "co", "ck", "sa", "da", "gu", "op"]
)
def test_strangers_find_nothing(who, world, run, client_of):
    client = client_of(getattr(world, who))
    assert client.get(of(run)).status_code == 404
    for door in ("open", "close", "undo"):
        assert client.post(of(run, f"lessons:quiz_{door}", "before")).status_code == 404
    for door in ("hands", "wall", "sheet"):
        assert client.get(of(run, f"lessons:quiz_{door}", "before")).status_code == 404
    assert client.post(of(run, "lessons:quiz_hands", "before"), {}).status_code == 404
    assert not QuizRound.objects.exists()


def test_a_class_of_somebody_else_is_not_asked(world, quiz, client_of):
    for form in (
        {"classroom": world.classroom_b.pk, "quiz": quiz.pk},
        {"classroom": world.classroom.pk, "quiz": 0},
        {"classroom": "x", "quiz": "x"},
    ):
        assert client_of(world.ht_a).post(reverse(DOOR), form).status_code == 404
    assert not QuizRun.objects.exists()


def test_two_taps_are_one_quiz(world, quiz, client_of):
    form = {"classroom": world.classroom.pk, "quiz": quiz.pk}
    pages = [client_of(world.ht_a).post(reverse(DOOR), form) for _tap in range(2)]
    assert {page.status_code for page in pages} == {302}
    assert pages[0].url == pages[1].url
    assert QuizRun.objects.get().titles.keys() == {"zh-hans", "en"}
    assert quiz.title in client_of(world.te).get(reverse(DOOR)).content.decode()


def test_the_questions_stay_as_they_were(run, quiz):
    before = run.items[0]["texts"]["en"]["question"]
    quiz.body = []
    quiz.save_revision().publish()
    run.refresh_from_db()
    assert run.items[0]["texts"]["en"]["question"] == before


def test_before_and_after_ask_other_words_of_the_same(run):
    first, second = (quizzes.form_of(run, phase) for phase in KEYS)
    assert {first, second} == {"a", "b"}
    assert len(rules.pairs(run.items, run.first_form)) == 5


def test_hands_are_counted_and_counted_again(world, run, client_of):
    client, door = client_of(world.ht_a), of(run, "lessons:quiz_hands", "before")
    assert client.post(door, {}).status_code == 422
    form = {}
    for place, row in enumerate(hands(run, "before", 9, 6)):
        form |= {f"n{place}_{n}": value for n, value in enumerate(row or [])}
    assert client.post(door, form).status_code == 302
    assert client.post(door, {name: value + 1 for name, value in form.items()}).status_code == 302
    row = run.rounds.get()
    assert (row.way, bool(row.closed_at), row.marks) == ("hands", True, [])
    assert max(sum(each) for each in row.counts if each) > 15
    later = row.closed_at + timedelta(days=1)
    with pytest.raises(NotNow):
        quizzing.count_hands(run=run, phase="before", counts=row.counts, by=world.ht_a, at=later)


def test_nothing_counted_is_refused(world, run, at):
    for counts in ([], hands(run, "before", 0, 0), hands(run, "after", 3, 3)):
        with pytest.raises(Invalid):
            quizzing.count_hands(run=run, phase="before", counts=counts, by=world.ht_a, at=at)


def test_sheets_become_totals_and_are_gone(run, at):
    row = gather(run, "before", [5, 5, 3, 2, 0, 1], at)
    assert not QuizSheet.objects.exists()
    assert row.marks == [1, 1, 1, 1, 0, 2]
    assert all(sum(each) == 6 for each in row.counts if each)
    assert quizzing.close_round(round_id=row.pk, by=None, at=at).marks == row.marks


def test_few_sheets_leave_nothing(world, run, at, client_of):
    row = gather(run, "before", [5, 0, 1, 2], at)
    assert (row.counts, row.marks) == ([], [])
    page = client_of(world.ht_a).get(of(run)).content.decode()
    assert "不到 5 份" in page
    assert "课前说对的" not in page


def test_no_more_sheets_than_children_and_one_per_seat(run, at):
    row = quizzing.open_round(run=run, phase="before", by=run.started_by, at=at)
    seat, sheet = uuid4(), answers(run, "before", 2)
    for _press in range(2):
        quizzing.hand_in(round_id=row.pk, seat=seat, answers=sheet, at=at)
    assert row.sheets.count() == 1
    for _child in range(quizzes.seats(run.classroom) - 1):
        quizzing.hand_in(round_id=row.pk, seat=uuid4(), answers=sheet, at=at)
    with pytest.raises(NotNow):
        quizzing.hand_in(round_id=row.pk, seat=uuid4(), answers=sheet, at=at)


@pytest.mark.parametrize("bad", [[], [99] * 5, [-1] * 5])
def test_what_is_no_answer_is_refused(bad, run, at):
    row = quizzing.open_round(run=run, phase="before", by=run.started_by, at=at)
    with pytest.raises(Invalid):
        quizzing.hand_in(round_id=row.pk, seat=uuid4(), answers=bad, at=at)


def test_each_time_once_and_before_only_before(world, run, at):
    gather(run, "after", [1] * 6, at)
    for phase in KEYS:
        with pytest.raises(NotNow):
            quizzing.open_round(run=run, phase=phase, by=world.ht_a, at=at)


def test_an_hour_and_another_one(run, at):
    row = quizzing.open_round(run=run, phase="before", by=run.started_by, at=at)
    code, later = quizzing.code_of(row), at + timedelta(minutes=61)
    assert quizzing.find_round(code.lower(), at) == row
    with pytest.raises(Absent):
        quizzing.find_round(code, later)
    assert quizzing.open_round(run=run, phase="before", by=run.started_by, at=later) == row
    assert quizzing.find_round(code, later) == row


def test_what_was_left_open_is_counted_by_the_clock(run, at):
    row = quizzing.open_round(run=run, phase="before", by=run.started_by, at=at)
    quizzing.hand_in(round_id=row.pk, seat=uuid4(), answers=answers(run, "before", 2), at=at)
    assert quizzing.close_forgotten(at=at + timedelta(hours=2)) == 0
    assert quizzing.close_forgotten(at=at + timedelta(hours=14)) == 1
    assert not QuizSheet.objects.exists()


def test_a_slip_is_taken_back_the_same_day_by_whoever_asked(world, run, at, client_of):
    row = gather(run, "before", [1] * 6, at)
    for by, when in ((world.te, at), (world.ht_a, at + timedelta(days=1))):
        with pytest.raises(NotNow):
            quizzing.undo_round(row=row, by=by, at=when)
    quizzing.undo_round(row=row, by=world.ht_a, at=at)
    assert not QuizRound.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_class_reads_what_it_has_gained(language, world, run, at, client_of):
    gather(run, "before", [0, 1, 1, 2, 2, 1, 0, 1, 3, 1, 2, 1], at)
    world.ht_a.language = language
    world.ht_a.save()
    client = client_of(world.ht_a)
    page = client.get(of(run)).content.decode()
    assert ("课后比课前" in page) is False
    gather(run, "after", [5, 4, 4, 5, 3, 5, 4, 5, 5, 4, 3, 5], at)
    page = client.get(of(run)).content.decode()
    says = {"zh-hans": "12 人里大约多了", "en": "more of 12 knew it afterwards"}
    assert says[language] in page
    assert "<svg" in page


def test_hands_before_and_sheets_after_are_compared_question_by_question(world, run, at):
    quizzing.count_hands(
        run=run, phase="before", counts=hands(run, "before", 3, 12), by=world.ht_a, at=at
    )
    gather(run, "after", [5] * 12, at)
    found = quizzes.result(run, run.rounds.all())
    assert found.whole.effect is None
    assert found.whole.change.low > 0
    assert len(found.lines) == 5


def test_history_holds_no_answer(run, at):
    gather(run, "before", [5] * 6, at)
    rows = AuditEvent.objects.filter(event__startswith="lessons.quiz.")
    assert {row.event for row in rows} == {
        "lessons.quiz.started", "lessons.quiz.opened", "lessons.quiz.closed"
    }  # fmt: skip
    assert {name for row in rows for name in row.facts} == {"quiz", "phase", "way"}


def test_the_list_asks_the_same_however_long_it_is(world, run, at, client_of, query_shapes):
    client = client_of(world.ht_a)
    client.get(reverse(DOOR))
    with query_shapes() as few:
        client.get(reverse(DOOR))
    page = in_chinese(QuizPage.objects.get(pk=run.quiz_page))
    for day in range(1, 11):
        made = quizzing.start(
            classroom=world.classroom, quiz=page, by=world.ht_a, at=at - timedelta(days=day)
        )
        quizzing.open_round(run=made, phase="before", by=world.ht_a, at=at)
    with query_shapes() as many:
        client.get(reverse(DOOR))
    assert len(many) == len(few)

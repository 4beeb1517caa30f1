"""What letters may say, what a new version changes, when somebody is reminded: as tables."""

from datetime import date

import pytest

from lessons.rules import answering, burden, changes, excluded, following, room, small_print


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("出了事学校概不负责。", "no_duty"),
        ("途中发生意外，学 校 概 不 负 责", "no_duty"),
        ("学校不承担任何法律责任。", "no_duty"),
        ("丢失物品，老师一律不负责", "no_duty"),
        ("由此产生的纠纷与学校无关。", "no_duty"),
        ("家长同意免除学校的一切责任。", "no_duty"),
        ("擅自离队，后果自负。", "own_risk"),
        ("不参加保险的，风险由家长自担。", "own_risk"),
        ("本人自愿承担由此产生的一切后果。", "own_risk"),
        ("一切责任由家长承担。", "own_risk"),
        ("我自愿放弃追究学校的权利。", "rights_given_up"),
        ("家长不得以任何理由起诉学校。", "rights_given_up"),
        ("逾期不回复的，视为同意。", "silence_is_yes"),
        ("三日内没有回复默认同意", "silence_is_yes"),
        ("不签字的学生不得返校。", "forced"),
        ("The school is not liable for any loss.", "no_duty"),
        ("Children take part at their own risk.", "own_risk"),
        ("I waive any rights against the district.", "rights_given_up"),
        ("No reply will be deemed to consent.", "silence_is_yes"),
    ],
)
def test_small_print_is_found_and_named(clause, code):
    assert code in {found for found, _words in small_print.findings(clause)}


@pytest.mark.parametrize(
    "honest",
    [
        "",
        "不同意也没关系，孩子在学校一切照常。",
        "没有回复不会视为同意，老师会给您打电话。",
        "不回复，不视为同意。",
        "这是学校的责任，学校负责到底。",
        "网上有人说了不负责任的话，可以截图告诉老师。",
        "手机由学校统一保管，放学领回。",
        "No answer is not a yes. You may change your mind at any time.",
        "The school is responsible for the phones it keeps.",
    ],
)
def test_honest_words_pass(honest):
    assert small_print.findings(honest) == []


def test_small_print_is_sought_in_everything_a_family_reads():
    words = {"title": "郊游", "minutes": 1, "questions": [["要带什么？", "水。后果自负。"]]}
    assert small_print.in_words(words) == [("own_risk", "后果自负")]


OLD = {"title": "甲", "points": ["一。"], "paragraphs": ["二"], "ask": "去吗？", "questions": []}


@pytest.mark.parametrize(
    ("new", "parts"),
    [
        ({}, ()),
        ({"title": "乙", "signed_by": "学校", "questions": [["问", "答"]]}, ()),
        ({"points": ["一！"], "ask": "去吗?"}, ()),
        ({"points": ["一、二"]}, ("points",)),
        ({"paragraphs": ["二", "三"], "ask": "不去吗？"}, ("paragraphs", "ask")),
        ({"options": ["上午", "下午"]}, ("options",)),
    ],
)
def test_only_weighty_words_ask_again(new, parts):
    assert changes.changed(OLD, {**OLD, **new}) == parts
    both = changes.changed_in_any(
        {"zh-hans": OLD, "en": OLD}, {"zh-hans": OLD, "en": {**OLD, **new}}
    )
    assert both == parts


@pytest.mark.parametrize(
    ("state", "again"),
    [
        ("missing", True), ("delivered", True), ("opened", True), ("answered", True),
        ("signed", True), ("returned", True), ("phoned", True),
        ("declined", False), ("withdrawn", False),
    ],
)  # fmt: skip
def test_a_no_is_not_asked_for_twice(state, again):
    assert changes.asked_again(state) is again


D = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "due", "reminded", "today", "step"),
    [
        ("info", 9, 0, 30, ""),
        ("ack", 9, 0, 6, ""),
        ("ack", 9, 0, 7, "remind"),
        ("ack", 9, 1, 8, ""),
        ("ack", 9, 1, 9, "remind"),
        ("ack", 9, 2, 9, ""),
        ("ack", 9, 2, 10, "call"),
        ("consent", 2, 0, 2, ""),
        ("consent", 2, 0, 3, "remind"),
        ("consent", 2, 1, 4, "remind"),
        ("choice", None, 0, 5, ""),
        ("choice", None, 0, 6, "remind"),
        ("booking", None, 2, 12, "call"),
    ],
)
def test_two_reminders_then_a_call(kind, due, reminded, today, step):
    due_on = due and D.replace(day=due)
    assert following.next_step(kind, D, due_on, reminded, D.replace(day=today)) == step


def test_a_month_holds_so_many_minutes():
    assert burden.month_of(date(2026, 3, 31)) == date(2026, 3, 1)
    assert not burden.over(asked=28, adding=2, cap=30)
    assert burden.over(asked=29, adding=2, cap=30)


@pytest.mark.parametrize(
    ("kind", "state", "replaced", "open_answers"),
    [
        ("choice", "missing", False, ("choose", "ask")),
        ("booking", "answered", False, ("book", "ask")),
        ("ack", "phoned", False, ("read",)),
        ("consent", "signed", True, ("refuse", "withdraw")),
        ("consent", "opened", True, ("refuse",)),
        ("ack", "opened", True, ()),
    ],
)
def test_newer_kinds_and_replaced_letters(kind, state, replaced, open_answers):
    assert answering.answers(kind, state, replaced=replaced) == open_answers


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("三年级（2）班 · 张小禾 · 张妈妈", 1),
        ("字" * 44, 1),
        ("字" * 45, 3),  # two would do; too much room is only white
        ("Grade 3 (2) · Abdulla Memet · Patigul Memet", 1),
        (" ".join(["W" * 31] * 4), 4),  # each of these words needs a line of its own
    ],
)
def test_room_for_a_familys_words_is_never_too_small(words, lines):
    assert room.lines(words) >= lines
    assert room.lines("") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("请在离婚协议上签字确认", "family_status"),
        ("本人同意收养该儿童", "family_status"),
        ("自愿放弃继承，特此确认", "family_status"),
        ("请确认遗产分割", "family_status"),
        ("Please sign the adoption agreement.", "family_status"),
        ("同意从周一起停止供暖", "public_service"),
        ("请确认停 水 申请", "public_service"),
        ("I agree to shutting off the water.", "public_service"),
    ],
)
def test_matters_that_only_paper_settles(words, code):
    assert code in {found for found, _said in excluded.findings(words)}
    assert excluded.in_words({"kind": "ack", "paragraphs": [words]})
    assert not excluded.in_words({"kind": "info", "paragraphs": [words]})


@pytest.mark.parametrize(
    "words",
    [
        "周六学校停电检修，请孩子带好水杯。",
        "这一课讲中华文化的继承和发扬。",
        "班里想领养一盆绿植，请您选一种。",
        "父母的婚姻有变化时，怎样和孩子说。",
        "天气热，请给孩子带水。",
        "Turn off the phone an hour before bed.",
    ],
)
def test_ordinary_words_are_no_such_matter(words):
    assert excluded.findings(words) == []

"""What keeps a wave from opening, one fact at a time."""

from datetime import date, datetime, timedelta

import pytest

from surveys.rules import linting
from surveys.rules.linting import Asked, Item, Limits
from surveys.rules.linting.greed import greedy, patterns

OPENS = datetime(2026, 11, 23, 9)  # noqa: DTZ001  (rules compare, they never read a clock)
GAP = (OPENS, OPENS + timedelta(hours=1))
BOTH = {"lead": "b", "head": "c"}


def item(number=1, *, risk="none", safety=False, zh="我睡得好。", en="I sleep well."):
    return Item(f"q{number}", {"zh-hans": zh, "en": en}, risk, safety)


def asked(*items, **more):
    facts = {"grade_min": 5, "grade_max": 12, **more}
    return Asked(items=items or (item(),), **facts)


def plan(**more):
    facts = {
        "asked": asked(),
        "opens_at": OPENS,
        "closes_at": OPENS + timedelta(hours=3),
        "opens_on": date(2026, 11, 23),
        "closes_on": date(2026, 11, 23),
        "notice_on": date(2026, 11, 16),
        "ready_on": date(2026, 11, 23),
        "assessed_until": date(2027, 11, 23),
        "has_on_call": True,
        "classes": 2,
        "grades": frozenset({5, 6}),
        "planned_by": "a",
        "approvals": BOTH,
    }
    return linting.Plan(**{**facts, **more})


def mixed(negative, heavy, of=10):
    """`negative` of them hurt, `heavy` of those are about harm."""
    risks = ["selfharm"] * heavy + ["sensitive"] * (negative - heavy) + ["none"] * (of - negative)
    return asked(*(item(n, risk=risk) for n, risk in enumerate(risks)))


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({}, ()),
        ({"classes": 0, "grades": frozenset()}, ("no_class",)),
        ({"closes_at": OPENS}, ("window",)),
        ({"closes_at": OPENS - timedelta(hours=1)}, ("window",)),
        ({"closes_at": OPENS + timedelta(days=60)}, ()),
        ({"closes_at": OPENS + timedelta(days=61)}, ("window",)),
        ({"asked": asked(licensed=False)}, ("no_licence",)),
        ({"asked": asked(published=False)}, ("not_published",)),
        ({"grades": frozenset({4, 5})}, ("grade",)),
        ({"grades": frozenset({12, 13})}, ("grade",)),
        ({"asked": asked(item(risk=""))}, ("risk_tags",)),
        ({"asked": asked(item(risk="fine"))}, ("risk_tags",)),
        ({"asked": mixed(6, 0)}, ()),
        ({"asked": mixed(7, 0)}, ("negative_share",)),
        ({"asked": mixed(40, 40, of=120)}, ("heavy_share",)),  # Changning, 2021
        ({"asked": mixed(30, 30, of=120)}, ()),
        ({"asked": mixed(31, 31, of=120)}, ("heavy_share",)),
        ({"asked": mixed(9, 9)}, ("negative_share", "heavy_share")),
        ({"asked": asked(item(zh="爸爸妈妈一个月的收入是多少？"))}, ("greed",)),
        ({"asked": asked(item(en=""))}, ("no_preview",)),
        ({"notice_on": None, "ready_on": None}, ("no_notice",)),
        ({"untold": ("七（1）班",)}, ("notice_classes",)),
        ({"notice_on": date(2026, 11, 24)}, ("no_notice",)),
        ({"ready_on": date(2026, 11, 24)}, ("notice_short",)),
        ({"assessed_until": None}, ("no_assessment",)),
        ({"assessed_until": date(2026, 11, 22)}, ("assessment_old",)),
        ({"has_on_call": False}, ("no_on_call",)),
        ({"gaps": (GAP,)}, ("cover",)),
        ({"follow_up": "capacity"}, ("capacity",)),
        ({"follow_up": "capacity_stagger"}, ("capacity_stagger",)),
        ({"approvals": {}}, ("no_lead", "no_head")),
        ({"approvals": {"lead": "b"}}, ("no_head",)),
        ({"approvals": {"head": "b"}}, ("no_lead",)),
        ({"approvals": {"lead": "a", "head": "c"}}, ("own_approval",)),
        ({"approvals": {"lead": "b", "head": "b"}}, ("same_person",)),
        ({"approvals": {}, "has_on_call": False}, ("no_on_call", "no_lead", "no_head")),
    ],
)
def test_what_keeps_a_wave_from_opening(more, problems):
    assert linting.opening_problems(plan(**more)) == problems


@pytest.mark.parametrize("marks", [{"risk": "selfharm"}, {"risk": "abuse", "safety": True}])
def test_questions_about_harm_stay_out_of_the_young_grades(marks):
    form = asked(*(item(n) for n in range(9)), item(9, **marks), grade_min=3)
    assert linting.opening_problems(plan(asked=form)) == ()
    young = {"grades": frozenset({4}), "asked": form}
    assert linting.opening_problems(plan(**young)) == ("safety_item_grade",)
    strict = Limits(selfharm_grade=7)
    assert linting.opening_problems(plan(asked=form, limits=strict)) == ("safety_item_grade",)


def test_a_district_moves_its_limits():
    tight = Limits(negative=10, heavy=0)
    found = linting.opening_problems(plan(asked=mixed(2, 1), limits=tight))
    assert found == ("negative_share", "heavy_share")


def test_approvals_are_asked_for_only_when_opening():
    assert linting.plan_problems(plan(approvals={})) == ()


def test_every_check_has_a_row_in_order():
    rows = linting.lint(plan(assessed_until=None), approvals=True)
    assert len(rows) == 15
    assert [row.name for row in rows if row.findings] == ["assessment"]
    found = linting.lint(plan(asked=mixed(9, 0)))
    assert next(row.findings[0].places for row in found if row.findings) == ("90 %",)


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("income", "你家一个月的收入大概是多少？", "How much does your family earn?"),
        ("job", "妈妈的职业是什么？", "What is your mother's occupation?"),
        ("identity", "请填身份证号", "Please enter your ID number"),
        ("contact", "你的家庭住址是", "What is your home address?"),
        ("name", "请写你的姓名", "Please write your full name"),
        ("belief", "你家信教吗？", "What is your religion?"),
        ("property", "你家有几套房？", "How many cars does your family have?"),
        ("family_state", "你的父母离婚了吗？", "Are your parents divorced?"),
        ("health_file", "你被诊断过什么病？", "Have you been diagnosed with anything?"),
        ("body", "你有过性经历吗？", "Have you had sex?"),
        ("secret", "请写游戏密码", "What is your password?"),
    ],
)
def test_greed_is_heard_in_both_languages(kind, zh, en):
    assert kind in greedy({"zh-hans": zh, "en": ""})
    assert kind in greedy({"zh-hans": "", "en": en})


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("手机、电脑、平板上的都算。", "On a phone, a computer or a tablet."),
        (
            "因为游戏，我和家里人闹得很僵。",
            "Because of games there was hard trouble with my family.",
        ),
        ("我的功课变差了。", "My school work got worse."),
        ("不上网的时候，我满脑子还是网上的事。", "I raced home and felt embraced."),
        ("我相信明天会更好。", "I faithfully tried to be a good friend."),
    ],
)
def test_ordinary_words_are_not_greedy(zh, en):
    assert greedy({"zh-hans": zh, "en": en}) == ()


def test_every_kind_is_listed_in_both_languages():
    assert all(set(row) == {"zh-hans", "en"} for row in patterns().values())

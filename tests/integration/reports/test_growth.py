"""What classes have gained: frozen, three classes at least, no school, no class, no teacher."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from lessons.queries import learned
from lessons.queries.learned import Gained
from school_safety.reports import growth
from school_safety.reports.models import QuizGrowth

pytestmark = pytest.mark.django_db
DOOR = "reports:growth_show"


def gained(before, after, theme="law", band="5-6", children=20):
    return Gained(theme, band, before, after, children)


FEW = [gained(0.4, 0.6), gained(0.5, 0.65)]
ENOUGH = [*FEW, gained(0.45, 0.7)]


def run(first, right, n, started, quiz=1):
    """A run of one thing in two forms, asked before: so many right of n."""
    items = [
        {
            "code": "odds",
            "form": form,
            "version": 1,
            "key": 1,
            "texts": {"zh-hans": {"question": form, "options": ["x", "y"], "why": ""}},
        }
        for form in "ab"
    ]
    counts = [[right, n - right, 0] if form == first else None for form in "ab"]
    row = SimpleNamespace(phase="before", counts=counts)
    rounds = SimpleNamespace(all=lambda: [row])
    return SimpleNamespace(
        items=items, first_form=first, quiz_page=quiz, rounds=rounds, started_on=started
    )


@pytest.mark.parametrize("who", ["te", "ht_a", "ed", "rv", "sa", "co", "gu", "op", "au"])
def test_strangers_find_no_figures(who, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get(reverse(DOOR)).status_code == 404
    assert client.post(reverse(DOOR)).status_code == 404
    assert not QuizGrowth.objects.exists()


def test_two_presses_freeze_one_day(world, client_of):
    client = client_of(world.da)
    assert "还没有冻结过" in client.get(reverse(DOOR)).content.decode()
    for _press in range(2):
        assert client.post(reverse(DOOR)).status_code == 302
    assert QuizGrowth.objects.get().district == world.district
    assert "还说不出来" in client.get(reverse(DOOR)).content.decode()
    assert "还没有冻结过" in client_of(world.da_other).get(reverse(DOOR)).content.decode()


def test_below_three_classes_nothing_is_kept_and_nothing_can_be_subtracted():
    found = growth.plain([*ENOUGH, gained(0.1, 0.9, theme="skill")], [])
    figures = {line["theme"]: line["figures"] for line in found["lines"]}
    assert figures["skill"] is None
    assert found["all"] == figures["law"]
    assert growth.plain(FEW, [])["all"] is None
    small = [gained(0.4, 0.6, children=3) for _class in range(3)]
    assert growth.plain(small, [])["all"] is None


def test_what_is_kept_is_rounded_and_names_nobody():
    found = growth.plain([gained(0.401, 0.598, children=21) for _class in range(3)], [])
    line = found["all"]
    assert (line["children"], line["before"], line["after"]) == (65, 40, 60)
    assert set(json.loads(json.dumps(found))["lines"][0]) == {"theme", "band", "figures"}


@pytest.mark.parametrize(
    ("classes", "says"),
    [
        ([], "还说不出来"),
        (ENOUGH, "多说对 20 次"),
        ([gained(0.5, 0.5), gained(0.6, 0.5), gained(0.4, 0.55)], "看不出变化"),
        ([gained(0.7, 0.5), gained(0.6, 0.42), gained(0.66, 0.45)], "少说对"),
    ],
)
def test_the_sentence_says_what_can_be_said(classes, says):
    assert says in growth.sentence(growth.plain(classes, [])["all"])


def test_wordings_are_compared_over_classes(at):
    today = at.date()
    runs = [run("a", 10 + n, 20, today) for n in range(3)]
    runs += [run("b", 16 + n % 2, 20, today) for n in range(3)]
    found = learned.wordings(runs)
    line = growth.wordings(growth.plain([], found))[0]
    assert (found[0].classes, line["shares"]) == ((3, 3), ["55%", "82%"])
    assert line["says"] == "后一种更容易"
    few = growth.wordings(growth.plain([], learned.wordings(runs[:4])))[0]
    assert (few["shares"], few["says"]) == ([], "问过的班还不到三个")


def test_one_wording_is_nothing_to_compare(at):
    assert learned.wordings([run("a", 3, 20, at.date() - timedelta(days=1))]) == []


def test_the_page_shows_the_frozen_figures(world, at, client_of):
    runs = [run(form, 12, 20, at.date()) for form in "aaabbb"]
    payload = growth.plain([*ENOUGH, gained(0.2, 0.4, theme="skill")], learned.wordings(runs))
    QuizGrowth.objects.create(
        district=world.district, since=at.date(), taken_on=at.date(), taken_by=world.da,
        payload=payload,
    )  # fmt: skip
    page = client_of(world.da).get(reverse(DOOR)).content.decode()
    for word in ("多说对 20 次", "不到三个班，不显示", "<svg", "看不出哪个更容易"):
        assert word in page
    assert world.school.name not in page

"""A story in numbered parts can be read to its end, whatever is chosen."""

from lessons.rules import branching

WAYS = [("不回", "他又来了。"), ("回了", "他要照片。"), ("去问妈妈", "妈妈抱住他。")]


def test_every_choice_leads_to_its_own_outcome_and_back():
    parts = {each.number: each for each in branching.sections("开头", WAYS, "收一收")}
    assert parts[1].text == "开头"
    told = {choice: parts[number] for choice, number in parts[1].ways}
    assert {choice: part.text for choice, part in told.items()} == dict(WAYS)
    assert {part.back for part in told.values()} == {1}
    assert parts[5].text == "收一收"


def test_without_a_close_it_ends_with_the_last_outcome():
    assert len(branching.sections("开头", WAYS[:2])) == 3


def test_the_order_is_the_same_each_time():
    assert branching.sections("开头", WAYS) == branching.sections("开头", WAYS)

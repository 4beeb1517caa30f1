"""What a question probably touches, and what follows from a person's word on it."""

import pytest

from surveys.rules.interchange.marking import marked
from surveys.rules.linting.risks import likely


@pytest.mark.parametrize(
    ("chinese", "english", "risk"),
    [
        ("我喜欢上体育课。", "I like sports lessons.", "none"),
        ("我想过活着没有意思。", "I thought that life had no point.", "selfharm"),
        ("", "Thoughts that you would be better off dead", "selfharm"),
        ("有同学在群里辱骂我。", "Classmates insulted me in a chat.", "abuse"),
        ("爸妈为手机的事吵架。", "My parents argue about the phone.", "home"),
        ("我常常觉得孤单。", "I often feel lonely.", "sensitive"),
        ("", "Little interest or pleasure in doing things", "sensitive"),
    ],
)
def test_words_suggest_a_risk_in_either_language(chinese, english, risk):
    assert likely({"zh-hans": chinese, "en": english}) == risk


def _row(name, *values, **more):
    return {"id": name, "options": [{"value": value} for value in values], **more}


@pytest.mark.parametrize(
    ("row", "contact", "safety_at"),
    [
        (_row("a", 0, 1, 2), True, 1),
        (_row("a", 4, 3, 2, 0, reverse=True), True, 1),  # counts as 0, 1, 2, 4
        (_row("a", 0, 0), True, 0),
        (_row("a", 0, 1, 2, safety_at=2), True, 2),
        (_row("a", 0, 1, 2, safety_at=2), False, None),
        (_row("a", 0, 1, 2, safety_at=2), None, 2),
    ],
)
def test_an_item_that_needs_a_person_is_one_from_its_second_score_on(row, contact, safety_at):
    said = {} if contact is None else {"a": contact}
    (found,) = marked([row], said, {"a": "sensitive"})
    assert found.get("safety_at") == safety_at
    assert found["risk"] == "sensitive"
    assert "risk" not in row

"""The catalogue: codes, sentences in both languages, no doubles."""

from types import SimpleNamespace

import pytest

from school_safety.audit.events import Event, catalogue, collect
from school_safety.audit.events.event import KNOWN, placeholders


def test_two_events_with_one_code_are_refused():
    first, second = (Event("a.b.c", "一", "one") for _ in range(2))
    with pytest.raises(ValueError, match="defined twice"):
        collect(SimpleNamespace(FIRST=first), SimpleNamespace(SECOND=second))
    assert collect(SimpleNamespace(FIRST=first, AGAIN=first)) == {"a.b.c": first}


@pytest.mark.parametrize("code", ["", "opened", "Case.opened", "case..opened", "case opened"])
def test_a_code_looks_like_app_noun_verbed(code):
    with pytest.raises(ValueError, match="must look like"):
        Event(code, "一", "one")


def test_both_sentences_name_the_same_things():
    with pytest.raises(ValueError, match="different things"):
        Event("a.b.c", "{actor} 打开", "opened")


def test_the_catalogue_is_complete_and_in_both_languages():
    events = catalogue()
    assert {"access.record.read", "accounts.user.signed_in", "vault.keys.rotated"} <= set(events)
    for code, event in events.items():
        assert event.zh.strip(), code
        assert event.en.isascii(), code
        assert not event.zh.isascii(), code
        assert 0 <= event.s <= 4, code
        assert placeholders(event.zh) - KNOWN <= {"count", "kind", "purpose", "rows", "setting"}, (
            code
        )

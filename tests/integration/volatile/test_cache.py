"""The shared cache keeps Django's promises."""

import pytest
import time_machine

from school_safety.volatile import store
from school_safety.volatile.cache import VolatileCache

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture
def cache():
    return VolatileCache("", {})


def test_what_is_absent_or_expired_gives_the_default(cache):
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        assert cache.get("a", "none") == "none"
        cache.set("a", {"list": [1, None]}, 10)
        assert cache.get("a") == {"list": [1, None]}
        clock.shift(11)
        assert cache.get("a") is None
        assert not cache.touch("a", 10)
        assert not cache.delete("a")


def test_add_is_for_the_first_only(cache):
    assert cache.add("used-code", 1, 60)
    assert not cache.add("used-code", 2, 60)
    assert cache.get("used-code") == 1


def test_counting_touching_and_forgetting(cache):
    cache.set("n", 1, None)
    assert cache.incr("n") == 2
    assert cache.touch("n", 0)
    cache.set("n", 5, 0)
    assert cache.get("n") is None
    cache.set_many({"a": 1, "b": 2})
    store.put("draft", "kept", b"1", 60)
    cache.clear()
    assert cache.get_many(["a", "b"]) == {}
    assert store.get("draft", "kept") == b"1"

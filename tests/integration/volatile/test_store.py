"""One suite for both stores: the SQLite file everywhere, and the database's own kind."""

import multiprocessing
import threading
import time

import pytest
import time_machine
from django.db import transaction

from school_safety.volatile import store
from school_safety.volatile.sqlite import SqliteBackend

NOW = 1_800_000_000.0


class Suite:
    """What every backend promises."""

    def test_what_was_never_put_is_absent(self, backend):
        assert backend.get("draft", "a", now=NOW) is None
        assert backend.counted("hit", "a", now=NOW) == (0, NOW)
        assert backend.session_get("s", now=NOW) is None
        backend.delete(["draft"], "a")

    def test_what_has_expired_is_absent_even_before_the_sweep(self, backend):
        backend.put("draft", "a", b"1", expires=NOW + 10)
        assert backend.get("draft", "a", now=NOW + 9) == b"1"
        assert backend.get("draft", "a", now=NOW + 10) is None

    def test_keys_of_a_kind_are_those_that_have_not_expired(self, backend):
        backend.put("hand", "a", b"1", expires=NOW + 10)
        backend.put("hand", "b", b"1", expires=NOW + 20)
        backend.put("draft", "c", b"1", expires=NOW + 20)
        assert backend.keys("hand", now=NOW + 9) == {"a", "b"}
        assert backend.keys("hand", now=NOW + 15) == {"b"}
        assert backend.keys("other", now=NOW) == set()

    def test_a_later_put_replaces_value_and_expiry(self, backend):
        backend.put("draft", "a", b"1", expires=NOW + 10)
        backend.put("draft", "a", bytes(range(256)), expires=NOW + 20)
        assert backend.get("draft", "a", now=NOW + 15) == bytes(range(256))

    def test_put_new_keeps_what_is_there_until_it_expires(self, backend):
        kept = [
            backend.put_new("draft", "a", bytes([n]), expires=NOW + n + 10, now=NOW + n * 5)
            for n in range(3)
        ]
        assert kept == [True, False, True]
        assert backend.get("draft", "a", now=NOW) == b"\x02"
        backend.put("other", "a", b"1", expires=NOW + 10)
        backend.delete_kind("draft")
        assert backend.get("draft", "a", now=NOW) is None
        assert backend.get("other", "a", now=NOW) == b"1"

    def test_a_swap_wants_what_stands_there(self, backend):
        assert not backend.swap("seat", "a", b"1", b"2", expires=NOW + 10)
        backend.put("seat", "a", b"1", expires=NOW + 10)
        assert not backend.swap("seat", "a", b"0", b"2", expires=NOW + 20)
        assert backend.swap("seat", "a", b"1", b"2", expires=NOW + 20)
        assert backend.get("seat", "a", now=NOW + 15) == b"2"

    def test_one_key_is_read_in_several_kinds_at_once(self, backend):
        for kind, value in (("seat", b"1"), ("draft", b"2"), ("other", b"3")):
            backend.put(kind, "a", value, expires=NOW + 10)
        backend.put("seat", "b", b"4", expires=NOW + 10)
        backend.put("old", "a", b"5", expires=NOW)
        kinds = ["seat", "draft", "old", "none"]
        assert backend.get_each(kinds, "a", now=NOW) == {"seat": b"1", "draft": b"2"}

    def test_items_of_a_kind_come_with_their_keys(self, backend):
        backend.put("seat", "a", b"1", expires=NOW + 10)
        backend.put("seat", "b", b"2", expires=NOW + 20)
        backend.put("other", "c", b"3", expires=NOW + 20)
        assert dict(backend.items("seat", now=NOW + 5)) == {"a": b"1", "b": b"2"}
        assert backend.items("seat", now=NOW + 15) == [("b", b"2")]

    def test_one_key_is_forgotten_in_the_kinds_that_were_named(self, backend):
        for kind in ("draft", "seat", "hand"):
            backend.put(kind, "a", b"1", expires=NOW + 10)
        backend.put("seat", "b", b"1", expires=NOW + 10)
        backend.delete(["draft", "seat", "none"], "a")
        kept = [backend.get(kind, "a", now=NOW) for kind in ("draft", "seat", "hand")]
        assert kept == [None, None, b"1"]
        assert backend.get("seat", "b", now=NOW) == b"1"

    def test_kinds_and_keys_are_apart(self, backend):
        backend.put("draft", "a", b"1", expires=NOW + 10)
        assert backend.get("draft", "b", now=NOW) is None
        assert backend.get("other", "a", now=NOW) is None

    def test_a_window_begins_with_the_first_hit_and_then_starts_again(self, backend):
        hits = [backend.increment([("hit", "a", 10)], now=NOW + n * 4)[0] for n in range(4)]
        assert hits == [(1, NOW + 10), (2, NOW + 10), (3, NOW + 10), (1, NOW + 22)]
        assert backend.counted("hit", "a", now=NOW + 12) == (1, NOW + 22)

    def test_several_are_counted_in_one_go_each_in_its_own_window(self, backend):
        assert backend.increment([], now=NOW) == []
        both = [("key", "b", 10), ("address", "a", 60)]
        assert backend.increment(both, now=NOW) == [(1, NOW + 10), (1, NOW + 60)]
        assert backend.increment([("address", "a", 60)], now=NOW + 1) == [(2, NOW + 60)]
        assert backend.increment(both, now=NOW + 20) == [(1, NOW + 30), (3, NOW + 60)]

    def test_a_session_is_made_once_and_updated_only_where_it_is(self, backend):
        args = {"expires": NOW + 10}
        assert not backend.session_put("s", "{}", "", new=False, **args)
        assert backend.session_put("s", "one", "u1", new=True, **args)
        assert not backend.session_put("s", "two", "u2", new=True, **args)
        assert backend.session_get("s", now=NOW) == "one"
        assert backend.session_put("s", "three", "u1", new=False, **args)
        assert backend.session_keys_of("u1") == ["s"]
        backend.session_delete(["s", "absent"])
        assert backend.session_get("s", now=NOW) is None

    def test_sweep_takes_the_expired_and_nothing_else(self, backend):
        for key, expires in (("old", NOW - 1), ("new", NOW + 1)):
            backend.put("draft", key, b"1", expires=expires)
            backend.session_put(key, "{}", "", expires=expires, new=True)
        backend.increment([("hit", "old", 10)], now=NOW - 20)
        assert backend.sweep(now=NOW) == 3
        assert backend.get("draft", "new", now=NOW) == b"1"
        assert backend.session_get("new", now=NOW) == "{}"

    def test_two_threads_lose_no_hit(self, backend):
        def hit() -> None:
            for _ in range(100):
                backend.increment([("hit", "shared", 60)], now=NOW)
            backend.release()

        threads = [threading.Thread(target=hit) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert backend.counted("hit", "shared", now=NOW)[0] == 200


class TestSqliteFile(Suite):
    @pytest.fixture
    def backend(self, tmp_path):
        return SqliteBackend(tmp_path / "volatile.sqlite3")

    def test_it_syncs_less_than_the_main_database(self, backend):
        assert backend.run("PRAGMA synchronous")[0] == [(1,)]
        assert backend.run("PRAGMA journal_mode")[0] == [("wal",)]

    def test_processes_share_the_file_and_a_fork_opens_its_own(self, backend):
        backend.put("draft", "a", b"parent", expires=time.time() + 60)
        context = multiprocessing.get_context("fork")
        children = [context.Process(target=_count, args=(backend,)) for _ in range(3)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        assert [child.exitcode for child in children] == [0, 0, 0]
        assert backend.counted("hit", "forked", now=NOW)[0] == 150


def _count(backend: SqliteBackend) -> None:
    for _ in range(50):
        backend.increment([("hit", "forked", 60)], now=NOW)
    assert backend.get("draft", "a", now=time.time()) == b"parent"


@pytest.mark.pg
@pytest.mark.django_db(transaction=True)
class TestOfThisDatabase(Suite):
    @pytest.fixture
    def backend(self):
        store.clear()
        return store.backend()

    def test_the_callers_rollback_undoes_nothing_here(self, backend):
        with transaction.atomic():
            store.increment("hit", "kept", 60)
            transaction.set_rollback(True)
        assert store.peek("hit", "kept")[0] == 1


@pytest.mark.pg
@pytest.mark.django_db
def test_the_room_speaks_in_seconds_from_now():
    with time_machine.travel(NOW, tick=False) as clock:
        store.put("draft", "a", b"1", ttl=5)
        assert store.count("hit", "a", 60) == (1, 60)
        clock.shift(4.5)
        assert store.get("draft", "a") == b"1"
        assert store.count("hit", "a", 60) == (2, 56)
        assert store.increment("hit", "a", 60) == 3
        clock.shift(1)
        assert store.get("draft", "a") is None
        assert store.sweep() == 1
        store.delete("draft", "a")

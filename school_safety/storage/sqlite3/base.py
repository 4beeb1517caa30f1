"""Django's SQLite, whose transactions queue up before they begin (Django looks for it in `base`)."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from school_safety.kernel.turns import Turn, turn_at

SHORT = 4096  # characters; a longer statement names many rows, and hardly comes twice


class Cursor(base.SQLiteCursorWrapper):
    """Django writes %s and SQLite ?, and looking through a statement took longer than carrying it out."""

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        if param_names is None and len(query) <= SHORT:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(1024)
def _with_question_marks(query: str) -> str:
    return base.SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[arg-type]  # it asks no self


class DatabaseWrapper(base.DatabaseWrapper):
    """One turn for a whole transaction; a statement outside of one waits as SQLite does."""

    @property
    def _turn(self) -> Turn:  # not kept: a connection may be pointed at another file
        return turn_at(Path(self.settings_dict["NAME"]))

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            self._turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own, which the stubs leave out
        except BaseException:
            self._turn.give_back()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]  # Django's own, which the stubs leave out
        finally:
            self._turn.give_back()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # Django's own, which the stubs leave out
        finally:
            self._turn.give_back()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # Django's own, which the stubs leave out
        finally:
            self._turn.give_back()

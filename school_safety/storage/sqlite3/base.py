"""Django's SQLite, whose transactions queue up before they begin (Django looks for it in `base`)."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from school_safety.kernel.turns import Turn


class DatabaseWrapper(base.DatabaseWrapper):
    """One turn for a whole transaction; a statement outside of one waits as SQLite does."""

    @cached_property
    def _turn(self) -> Turn:
        return Turn(Path(self.settings_dict["NAME"]))

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            super()._start_transaction_under_autocommit()
            return
        self._turn.take()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._turn.give_back()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self._turn.give_back()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._turn.give_back()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._turn.give_back()

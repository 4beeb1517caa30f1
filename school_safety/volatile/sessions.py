"""The session engine: web sessions in the volatile store, findable by user."""

import secrets
import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.core import signing

from . import store


class SessionStore(SessionBase):
    """Server-side sessions; a lost store means signing in again, nothing else."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As Django does it, but for the packing: a session is a line or two, and read each time."""
        return signing.dumps(session_dict, salt=self.key_salt, serializer=self.serializer)

    def _get_new_session_key(self) -> str:
        """128 bits at once, not sign by sign; whether it is taken is found out by taking it."""
        return secrets.token_hex(16)

    def load(self) -> dict:
        data = store.backend().session_get(self.session_key or "", now=time.time())
        if data is None:
            self._session_key = None
            return {}
        return self.decode(data)

    def exists(self, session_key: str) -> bool:
        return store.backend().session_get(session_key, now=time.time()) is not None

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        session = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # Django's own
        kept = store.backend().session_put(
            self._get_or_create_session_key(),  # type: ignore[attr-defined]  # Django's own
            self.encode(session),
            str(session.get(SESSION_KEY, "")),
            expires=self.get_expiry_date().timestamp(),
            new=must_create,
        )
        if not kept:
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            store.backend().session_delete([key])

    @classmethod
    def clear_expired(cls) -> None:
        store.sweep()


def end_sessions_of(user_id: object, *, keep: str | None = None) -> int:
    """Sign this person out everywhere (but for the session `keep`); works on the next request."""
    keys = [key for key in store.backend().session_keys_of(str(user_id)) if key != keep]
    store.backend().session_delete(keys)
    return len(keys)


def sessions_of(user_id: object) -> list[tuple[str, dict[str, Any]]]:
    """Key and contents of this person's live sessions."""
    rows = store.backend().sessions_of(str(user_id), now=time.time())
    return [(key, SessionStore().decode(data)) for key, data in rows]


def end_session(key: str) -> None:
    """This one session ends; works on the next request."""
    store.backend().session_delete([key])

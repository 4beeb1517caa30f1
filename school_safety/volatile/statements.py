"""The statements of both stores. They differ only in the placeholder, the column types and {shape}:
SQLite keeps a row within its key's tree and not beside it, which halves what is written for each.

`volatile_counter` rows live from the first hit until the window ends; then they start again.
"""

ITEM = (
    "CREATE TABLE IF NOT EXISTS volatile_item (kind text NOT NULL, key text NOT NULL, "
    "value {blob} NOT NULL, expires double precision NOT NULL, PRIMARY KEY (kind, key)){shape}"
)
COUNTER = (
    "CREATE TABLE IF NOT EXISTS volatile_counter (kind text NOT NULL, key text NOT NULL, "
    "count integer NOT NULL, ends double precision NOT NULL, PRIMARY KEY (kind, key)){shape}"
)
SESSION = (
    "CREATE TABLE IF NOT EXISTS volatile_session (key text PRIMARY KEY, data text NOT NULL, "
    "user_id text NOT NULL, expires double precision NOT NULL){shape}"
)
SESSION_INDEX = (  # a student's session is nobody's
    "CREATE INDEX IF NOT EXISTS volatile_session_user ON volatile_session (user_id) WHERE user_id <> ''"
)
TABLES = (ITEM, COUNTER, SESSION, SESSION_INDEX)
NAMES = ("volatile_item", "volatile_counter", "volatile_session")

PUT = (
    "INSERT INTO volatile_item (kind, key, value, expires) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
PUT_NEW = f"{PUT} WHERE volatile_item.expires <= ?"
GET = "SELECT value FROM volatile_item WHERE kind = ? AND key = ? AND expires > ?"
SWAP = "UPDATE volatile_item SET value = ?, expires = ? WHERE kind = ? AND key = ? AND value = ?"
KEYS = "SELECT key FROM volatile_item WHERE kind = ? AND expires > ?"
ITEMS = "SELECT key, value FROM volatile_item WHERE kind = ? AND expires > ?"
GET_EACH = (
    "SELECT kind, value FROM volatile_item WHERE key = ? AND expires > ? AND kind IN ({marks})"
)
DELETE = "DELETE FROM volatile_item WHERE key = ? AND kind IN ({marks})"
DELETE_KIND = "DELETE FROM volatile_item WHERE kind = ?"
INCREMENT = (
    "INSERT INTO volatile_counter (kind, key, count, ends) VALUES {rows} "
    "ON CONFLICT (kind, key) DO UPDATE SET "
    "count = CASE WHEN volatile_counter.ends <= ? THEN 1 ELSE volatile_counter.count + 1 END, "
    "ends = CASE WHEN volatile_counter.ends <= ? THEN excluded.ends "
    "ELSE volatile_counter.ends END RETURNING kind, key, count, ends"
)
COUNTED = "SELECT count, ends FROM volatile_counter WHERE kind = ? AND key = ? AND ends > ?"
SESSION_NEW = (
    "INSERT INTO volatile_session (key, data, user_id, expires) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (key) DO NOTHING"
)
SESSION_UPDATE = "UPDATE volatile_session SET data = ?, user_id = ?, expires = ? WHERE key = ?"
SESSION_GET = "SELECT data FROM volatile_session WHERE key = ? AND expires > ?"
SESSION_DELETE = "DELETE FROM volatile_session WHERE key = ?"
SESSION_KEYS = "SELECT key FROM volatile_session WHERE user_id = ? AND user_id <> ''"
SESSIONS_OF = (
    "SELECT key, data FROM volatile_session WHERE user_id = ? AND user_id <> '' AND expires > ?"
)
SWEEPS = (
    "DELETE FROM volatile_item WHERE expires <= ?",
    "DELETE FROM volatile_counter WHERE ends <= ?",
    "DELETE FROM volatile_session WHERE expires <= ?",
)

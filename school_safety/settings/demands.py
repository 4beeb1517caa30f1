"""What production must be told before it starts: every trouble at once, each with its remedy."""

from collections.abc import Mapping
from urllib.parse import urlsplit

LONG_ENOUGH = 50
NAMED = {
    "SECRET_KEY": "50 or more random characters; see .env.example for a way to make them",
    "PUBLIC_URL": "the address that people type, for example https://safety.example.org",
    "VAULT_KEY_FILE": "the master key of the sealed fields; `manage.py make_keys` makes one",
    "SEALING_KEY_FILE": "the key that seals receipts; `manage.py make_keys` makes one",
}
NO_DATABASE = (
    "DATABASE_URL is missing: postgres://user:password@host:5432/name. One small school may use "
    "the embedded database instead: then say so with EMBEDDED_DATABASE=1."
)


def troubles(environ: Mapping[str, str], *, embedded: bool) -> list[str]:
    """One sentence for everything that is missing or wrong; nothing where production may start."""
    said = {name: value.strip() for name, value in environ.items()}
    found = [f"{name} is missing: {why}." for name, why in NAMED.items() if not said.get(name)]
    secret, address = said.get("SECRET_KEY", ""), urlsplit(said.get("PUBLIC_URL", ""))
    if secret and len(secret) < LONG_ENOUGH:
        found.append(f"SECRET_KEY is too short: it needs {LONG_ENOUGH} or more random characters.")
    if address.scheme == "http" and address.hostname not in {"localhost", "127.0.0.1"}:
        found.append("PUBLIC_URL must be https in production (http is for localhost only).")
    if not said.get("DATABASE_URL") and not embedded:
        found.append(NO_DATABASE)
    return found


def hosts(environ: Mapping[str, str]) -> list[str]:
    """The names this server answers to: as told, or else those of PUBLIC_URL and ADMIN_HOST.

    A monitor on this machine may ask by "localhost".
    """
    told = [name.strip() for name in environ.get("ALLOWED_HOSTS", "").split(",") if name.strip()]
    public = urlsplit(environ.get("PUBLIC_URL", "").strip()).hostname or ""
    named = told or [name for name in (public, environ.get("ADMIN_HOST", "").strip()) if name]
    return [*named, "localhost", "127.0.0.1"]

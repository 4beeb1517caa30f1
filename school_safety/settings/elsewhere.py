"""Where colleagues may also sign in (SSO_…): nothing unless the environment says so, and whole."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# What each way needs; `client` is the tenant's public name, `claim` the field with the staff number.
NEEDED = {
    "oidc": {"server": "URL", "client": "CLIENT", "secret": "SECRET"},
    "wecom": {"client": "CORP", "agent": "AGENT", "secret": "SECRET"},
    "dingtalk": {"client": "CLIENT", "secret": "SECRET"},
    "feishu": {"client": "CLIENT", "secret": "SECRET"},
    "weixin": {"client": "CLIENT", "secret": "SECRET"},
}
# Only where the school itself keeps the directory: anybody may open an account at the other two.
CLAIMED = frozenset({"oidc", "wecom", "feishu"})
OPTIONAL = {"name": "NAME", "claim": "CLAIM", "base": "BASE"}
LOCAL = frozenset({"localhost", "127.0.0.1"})

Way = dict[str, str]


def configured(environ: Mapping[str, str]) -> dict[str, Way]:
    """Each way that is named, whole; half of one is refused by the name of what is missing."""
    found = {}
    for way, needed in NEEDED.items():
        prefix = f"SSO_{way.upper()}_"
        names = {**needed, **OPTIONAL}
        said = {key: environ.get(prefix + name, "").strip() for key, name in names.items()}
        if any(said.values()):
            _check(way, prefix, said, environ)
            said["district"] = environ.get("SSO_DISTRICT", "").strip()
            found[way] = said
    return found


def _check(way: str, prefix: str, said: Way, environ: Mapping[str, str]) -> None:
    missing = [prefix + name for key, name in NEEDED[way].items() if not said[key]]
    if missing:
        refuse(f"{', '.join(missing)} missing: {way} needs all of them, or none.")
    for name in ("server", "base"):
        if said.get(name) and not safe(said[name]):
            refuse(f"{prefix}{'URL' if name == 'server' else 'BASE'} must begin with https://")
        said[name] = said.get(name, "").rstrip("/")
    if said["claim"] and way not in CLAIMED:
        refuse(
            f"{prefix}CLAIM: nobody vouches for staff numbers there, anybody may open an account."
        )
    if said["claim"] and not environ.get("SSO_DISTRICT", "").strip():
        refuse(f"{prefix}CLAIM needs SSO_DISTRICT: whose colleagues the staff numbers are.")


def safe(url: str) -> bool:
    """Https, or this machine itself."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


def refuse(message: str) -> None:
    """Stop at start-up, and say why."""
    raise ImproperlyConfigured(message)

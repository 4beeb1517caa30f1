"""Contact lists that send roster changes (ROSTER_WECOM…): none unless the environment names them."""

import base64
import binascii
import re
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

from .elsewhere import refuse, safe

NEEDED = {
    "corp": "CORP",
    "secret": "SECRET",
    "token": "TOKEN",
    "key": "AESKEY",
    "district": "DISTRICT",
}
OPTIONAL = {"school": "SCHOOL", "base": "BASE"}
PUBLIC = "https://qyapi.weixin.qq.com"

List = dict[str, str]


def configured(environ: Mapping[str, str]) -> dict[str, List]:
    """Each list that ROSTER_WECOM names, whole; half of one is refused by what is missing."""
    found: dict[str, List] = {}
    for name in filter(None, map(str.strip, environ.get("ROSTER_WECOM", "").split(","))):
        if not re.fullmatch(r"[a-z0-9]{1,30}", name):
            refuse("ROSTER_WECOM takes names of small letters and figures, separated by commas.")
        found[name] = _whole(name, f"ROSTER_WECOM_{name.upper()}_", environ)
    return found


def _whole(name: str, prefix: str, environ: Mapping[str, str]) -> List:
    names = {**NEEDED, **OPTIONAL}
    said = {key: environ.get(prefix + word, "").strip() for key, word in names.items()}
    missing = [prefix + word for key, word in NEEDED.items() if not said[key]]
    if missing:
        refuse(f"{', '.join(missing)} missing: the contact list {name} needs all of them.")
    said["base"] = (said["base"] or PUBLIC).rstrip("/")
    if not safe(said["base"]):
        refuse(f"{prefix}BASE must begin with https://")
    _check_key(prefix, said["key"])
    return said


def _check_key(prefix: str, key: str) -> None:
    try:
        whole = len(key) == 43 and len(base64.b64decode(key + "=", validate=True)) == 32
    except binascii.Error as error:
        message = f"{prefix}AESKEY is not an EncodingAESKey."
        raise ImproperlyConfigured(message) from error
    if not whole:
        refuse(f"{prefix}AESKEY must be the 43 characters of an EncodingAESKey.")

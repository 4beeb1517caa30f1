"""学校通知 of 企业微信: one message to one parent, by her account in the school's contact list.

https://developer.work.weixin.qq.com/document/path/91609. The vendor keeps no SDK for Python; asked
with requests as the contact list is. Doubles: it folds the same message to the same parent within
`duplicate_check_interval` (four hours at most), so the same is simply sent again within that time.
"""

import json
import time
from datetime import timedelta
from typing import Any

import requests
from django.conf import settings

from school_safety.notices import texts
from school_safety.notices.models import Delivery, WecomParent
from school_safety.schools.contacts.asking import CLOSED, EARLY, FORBIDDEN, GONE, SECONDS, STALE

from .refused import Busy, Refused, Unsure

FOLDS = timedelta(hours=4)
MARGIN = timedelta(minutes=10)
NOBODY = GONE | {40031, 40096, 81013, 84061}  # no such parent, or none who may be told
MOST_BYTES = 64 * 1024

_tokens: dict[tuple[str, str, str], tuple[str, float]] = {}


def send(delivery: Delivery) -> str:
    """Handed over; Refused where this parent has no account there."""
    account = account_of(delivery.notice.user)
    if not account:
        raise Refused
    said = settings.WECOM_NOTICE
    told = _post(
        {
            "recv_scope": 0,
            "to_parent_userid": [account],
            "msgtype": "text",
            "agentid": int(said["agent"]),
            "text": {"content": texts.line(delivery.notice, delivery.language)},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": int(FOLDS.total_seconds()),
        }
    )
    if account in (told.get("invalid_parent_userid") or []):
        code = "invalid_parent"
        raise Refused(code)
    return str(told.get("msgid", ""))


def taken(delivery: Delivery) -> bool:
    """Sending again is harmless while it folds; after that nobody can tell any more."""
    assert delivery.unsure_since  # noqa: S101  # asked of such ones alone
    assert delivery.claimed_at  # noqa: S101  # unsure ones have been claimed
    if delivery.claimed_at - delivery.unsure_since > FOLDS - MARGIN:
        code = "never_told"
        raise Refused(code)
    return False


def account_of(user: Any) -> str:
    """Her account over there, as the contact list told it; nothing where none is known."""
    guardian = getattr(user, "guardian", None)
    if not settings.WECOM_NOTICE or guardian is None or not guardian.contact_id:
        return ""
    row = WecomParent.objects.filter(mark=guardian.contact_id).first()
    return row.account if row else ""


def _post(message: dict[str, Any]) -> dict[str, Any]:
    for fresh in (False, True):
        told = _ask(
            "POST",
            "externalcontact/message/send",
            {"access_token": _token(fresh=fresh)},
            json.dumps(message, ensure_ascii=False).encode(),
        )
        code = told.get("errcode", 0)
        if code not in STALE:
            break
    if code in NOBODY:
        raise Refused(str(code))
    if code == -1:  # "system busy"
        raise Unsure(str(code))
    if code:
        raise Busy(str(code))
    return told


def _token(*, fresh: bool) -> str:
    said = settings.WECOM_NOTICE
    place = (said["base"], said["corp"], said["secret"])
    token, until = _tokens.get(place, ("", 0.0))
    if token and not fresh and time.monotonic() < until:
        return token
    asked = {"corpid": said["corp"], "corpsecret": said["secret"]}
    try:
        told = _ask("GET", "gettoken", asked)
    except Unsure as error:  # nothing was sent yet
        raise Busy(error.code) from None
    code, given = told.get("errcode", 0), told.get("access_token")
    if code or not isinstance(given, str):
        raise Busy("closed" if code in CLOSED | FORBIDDEN else str(code))
    lasts = told.get("expires_in", 0) - EARLY
    _tokens[place] = (given, time.monotonic() + max(0, lasts))
    return given


def _ask(method: str, path: str, query: dict[str, str], body: bytes = b"") -> dict[str, Any]:
    url = f"{settings.WECOM_NOTICE['base']}/cgi-bin/{path}"
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy or .netrc sees the token
            answer = session.request(
                method, url, params=query, data=body, timeout=SECONDS,
                allow_redirects=False, headers={"Content-Type": "application/json"},
            )  # fmt: skip
            told = json.loads(answer.content[:MOST_BYTES])
    except (requests.RequestException, OSError, ValueError) as error:
        raise Unsure(type(error).__name__) from None
    if answer.status_code != 200 or not isinstance(told, dict):
        raise Unsure(str(answer.status_code))
    return told

"""What vendors push to us, as their documents say: reports of messages, and answers of people.

Aliyun: SmsReport and SmsUp, a JSON list. Tencent: product/382/43547 (a list) and /43548 (one answer).
Neither signs what it pushes. So the address holds a secret of ours, and a report counts only by what
we alone could have given out: our signed OutId, or the number that the vendor gave to our message.
"""

import json
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 256 * 1024
MOST_ROWS = 1000
STOP = frozenset({"T", "TD", "N", "退订", "STOP", "UNSUBSCRIBE"})
START = frozenset({"恢复", "开通", "START", "UNSTOP"})
HEARD = {
    "aliyun": {"code": 0, "msg": "接收成功"},
    "tencent": {"result": 0, "errmsg": "OK"},
}


class Garbled(Exception):
    """Not what the documents say."""


@dataclass(frozen=True, slots=True)
class Report:
    """`token` is ours, `vendor_id` theirs; one of them is given."""

    arrived: bool
    code: str
    token: str = ""
    vendor_id: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody answered a text message: STOP (or the contrary) is all that is understood."""

    number: str
    stop: bool


def read(vendor: str, body: bytes) -> list[Report | Reply]:
    """Everything that is understood; whatever else people answer is not kept."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Garbled from error
    rows = told if isinstance(told, list) else [told]
    if len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise Garbled
    reader = {"aliyun": _aliyun, "tencent": _tencent}[vendor]
    return [found for row in rows if (found := reader(row)) is not None]


def _aliyun(row: dict[str, Any]) -> Report | Reply | None:
    if "content" in row:
        return _reply(row.get("phone_number"), row["content"])
    token = row.get("out_id")
    if not isinstance(token, str) or not isinstance(row.get("success"), bool):
        raise Garbled
    return Report(row["success"], _code(row.get("err_code")), token=token)


def _tencent(row: dict[str, Any]) -> Report | Reply | None:
    if "text" in row:
        return _reply(row.get("mobile"), row["text"])
    number, status = row.get("sid"), row.get("report_status")
    if not isinstance(number, str) or status not in {"SUCCESS", "FAIL"}:
        raise Garbled
    return Report(status == "SUCCESS", _code(row.get("errmsg")), vendor_id=number)


def _reply(number: Any, text: Any) -> Reply | None:
    if not isinstance(number, str) or not isinstance(text, str):
        raise Garbled
    word = text.strip().upper()
    if word not in STOP | START:
        return None
    bare = number.strip().removeprefix("+").removeprefix("86") if len(number) > 11 else number
    return Reply(bare, word in STOP)


def _code(value: Any) -> str:
    return "".join(each for each in str(value or "") if each.isascii() and each.isprintable())[:40]

"""Vendors, small and real: each answers over HTTP as its documents say, and checks what we sign.

`faults` says what goes wrong with the next requests: "503" (not taken), "500" (not taken, but who can
tell), "500 taken", "cut" (taken, and the line goes dead), "hang" (taken, and no answer for a while),
or a code of the vendor's own.
"""

import hashlib
import hmac
import json
import re
import threading
from collections import Counter, deque
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
ID, SECRET = "vendor-id", "vendor-secret"
HANG = 0.5


class House:
    """`taken`: (our key or "", number, text's number, what filled it) of everything accepted."""

    def __init__(self) -> None:
        self.url = ""
        self.faults: deque[str] = deque()
        self.asked: Counter[str] = Counter()
        self.forged = 0
        self.taken: list[dict[str, Any]] = []
        self.statuses: dict[str, int] = {}  # number -> what the telephone network did with it
        self.numbers = count(1)
        self.lock = threading.Lock()
        self.away = False
        self.now: datetime | None = None  # the run's own clock, where it has one
        self.dice: Callable[[], str] | None = None  # a bad day: what goes wrong by chance

    def fault(self) -> str:
        """What goes wrong now: nothing, mostly."""
        if self.away:
            return "503"
        if self.dice:
            return self.dice()
        return self.faults.popleft() if self.faults else ""

    def take(self, **message: Any) -> dict[str, Any]:
        message["id"] = f"serial-{next(self.numbers)}"
        message["at"] = self.now or datetime.now(UTC)
        self.taken.append(message)
        return message


class Answers(BaseHTTPRequestHandler):
    """Reads, checks the signature, lets something go wrong or answers."""

    house: House
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, body: bytes) -> None:
        house = self.house
        with house.lock:
            if not self.signed(body):
                house.forged += 1
                self.say(*self.refusal("signature"))
                return
            name, asked = self.understood(body)
            house.asked[name] += 1
            fault = house.fault()
            if fault in {"503", "500"}:
                self.say(*self.refusal(fault))
                return
            if fault and fault not in {"cut", "hang", "500 taken"}:
                self.say(*self.refusal(fault))
                return
            answer = self.answer(name, asked)
        if fault == "hang":
            threading.Event().wait(HANG)
        if fault == "500 taken":
            answer = self.refusal("500")
        if fault == "cut":
            self.close_connection = True
            return
        self.say(*answer)

    def say(self, status: int, told: Any) -> None:
        body = json.dumps(told).encode()
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        return

    def signed(self, body: bytes) -> bool:
        raise NotImplementedError

    def understood(self, body: bytes) -> tuple[str, dict[str, Any]]:
        raise NotImplementedError

    def refusal(self, fault: str) -> tuple[int, Any]:
        raise NotImplementedError

    def answer(self, name: str, asked: dict[str, Any]) -> tuple[int, Any]:
        raise NotImplementedError


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Aliyun(Answers):
    """SendSms and QuerySendDetails of 2017-05-25; signature ACS3-HMAC-SHA256 as documented."""

    def signed(self, body: bytes) -> bool:
        said = self.headers.get("Authorization", "")
        parts = dict(re.findall(r"(Credential|SignedHeaders|Signature)=([^,]+)", said))
        pairs = parse_qsl(urlsplit(self.path).query, keep_blank_values=True)
        query = "&".join(
            f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(pairs)
        )
        names = parts.get("SignedHeaders", "").split(";")
        headers = "".join(f"{name}:{(self.headers[name] or '').strip()}\n" for name in names)
        whole = "\n".join([self.command, "/", query, headers, ";".join(names), _hash(body)])
        text = f"ACS3-HMAC-SHA256\n{_hash(whole.encode())}"
        return (
            said.startswith("ACS3-HMAC-SHA256 ")
            and parts.get("Credential") == ID
            and {"host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce"} <= set(names)
            and _hmac(SECRET.encode(), text).hex() == parts.get("Signature")
        )

    def understood(self, body: bytes) -> tuple[str, dict[str, Any]]:
        asked = dict(parse_qsl(urlsplit(self.path).query))
        return self.headers["x-acs-action"], asked | dict(parse_qsl(body.decode()))

    def refusal(self, fault: str) -> tuple[int, Any]:
        if fault in {"500", "503"}:
            return int(fault), {"Code": "ServiceUnavailable", "Message": "no", "RequestId": "r"}
        if fault == "signature":
            return 400, {"Code": "SignatureDoesNotMatch", "Message": "no", "RequestId": "r"}
        if fault == "Throttling.User":
            return 400, {"Code": fault, "Message": "no", "RequestId": "r"}
        return 200, {"Code": fault, "Message": "no", "RequestId": "r"}

    def answer(self, name: str, asked: dict[str, Any]) -> tuple[int, Any]:
        if name == "QuerySendDetails":
            return 200, self._details(asked)
        told = self.house.take(
            key=asked["OutId"], number=asked["PhoneNumbers"], text=asked["TemplateCode"],
            filled=asked.get("TemplateParam", ""), sign=asked["SignName"],
        )  # fmt: skip
        return 200, {"Code": "OK", "Message": "OK", "BizId": told["id"], "RequestId": "r"}

    def _details(self, asked: dict[str, Any]) -> Any:
        rows = [
            {
                "PhoneNum": each["number"],
                "OutId": each["key"],
                "SendStatus": self.house.statuses.get(each["number"], 1),
                "ErrCode": "UNDELIVERED",
            }
            for each in self.house.taken
            if each["number"] == asked["PhoneNumber"]
            and f"{each['at'].astimezone(SHANGHAI):%Y%m%d}" == asked["SendDate"]
        ]
        found = {"SmsSendDetailDTO": rows[: int(asked["PageSize"])]}
        return {"Code": "OK", "TotalCount": len(rows), "SmsSendDetailDTOs": found}


class Tencent(Answers):
    """SendSms and PullSmsSendStatusByPhoneNumber of 2021-01-11; TC3-HMAC-SHA256 as documented."""

    def signed(self, body: bytes) -> bool:
        said = self.headers.get("Authorization", "")
        parts = dict(re.findall(r"(Credential|SignedHeaders|Signature)=([^,]+)", said))
        key_id, _slash, scope = parts.get("Credential", "").partition("/")
        names = parts.get("SignedHeaders", "").split(";")
        headers = "".join(f"{name}:{self.headers[name].lower()}\n" for name in names)
        whole = "\n".join([self.command, "/", "", headers, ";".join(names), _hash(body)])
        stamp = self.headers["X-TC-Timestamp"]
        day = f"{datetime.fromtimestamp(int(stamp), UTC):%Y-%m-%d}"
        text = f"TC3-HMAC-SHA256\n{stamp}\n{day}/sms/tc3_request\n{_hash(whole.encode())}"
        key = f"TC3{SECRET}".encode()
        for step in (day, "sms", "tc3_request"):
            key = _hmac(key, step)
        right = _hmac(key, text).hex() == parts.get("Signature")
        return right and key_id == ID and scope == f"{day}/sms/tc3_request"

    def understood(self, body: bytes) -> tuple[str, dict[str, Any]]:
        return self.headers["X-TC-Action"], json.loads(body)

    def refusal(self, fault: str) -> tuple[int, Any]:
        if fault in {"500", "503"}:
            return int(fault), {}
        if fault.startswith("status "):
            status = {"Code": fault.removeprefix("status "), "Message": "no", "SerialNo": ""}
            return 200, {"Response": {"SendStatusSet": [status], "RequestId": "r"}}
        code = "AuthFailure.SignatureFailure" if fault == "signature" else fault
        return 200, {"Response": {"Error": {"Code": code, "Message": "no"}, "RequestId": "r"}}

    def answer(self, name: str, asked: dict[str, Any]) -> tuple[int, Any]:
        if name == "PullSmsSendStatusByPhoneNumber":
            rows = [
                {
                    "SubscriberNumber": each["number"][3:],
                    "PhoneNumber": each["number"],
                    "SerialNo": each["id"],
                    "SessionContext": each["key"],
                    "ReportStatus": "SUCCESS"
                    if self.house.statuses[each["number"]] == 3
                    else "FAIL",
                }
                for each in self.house.taken
                if each["number"] == asked["PhoneNumber"] and each["number"] in self.house.statuses
            ]
            return 200, {"Response": {"PullSmsSendStatusSet": rows, "RequestId": "r"}}
        told = self.house.take(
            key=asked["SessionContext"], number=asked["PhoneNumberSet"][0], text=asked["TemplateId"],
            filled=asked["TemplateParamSet"], sign=asked["SignName"],
        )  # fmt: skip
        status = {"SerialNo": told["id"], "PhoneNumber": told["number"], "Fee": 1, "Code": "Ok"}
        return 200, {"Response": {"SendStatusSet": [status], "RequestId": "r"}}


class Wecom(Answers):
    """gettoken and externalcontact/message/send; the same message within the interval is folded."""

    def signed(self, body: bytes) -> bool:
        return True  # the token is checked below, as over there: with status 200

    def understood(self, body: bytes) -> tuple[str, dict[str, Any]]:
        parts = urlsplit(self.path)
        return parts.path, dict(parse_qsl(parts.query)) | (json.loads(body) if body else {})

    def refusal(self, fault: str) -> tuple[int, Any]:
        if fault in {"500", "503"}:
            return int(fault), {}
        return 200, {"errcode": int(fault), "errmsg": "no"}

    def answer(self, name: str, asked: dict[str, Any]) -> tuple[int, Any]:
        if name == "/cgi-bin/gettoken":
            right = (asked.get("corpid"), asked.get("corpsecret")) == (ID, SECRET)
            if not right:
                return 200, {"errcode": 40001, "errmsg": "invalid credential"}
            token = f"token-{next(self.house.numbers)}"
            self.house.statuses = {token: 1}
            told = {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200}
            return 200, told
        if asked.pop("access_token") not in self.house.statuses:
            return 200, {"errcode": 40014, "errmsg": "invalid access_token"}
        parents = asked["to_parent_userid"]
        strangers = [parent for parent in parents if parent.startswith("stranger")]
        same = [each for each in self.house.taken if each["whole"] == asked]
        folded = same and asked["enable_duplicate_check"] and asked["duplicate_check_interval"]
        if not folded and not strangers:
            self.house.take(number=parents[0], filled=asked["text"]["content"], whole=asked)
        return 200, {"errcode": 0, "errmsg": "ok", "invalid_parent_userid": strangers}


@contextmanager
def open_vendor(kind: type[Answers]) -> Any:
    """A vendor that answers until the block ends."""
    house = House()
    handler = type("Handler", (kind,), {"house": house})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    house.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""A small 企业微信: it answers questions as its documents say, and seals callbacks with code of its own."""

import base64
import hashlib
import os
import secrets
import struct
import time
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.integration.home.elsewhere.houses import Answers

CORP, SECRET, TOKEN = "ww0123456789abcdef", "shared", "QDG6eK"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def department(number: int, name: str, parent: int, kind: int) -> dict[str, Any]:
    return {"id": number, "name": name, "parentid": parent, "type": kind, "department_admins": []}


def child(account: str, name: str, *parents: tuple[str, str, str], at: tuple[int, ...] = (11,)):
    """`parents`: (account, relation, mobile)."""
    rows = [
        {"parent_userid": who, "relation": relation, "mobile": mobile, "is_subscribe": 0}
        for who, relation, mobile in parents
    ]
    return {"student_userid": account, "name": name, "department": list(at), "parents": rows}


class Campus(Answers):
    """`house.person` holds children by account; `house.bent` names what is wrong with it today."""

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        bent = self.house.bent
        if bent == "garbage":
            return [1, 2, {"errcode": "ok"}]
        if bent == "down":
            return None
        if path == "/cgi-bin/gettoken":
            return self._gettoken(asked)
        if asked.get("access_token") != self.house.codes.get("token"):
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        if bent in {"45009", "48002"}:
            return {"errcode": int(bent), "errmsg": "no"}
        if path == "/cgi-bin/school/user/get":
            return self._user(asked["userid"])
        if path == "/cgi-bin/school/department/list":
            return {"errcode": 0, "errmsg": "ok", "departments": self.house.codes["departments"]}
        if path == "/cgi-bin/school/user/list":
            number = int(asked["department_id"])
            found = [c for c in self.house.person.values() if number in c["department"]]
            return {"errcode": 0, "errmsg": "ok", "students": found}
        return None

    def _gettoken(self, asked: dict[str, str]) -> Any:
        if asked != {"corpid": CORP, "corpsecret": SECRET} or self.house.bent == "secret":
            return {"errcode": 40001, "errmsg": "invalid credential"}
        token = self.house.codes["token"] = secrets.token_hex(8)
        return {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200}

    def _user(self, account: str) -> Any:
        children = self.house.person
        if self.house.bent == "odd":
            return {"errcode": 0, "user_type": 1, "student": {"name": 7}}
        if account in children:
            return {"errcode": 0, "errmsg": "ok", "user_type": 1, "student": children[account]}
        ties = [
            {"student_userid": c["student_userid"], "relation": p["relation"]}
            for c in children.values()
            for p in c["parents"]
            if p["parent_userid"] == account
        ]
        if ties:
            parent = {"parent_userid": account, "children": ties}
            return {"errcode": 0, "errmsg": "ok", "user_type": 2, "parent": parent}
        return {"errcode": 60111, "errmsg": "userid not found"}


def change(kind: str, account: str, *, new: str = "", at: int = 1_790_000_000) -> str:
    """A change as XML, before it is sealed."""
    more = f"<NewId><![CDATA[{new}]]></NewId>" if new else ""
    return (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><FromUserName>sys</FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType>event</MsgType>"
        "<Event><![CDATA[change_school_contact]]></Event>"
        f"<ChangeType><![CDATA[{kind}]]></ChangeType><Id><![CDATA[{account}]]></Id>{more}</xml>"
    )


def seal(text: str, *, receiver: str = CORP, key: str = KEY) -> str:
    """As the documents describe it, by another library call than the product's own way back."""
    secret = base64.b64decode(key + "=")
    plain = os.urandom(16) + struct.pack(">I", len(text.encode())) + text.encode()
    padder = padding.PKCS7(256).padder()
    padded = padder.update(plain + receiver.encode()) + padder.finalize()
    box = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).encryptor()
    return base64.b64encode(box.update(padded) + box.finalize()).decode()


def signed(sealed: str, *, token: str = TOKEN, when: float = 0, nonce: str = "") -> dict[str, str]:
    """The query of a callback."""
    stamp, nonce = str(int(when or time.time())), nonce or secrets.token_hex(5)
    digest = hashlib.sha1("".join(sorted([token, stamp, nonce, sealed])).encode())  # noqa: S324  # what the vendor signs with
    return {"msg_signature": digest.hexdigest(), "timestamp": stamp, "nonce": nonce}


def envelope(sealed: str) -> str:
    """The body of a callback."""
    return (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName>"
        f"<Encrypt><![CDATA[{sealed}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>"
    )

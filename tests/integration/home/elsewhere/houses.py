"""Other people's houses, small and real: each answers over HTTP as its documents say."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY, FOREIGN = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class House:
    """`person` is who agrees next; `bent` names what is wrong with the next answer."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.person: dict[str, Any] = {}
        self.bent = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.codes: dict[str, dict[str, Any]] = {}

    def new_code(self, asked: dict[str, str]) -> str:
        code = secrets.token_urlsafe(12)
        self.codes[code] = {"person": dict(self.person), **asked}
        return code

    def take(self, code: str) -> dict[str, Any] | None:
        """A code works once."""
        return self.codes.pop(code, None)


class Answers(BaseHTTPRequestHandler):
    """`answer(path, asked, headers)` gives a dict, a redirect's address, or None (400)."""

    house: House

    def do_GET(self) -> None:
        self._reply(dict(parse_qsl(urlsplit(self.path).query)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        as_json = "json" in self.headers.get("Content-Type", "")
        self._reply(json.loads(body) if as_json else dict(parse_qsl(body)))

    def _reply(self, asked: dict[str, str]) -> None:
        path = urlsplit(self.path).path
        self.house.asked.append((path, asked))
        told = self.answer(path, asked)
        if isinstance(told, str):
            self.send_response(302)
            self.send_header("Location", told)
            self.end_headers()
            return
        self.send_response(400 if told is None else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told or {"error": "invalid_grant"}).encode())

    def answer(self, path: str, asked: dict[str, str]) -> dict[str, Any] | str | None:
        raise NotImplementedError

    def back(self, asked: dict[str, str], name: str = "code") -> str:
        """The person agrees (or turns back), and her browser is sent on."""
        if self.house.bent == "cancelled":
            told = {"error": "access_denied", "state": asked["state"]}
        else:
            told = {name: self.house.new_code(asked), "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(told)}"

    def log_message(self, *args: Any) -> None:
        """Silence."""


class Oidc(Answers):
    """OpenID Connect Core 1.0 with discovery, keys, PKCE, identity token and userinfo."""

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        url = self.house.url
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/jwks":
            numbers = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**numbers, "kid": "k1", "alg": "RS256", "use": "sig"}]}
        if path == "/authorize":
            return self.back(asked)
        if path == "/token":
            return self._token(asked)
        sub = "somebody else" if self.house.bent == "other sub" else None
        person = json.loads(base64.b64decode(self.headers["Authorization"].split()[1]))
        return {**person, "sub": sub or person["sub"], "name": "那边的名字"}

    def _token(self, asked: dict[str, str]) -> Any:
        begun = self.house.take(asked.get("code", ""))
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not begun or asked["client_secret"] != "shared" or begun["code_challenge"] != challenge:
            return None
        if begun["redirect_uri"] != asked["redirect_uri"]:
            return None
        told = {
            "access_token": base64.b64encode(json.dumps(begun["person"]).encode()).decode(),
            "token_type": "Bearer",
        }
        return (
            told if self.house.bent == "no identity" else {**told, "id_token": self._signed(begun)}
        )

    def _signed(self, begun: dict[str, Any]) -> str:
        bent, now = self.house.bent, int(time.time())
        claims = {
            **begun["person"],
            "iss": "http://127.0.0.1:1" if bent == "other issuer" else self.house.url,
            "aud": "another client" if bent == "other audience" else begun["client_id"],
            "iat": now,
            "exp": now - 60 if bent == "expired" else now + 60,
        }
        if bent == "unsigned":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "k1"})
        if bent == "shared secret":
            secret = "shared" * 6
            return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "k1"})
        key = FOREIGN if bent == "other key" else KEY
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k1"})


class Wecom(Answers):
    """企业微信: the corp's token, then whose code this is."""

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        if path == "/wwlogin/sso/login":
            return self.back(asked) if asked.get("agentid") == "1000002" else None
        if path == "/cgi-bin/gettoken":
            if asked != {"corpid": "ww1", "corpsecret": "shared"}:
                return {"errcode": 40001, "errmsg": "invalid credential"}
            return {"errcode": 0, "errmsg": "ok", "access_token": "corp-token", "expires_in": 7200}
        begun = self.house.take(asked["code"])
        if begun is None or asked["access_token"] != "corp-token":
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {"errcode": 0, "errmsg": "ok", **begun["person"]}


class Dingtalk(Answers):
    """钉钉: the code is called authCode, everything else is JSON."""

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        if path == "/oauth2/auth":
            return self.back(asked, "authCode") if asked.get("prompt") == "consent" else None
        if path == "/v1.0/oauth2/userAccessToken":
            begun = self.house.take(asked["code"])
            self.house.person = begun["person"] if begun else {}
            told = {"accessToken": "t", "refreshToken": "r", "expireIn": 7200}
            return told if begun and asked["clientSecret"] == "shared" else None
        return {"nick": "王", "mobile": "19900000001", **self.house.person}


class Feishu(Answers):
    """飞书: an application token first, then the person's."""

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        if path == "/open-apis/authen/v1/index":
            return self.back(asked)
        if path == "/open-apis/auth/v3/app_access_token/internal/":
            return {"code": 0, "app_access_token": "app"} if asked["app_secret"] == "shared" else {}
        if path == "/open-apis/authen/v1/access_token":
            begun = self.house.take(asked["code"])
            self.house.person = begun["person"] if begun else {}
            return {"code": 0, "data": {"access_token": "t", "expires_in": 7200}} if begun else None
        return {"code": 0, "data": {"name": "王", **self.house.person}}


class Weixin(Answers):
    """微信: everything in the query, mistakes with status 200."""

    def answer(self, path: str, asked: dict[str, str]) -> Any:
        if path == "/connect/qrconnect":
            return self.back(asked)
        if path == "/sns/oauth2/access_token":
            begun = self.house.take(asked["code"])
            if begun is None or asked["secret"] != "shared":
                return {"errcode": 40029, "errmsg": "invalid code"}
            self.house.person = begun["person"]
            return {"access_token": "t", "expires_in": 7200, "openid": begun["person"]["openid"]}
        return {"nickname": "wang", **self.house.person}


@contextmanager
def open_house(kind: type[Answers], port: int) -> Any:
    """A house that answers until the block ends."""
    house = House(port)
    handler = type("Handler", (kind,), {"house": house})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    # It looks for the end this often: by default twice a second, and every test would wait for it.
    often = {"poll_interval": 0.01}
    thread = threading.Thread(target=server.serve_forever, kwargs=often, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""Signing in with an account elsewhere: who that is, and nothing else of it is taken or kept.

allauth speaks the protocols; its own doors for signing up and connecting are closed. What comes back
is an `Identity`: a keyed hash that only says "the same as last time", and a staff number where the
school's directory vouches for one. Names, addresses and pictures are thrown away unread.
"""

from dataclasses import dataclass
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school_safety.vault.lookup import keyed_hash

SECONDS = 8  # for each question to the other side
LABELS = {
    "oidc": _("统一身份认证"),
    "wecom": _("企业微信"),
    "dingtalk": _("钉钉"),
    "feishu": _("飞书"),
    "weixin": _("微信"),
}
# Where the public editions live; a private one stands at SSO_…_BASE with the same paths.
HOSTS = {
    "wecom": ("https://login.work.weixin.qq.com", "https://qyapi.weixin.qq.com"),
    "dingtalk": ("https://login.dingtalk.com", "https://api.dingtalk.com"),
    "feishu": ("https://open.feishu.cn",),
    "weixin": ("https://open.weixin.qq.com", "https://api.weixin.qq.com"),
}
TROUBLE = (
    OAuth2Error, ProviderException, requests.RequestException, PermissionDenied,
    ImmediateHttpResponse, ImproperlyConfigured, KeyError, TypeError, ValueError, AttributeError,
)  # fmt: skip  # whatever another house may send instead of an answer


class NotDone(Exception):
    """It did not come to an end: turned back, too late, or no sensible answer from there."""


@dataclass(frozen=True)
class Identity:
    """Somebody elsewhere. `uid` is a keyed hash; `number` is empty where nobody vouches for one."""

    way: str
    uid: str
    number: str = ""


@dataclass(frozen=True)
class Return:
    """Somebody came back: with what they were sent for."""

    identity: Identity
    process: str
    next_url: str
    started_by: str


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    """The environment alone says where; no row of the database can add a door."""

    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """At most one for each way."""
        return [_app(way) for way in settings.SSO if provider in (None, way)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up."""
        return False

    def get_requests_session(self) -> requests.Session:
        """Never waits for long."""
        return _Session()


class _Session(requests.Session):
    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", SECONDS)
        return super().request(method, moved(url), *args, **kwargs)


def label(way: str) -> str | Promise:
    """What stands on the button."""
    return settings.SSO[way]["name"] or LABELS[way]


def ways() -> list[str]:
    """In the order in which they are offered; none unless the environment names them."""
    return list(settings.SSO)


def claimed() -> bool:
    """Whether any of them vouches for staff numbers."""
    return any(conf["claim"] for conf in settings.SSO.values())


def moved(url: str) -> str:
    """The same address at a private edition, where the environment names one."""
    for way, hosts in HOSTS.items():
        base = settings.SSO.get(way, {}).get("base", "")
        for host in hosts:
            if base and url.startswith(f"{host}/"):
                return base + url.removeprefix(host)
    return url


def begin(request: HttpRequest, way: str, *, process: str, next_url: str = "") -> str:
    """Where to send the browser; what is needed at its return waits in the session."""
    started_by = str(request.user.pk) if request.user.is_authenticated else ""
    try:
        provider = get_adapter().get_provider(request, way)
        answer = provider.redirect(request, process, next_url=next_url, data=started_by)
        return moved(answer.url)
    except TROUBLE as trouble:
        raise NotDone(type(trouble).__name__) from trouble


def come_back(request: HttpRequest, way: str) -> Return:
    """Whose code this is; the state is used up, whatever comes of it."""
    try:
        provider = get_adapter().get_provider(request, way)
        adapter = provider.get_oauth2_adapter(request)
        state = statekit.unstash_state(
            request, provider_id=provider.sub_id, state_id=request.GET.get("state", "")
        )
        if state is None or not request.GET.get("code"):
            raise NotDone("state" if state is None else "code")
        login = _login(request, provider, adapter, state)
    except TROUBLE as trouble:
        raise NotDone(type(trouble).__name__) from trouble
    return Return(
        identity=_identity(way, login.account),
        process=state["process"],
        next_url=state.get("next") or "",
        started_by=state.get("data") or "",
    )


def _login(request: HttpRequest, provider: Any, adapter: Any, state: dict[str, Any]) -> Any:
    client = adapter.get_client(request, provider.app)
    verifier = state.get("pkce_code_verifier")
    answer = adapter.get_access_token_data(
        request, provider.app, client, pkce_code_verifier=verifier
    )
    adapter.did_fetch_access_token = False  # so that the signature of an identity token is checked
    token = adapter.parse_token(answer)
    return adapter.complete_login(request, provider.app, token, response=answer)


def _identity(way: str, account: Any) -> Identity:
    told, conf = account.extra_data, settings.SSO[way]
    if way == "oidc":
        told = _one_person(told)
    tenant = conf.get("server") or conf["client"]
    number = told.get(conf["claim"], "") if conf["claim"] else ""
    return Identity(
        way=way,
        uid=keyed_hash("sign-in-elsewhere", f"{way}\x1f{tenant}\x1f{account.uid}"),
        number=str(number).strip() if isinstance(number, str | int) else "",
    )


def _one_person(told: dict[str, Any]) -> dict[str, Any]:
    """Both answers are about the same person, and the signed one is there (OpenID Connect 5.3.2)."""
    signed, open_ = told.get("id_token"), told.get("userinfo", {})
    if not signed or signed["sub"] != open_.get("sub", signed["sub"]):
        raise NotDone("sub")
    return {**open_, **signed}


def _app(way: str) -> SocialApp:
    conf = settings.SSO[way]
    oidc = way == "oidc"
    return SocialApp(
        provider="openid_connect" if oidc else way,
        provider_id="oidc" if oidc else "",
        name=str(label(way)),
        client_id=conf["client"],
        secret=conf["secret"],
        key=conf.get("agent", ""),
        settings={
            "server_url": conf["server"],
            "scope": ["openid", "profile"],
            "oauth_pkce_enabled": True,
        }
        if oidc
        else {},
    )

"""The documented steps of 企业微信's web sign-in: the corp's own token, then whose code this is.

https://developer.work.weixin.qq.com/document/path/98152 (the page that asks the person) and
/91023 (`auth/getuserinfo`). Unlike OAuth 2, the token is the application's, not the person's.
"""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from django.utils.http import urlencode

API = "https://qyapi.weixin.qq.com/cgi-bin"


class WecomClient(OAuth2Client):
    """One code, once: who it is comes back together with the token."""

    agent = ""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        """The page on which the person scans or agrees."""
        asked = {
            "login_type": "CorpApp",
            "appid": self.consumer_key,
            "agentid": self.agent,
            "redirect_uri": self.callback_url,
            "state": self.state,
        }
        return f"{authorization_url}?{urlencode(asked)}"

    def get_access_token(self, code: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The application's token, and the member whose code this is; guests are refused."""
        secrets = {"corpid": self.consumer_key, "corpsecret": self.consumer_secret}
        token = _asked("gettoken", secrets)["access_token"]
        whose = _asked("auth/getuserinfo", {"access_token": token, "code": code})
        if not whose.get("userid"):
            message = "not a member of this corp"
            raise OAuth2Error(message)
        return {"access_token": token, "userid": whose["userid"]}


def _asked(path: str, params: dict[str, Any]) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(f"{API}/{path}", params=params)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
    if told.get("errcode", 0) != 0:
        message = f"refused with {told['errcode']}"
        raise OAuth2Error(message)
    return told

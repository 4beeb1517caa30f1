"""How allauth walks through 企业微信; its own pages are shadowed by ours (home.views.elsewhere)."""

from typing import Any

from allauth.socialaccount.providers.oauth2.views import (
    OAuth2Adapter,
    OAuth2CallbackView,
    OAuth2LoginView,
)
from django.http import HttpRequest

from .client import API, WecomClient


class WecomAdapter(OAuth2Adapter):
    """Addresses as documented; where a private edition lives elsewhere, see SSO_WECOM_BASE."""

    provider_id = "wecom"
    authorize_url = "https://login.work.weixin.qq.com/wwlogin/sso/login"
    access_token_url = f"{API}/gettoken"
    client_class = WecomClient

    def get_client(self, request: HttpRequest, app: Any) -> WecomClient:
        """The application within the corp has a number of its own."""
        client: WecomClient = super().get_client(request, app)
        client.agent = app.key
        return client

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The member came along with the token."""
        whose = {"userid": kwargs["response"]["userid"]}
        return self.get_provider().sociallogin_from_response(request, whose)


oauth2_login = OAuth2LoginView.adapter_view(WecomAdapter)
oauth2_callback = OAuth2CallbackView.adapter_view(WecomAdapter)

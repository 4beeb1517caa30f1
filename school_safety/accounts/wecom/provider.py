"""Who is a colleague in the school's 企业微信: a user id of its directory, nothing more."""

from typing import Any

from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider

from .views import WecomAdapter


class WecomProvider(OAuth2Provider):
    """The `userid` is unique within one corp, and set by whoever keeps its directory."""

    id = "wecom"
    name = "企业微信"
    account_class = ProviderAccount
    oauth2_adapter_class = WecomAdapter

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Its own word for the person."""
        return str(data["userid"])


provider_classes = [WecomProvider]

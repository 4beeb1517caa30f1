"""Names that allauth looks up for the address to come back to."""

from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from .provider import WecomProvider

urlpatterns = default_urlpatterns(WecomProvider)

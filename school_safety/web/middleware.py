"""Shared HTTP manners."""


class _Passing:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class SecureHeadersMiddleware(_Passing):
    """The header set of every page."""


class AdminCSPMiddleware(_Passing):
    """Wagtail's own inline code under /cms/."""


class LanguageMiddleware(_Passing):
    """Cookie, then account, then Chinese."""


class RefusalMiddleware(_Passing):
    """Refusals become pages."""

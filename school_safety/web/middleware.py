"""Shared HTTP manners: headers, language, refusals as pages. Each is a few lines over one idea."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.csp import CSP, build_policy

from school_safety.kernel.refusals import Absent, Refusal

from . import kept, languages, refusals, sites

Responder = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), microphone=(), geolocation=()"
CMS = "/cms/"
OUR_OWN = "/cms/logout/"  # stands there in the place of Wagtail's
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
CMS_CSP = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


class Manner:
    """Keeps the next responder; subclasses change what comes back."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class SecureHeadersMiddleware(Manner):
    """The exact header set of TRUST 3c; Django's own middleware sets the rest of it."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        if settings.SECURE_HSTS_SECONDS:
            headers["Strict-Transport-Security"] = (
                f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            )
        if headers.get("Cache-Control", "").startswith("public"):
            headers.pop("Vary", None)  # the same for everybody, whatever she brings
        elif not _open(request, response):
            headers["Cache-Control"] = "no-store"
        if kept.may_have_changed(request, response):
            kept.renew()
        return response


def _open(request: HttpRequest, response: HttpResponse) -> bool:
    """A public page, there, and read by somebody who is not signed in."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return (
        response.status_code == 200 and bool(languages.of_path(request.path_info)) and not signed_in
    )


class AdminCSPMiddleware(Manner):
    """Wagtail's admin carries inline code of its own; its preview frames itself.

    Where the editors have a host name of their own (ADMIN_HOST), their rooms are nowhere else.
    Nearly all other pages have one policy, whose text is put together once.
    """

    def __init__(self, get_response: Responder) -> None:
        super().__init__(get_response)
        self._policy = build_policy(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(CMS) and not _at_the_editors_host(request):
            raise Http404
        response = self.get_response(request)
        if request.path_info.startswith(CMS) and request.path_info != OUR_OWN:
            # A preview is a page in a page: it brings the header of pages that nobody may frame.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_config = CMS_CSP  # type: ignore[attr-defined]  # Django's per-response hook
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        elif not (hasattr(response, "_csp_config") or getattr(request, "_csp_nonce", None)):
            response.headers.setdefault("Content-Security-Policy", self._policy)
        return response


def _at_the_editors_host(request: HttpRequest) -> bool:
    """True everywhere where the editors share the families' host name."""
    return settings.ADMIN_HOST in ("", request.get_host().partition(":")[0])


class EditorsOnlyMiddleware(Manner):
    """For whoever writes no pages, the CMS is not there: Wagtail would send her to a sign-in."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.path_info.startswith(CMS) and request.user.is_authenticated
        if signed_in and not request.user.has_perm("wagtailadmin.access_admin"):
            return refusals.page(request, Absent())
        return self.get_response(request)


class MethodsMiddleware(Manner):
    """Pages are looked at and forms are sent; no page of ours knows any other way of asking."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS and not request.path_info.startswith(CMS):
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class LanguageMiddleware(Manner):
    """Address, then cookie, then account, then Chinese."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = languages.of_request(request)
        translation.activate(code)
        request.LANGUAGE_CODE = translation.get_language()
        if languages.of_path(request.path_info):
            sites.know(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        if not languages.of_path(request.path_info):
            patch_vary_headers(response, ("Cookie",))
        return response


class RefusalMiddleware(Manner):
    """Refusals become designed pages with their right status; never a traceback, never a blank."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return refusals.not_this_way(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for what we know; everything else is a fault and goes to handler500."""
        if isinstance(error, Http404 | PermissionDenied):
            error = Absent()
        return refusals.page(request, error) if isinstance(error, Refusal) else None

"""What a refusal looks like: a page for people, a line of JSON for scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school_safety.kernel.refusals import Absent, Refusal, TooMany

from . import languages, skeleton

# Words for refusal codes; a room adds its own with `explain`.
REASONS: dict[str, str | Promise] = {
    "too_many": _("试的次数有点多，歇一会儿再来。"),
    "press_busy": _("打印的人有点多，机器还没排到您这一份。过一两分钟再点一次就好。"),
    "invalid": _("有些地方没填对，请回去看看标出来的那几处。"),
}


@dataclass(frozen=True)
class Face:
    """Template and heading of one status."""

    template: str
    title: str | Promise


FACES = {
    404: Face("refusals/404.html", _("没有这一页")),
    409: Face("refusals/409.html", _("现在还不能这样做")),
    422: Face("refusals/422.html", _("还差一点")),
    429: Face("refusals/429.html", _("请过一会儿再试")),
    500: Face("refusals/500.html", _("我们这边出了点问题")),
}


def explain(reasons: Mapping[str, str | Promise]) -> None:
    """Words for a room's refusal codes, from its AppConfig.ready()."""
    REASONS.update(reasons)


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The designed answer to a refusal."""
    face = FACES.get(refusal.status, FACES[409])
    if _asked_by_script(request):
        response: HttpResponse = JsonResponse(
            {"error": refusal.code or "absent", "message": str(_words(refusal, face))},
            status=refusal.status,
        )
    else:
        if refusal.status == 404 and not languages.of_path(request.path):
            return _nowhere(request, face)
        context = {
            "heading": face.title,
            "reason": _words(refusal, face),
            "code": refusal.code,
            "again": _page_before(request),
        }
        response = render(request, face.template, context, status=refusal.status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _nowhere(request: HttpRequest, face: Face) -> HttpResponse:
    """The same page for everything that is not there or not yours, in the same short time."""
    known = getattr(getattr(request, "user", None), "is_authenticated", False)
    return skeleton.fill(
        request, face.template, holes={}, context={"heading": face.title}, key=[known], status=404
    )


def _page_before(request: HttpRequest) -> str:
    """The page to look at again: this one, or the one whose button was pressed."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else ""


def not_this_way(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """A button's address opened as a page, often after signing in again: never a blank sheet."""
    if _asked_by_script(request):
        return refused
    context = {"heading": _("这个地址不是一页")}
    response = render(request, "refusals/405.html", context, status=405)
    response.headers["Allow"] = refused.headers["Allow"]
    return response


def _words(refusal: Refusal, face: Face) -> str | Promise:
    return REASONS.get(refusal.code, "") or (face.title if refusal.status == 404 else "")


def _asked_by_script(request: HttpRequest) -> bool:
    if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
        return True
    accepts = request.headers.get("Accept", "")
    return "application/json" in accepts and "text/html" not in accepts


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404, and handler403: not yours and not there look alike."""
    return page(request, Absent())


def too_many(request: HttpRequest) -> HttpResponse:
    """handler429: what allauth counts by itself."""
    return page(request, TooMany())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400: a request no browser of ours sends."""
    return render(request, "refusals/400.html", {"heading": _("这个请求我们看不懂")}, status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """handler500: our fault, said plainly; needs neither database nor session."""
    if _asked_by_script(request):
        return JsonResponse({"error": "fault", "message": str(FACES[500].title)}, status=500)
    return render(request, "refusals/500.html", {"heading": FACES[500].title}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: most often a page left open for long, or a browser without cookies."""
    return render(request, "refusals/csrf.html", {"heading": _("这一页放得太久了")}, status=403)

"""All questions on one page, for whoever likes to look back and forth; the answers are the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import public
from surveys.actions import answering
from surveys.queries import answers as papers

from . import live


@public("bound to the live session of a slip")
@gzip_page
@require_http_methods(["GET", "POST"])
@live.at_desk
def answer_whole(request: HttpRequest) -> HttpResponse:
    """Everything to see at once; POST keeps it all and goes on to the check."""
    desk = live.desk(request, timezone.now())
    if request.method == "POST":
        chosen = [_choice(request.POST.get(f"a{place}", "")) for place in range(desk.length)]
        answering.put_page(desk, chosen=chosen, talk="talk" in request.POST)
        return redirect("surveys:answer_check")
    language = get_language() or "zh-hans"
    context = {
        "lines": papers.whole(desk, language),
        "page": papers.page(desk, language),
        "talk": desk.draft.talk,
        "answered": sum(choice is not None for choice in desk.draft.choices),
        "length": desk.length,
        "key": live.key_of(request),
    }
    return render(request, "surveys/answer_whole.html", context)


def _choice(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 3 else None

"""The gallery: every component in every state, and one example of every layout."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from school_safety.access.gate import public
from school_safety.web import samples

EXAMPLES = {"staff", "family", "student", "letter", "slips", "crisis"}


@public("documentation without data")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "gallery/gallery.html", samples.gallery())


@public("documentation without data")
def example(request: HttpRequest, example: str) -> HttpResponse:
    """One invented page per layout."""
    if example not in EXAMPLES:
        raise Http404
    return render(request, f"gallery/{example}.html", samples.gallery())

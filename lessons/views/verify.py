"""Anybody may ask whether a receipt is what was issued. A code alone never shows a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from lessons import queries
from lessons.forms import VerifyForm
from school_safety.access.gate import public
from school_safety.documents import sealing_key
from school_safety.limits import address, check
from school_safety.web.downloads import download


@public("a receipt must be checkable by whoever is shown it")
@require_http_methods(["GET", "POST"])
def receipt_verify(request: HttpRequest) -> HttpResponse:
    """Upload the file, or type the code."""
    form = VerifyForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    verdict = None
    if request.method == "POST":
        check("receipt.check", address=address.of(request))
    if request.method == "POST" and form.is_valid():
        file, code = form.cleaned_data["file"], form.cleaned_data["code"]
        verdict = queries.file_verdict(file.read()) if file else queries.code_verdict(code)
    status = 422 if request.method == "POST" and verdict is None else 200
    return render(request, "lessons/verify.html", {"form": form, "verdict": verdict}, status=status)


@public("whoever checks a receipt or a book elsewhere needs the public half of our seals")
@require_GET
def seal_certificate(request: HttpRequest) -> HttpResponse:
    """Every district's certificates and ours; they can check and cannot seal."""
    return download(sealing_key.certificates_pem(), "seal.pem", "application/x-pem-file")

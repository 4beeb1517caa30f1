"""Bringing a questionnaire in: first a look that keeps nothing, then a draft with every answer."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission as P
from school_safety.kernel.refusals import NotNow
from school_safety.limits.door import limited, posted
from surveys.actions import bringing, looking
from surveys.choices import REASONS
from surveys.forms.importing import FileForm, MarksForm
from surveys.queries import instruments, looks
from surveys.queries.import_words import sentence, where
from surveys.queries.importing import Look, look
from surveys.queries.lacking import Lacking

IN_THE_FILE = (Lacking.CHINESE, Lacking.NOTHING_SCORED)  # the rest is said on this very page
UPLOAD = "surveys:instrument_import"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


@gate(P.INSTRUMENT_CHANGE)
@require_http_methods(["GET", "POST"])
@limited("upload.send", posted)
def instrument_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; look at what it says; only then keep it as a draft, or throw it away."""
    token = request.POST.get("look") or request.GET.get("look", "")
    if token:
        return _look(request, token)
    form = FileForm(request.POST or None, request.FILES or None)
    found: Look | None = None
    if request.method == "POST" and form.is_valid():
        found = _read(form.cleaned_data["file"])
        if found.reading is not None:
            kept = looking.keep_look(reading=found.reading, file=found.file, by=request.user)
            return redirect(f"{reverse(UPLOAD)}?look={kept}")
    problems = found.problems if found else ()
    context = {
        "form": form,
        "file": found.file if found else "",
        "problems": [{"where": where(p.place), "text": sentence(p)} for p in problems],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/instruments/import.html", context, status=status)


def _read(file: UploadedFile) -> Look:
    """The upload touches the disk only while the child process reads it."""
    name = Path(file.name or "").name[:120]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "questionnaire" + Path(name).suffix.lower()[:8])
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return look(path, name, _language())


def _look(request: HttpRequest, token: str) -> HttpResponse:
    kept = looks.kept(token, request.user)
    if kept is None:
        messages.info(request, _("看过的文件只留一小时，已经清掉了。请再选一次文件。"))
        return redirect(UPLOAD)
    if "drop" in request.POST:
        looking.forget_look(token=token, by=request.user)
        messages.success(request, _("扔掉了，什么也没有留下。"))
        return redirect(UPLOAD)
    version = looks.unsaved(kept.reading, instruments.district_of(request.user))
    form = MarksForm(request.POST or None, version=version, language=_language())
    if request.method == "POST" and form.is_valid():
        made = _bring(request, token, kept, form)
        if made is not None:
            return redirect("surveys:instrument_show", made.pk)
    page = instruments.page(version, request.user, _language(), request.GET)
    context = {"version": version, "page": page, "form": form, "look": token, "file": kept.file}
    context["lacking"] = [Lacking(code).label for code in page["lacking"] if code in IN_THE_FILE]
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/instruments/look.html", context, status=status)


def _bring(request: HttpRequest, token: str, kept: looks.Kept, form: MarksForm) -> Any:
    """The draft, or None where its very words are here already."""
    try:
        version = bringing.bring_in(
            district=instruments.district_of(request.user),
            reading=kept.reading,
            **form.said(),
            by=request.user,
            at=timezone.now(),
        )
    except NotNow as refusal:
        form.add_error(None, str(REASONS[refusal.code]))
        return None
    looking.forget_look(token=token, by=request.user)
    messages.success(request, _("存成了草稿。现在可以请本区另一位发布。"))
    return version

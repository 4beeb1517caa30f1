"""The files of pictures, in the sizes in which pages show them. Originals have no door."""

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from lessons.queries.pictures import MIME
from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent

FOLDER = "images"
KEPT = "public, max-age=31536000, immutable"  # another picture has another name


@public("pictures of published lessons are for everybody; their names tell nothing")
@require_safe
@csp_override({"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE]})
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """A picture and nothing else, whatever the file says of itself."""
    try:
        with default_storage.open(f"{FOLDER}/{name}") as file:
            content = file.read()
    except OSError:
        raise Absent from None
    mime = MIME[name.rpartition(".")[2]]
    return HttpResponse(content, content_type=mime, headers={"Cache-Control": KEPT})

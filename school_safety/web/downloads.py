"""A file to keep: fixed ASCII name with no person in it, always as an attachment."""

from django.http import HttpResponse

PDF = "application/pdf"


def download(content: bytes, name: str, kind: str = PDF) -> HttpResponse:
    """`kind` is the media type; `name` is made by us and never typed by anybody."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)

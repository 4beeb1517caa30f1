"""A page with its form: answered 422 where the form was refused, so that machines know it too."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """`context["form"]` decides."""
    status = 422 if context["form"].errors else 200
    return render(request, template, context, status=status)

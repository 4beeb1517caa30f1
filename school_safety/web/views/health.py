"""Whether this house answers: for load balancers and for people on duty."""

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from school_safety.access.gate import public


@public("monitors ask without an account; the answer holds no data")
def healthz(request: HttpRequest) -> JsonResponse:
    """ok, or which part is not."""
    parts = {"database": _answers(_database), "volatile": _answers(_volatile)}
    fine = all(parts.values())
    words = {name: "ok" if good else "down" for name, good in parts.items()}
    return JsonResponse({"status": "ok" if fine else "down", **words}, status=200 if fine else 503)


def _answers(check: Callable[[], None]) -> bool:
    try:
        check()
    except (Error, OSError, ImportError):
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _volatile() -> None:
    from school_safety.volatile import store

    store.get("health", "probe")

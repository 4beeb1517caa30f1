"""Whether this house answers: for load balancers and for people on duty."""

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from school_safety.access.gate import public
from school_safety.clock import beats
from school_safety.volatile import store


@public("monitors ask without an account; the answer holds no data")
def healthz(request: HttpRequest) -> JsonResponse:
    """ok, or which part is not. 503 where pages cannot be served; with ?all also for the rest."""
    parts = {"database": _answers(_database), "volatile": _answers(_volatile)}
    serving = all(parts.values())
    parts |= {who: serving and _at_work(name) for who, name in BACKGROUND.items()}
    fine = all(parts.values())
    words = {who: "ok" if good else BAD.get(who, "silent") for who, good in parts.items()}
    status = "ok" if fine else "degraded" if serving else "down"
    ready = fine if "all" in request.GET else serving
    return JsonResponse({"status": status, **words}, status=200 if ready else 503)


BACKGROUND = {"worker": beats.WORKER, "clock": beats.CLOCK}
BAD = {"database": "down", "volatile": "down"}


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
    store.get("health", "probe")


def _at_work(who: str) -> bool:
    return beats.alive(who, at=timezone.now())

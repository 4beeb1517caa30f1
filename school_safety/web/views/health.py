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
    words = _looked()
    serving = words["database"] == words["volatile"] == "ok"
    fine = all(word == "ok" for word in words.values())
    status = "ok" if fine else "degraded" if serving else "down"
    ready = fine if "all" in request.GET else serving
    return JsonResponse({"status": status, **words}, status=200 if ready else 503)


def _looked() -> dict[str, str]:
    """Each part's word. Behind a dead database nothing is asked: each answer would be waited for."""
    words = dict.fromkeys(("database", "volatile", *BACKGROUND), "unknown")
    for part, check in (("database", _database), ("volatile", _volatile)):
        words[part] = "ok" if _answers(check) else "down"
        if words[part] == "down":
            return words
    now = timezone.now()
    at_work = {part: beats.alive(who, at=now) for part, who in BACKGROUND.items()}
    return words | {part: "ok" if alive else "silent" for part, alive in at_work.items()}


BACKGROUND = {"worker": beats.WORKER, "clock": beats.CLOCK}


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

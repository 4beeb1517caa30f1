"""Every door, every actor, every kind of stranger's object: decided, and denied as if not there."""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interventions.models import MandatoryReport
from school_safety.access.second_factor import SESSION_KEY

from .actors import Actor, account, actor
from .decided import ELSEWHERE, LEAVES, OBJECTS, PLAIN, STATEFUL
from .doors import bare_doors, own_doors
from .knocking import Answer, knock, same
from .objects import KINDS, Facts, absent
from .oracle import may

ACTORS = [
    "anonymous", "ed_s1", "rv_s1", "du_s1", "te_s1", "ht_s1a", "ht_s1b", "co_s1", "co2_s1", "co_s2",
    "lead_s1", "sa_s1", "clerk_s1", "da_d1", "da_d2", "aud_d1", "cl_d1", "pa_d1", "op", "gu_a",
    "gu_a2", "gu_h", "gu_x", "pupil",
]  # fmt: skip
METHODS = ("GET", "POST")
STRANGERS_PER_DOOR = 3  # pairwise size; `make trust` knocks with many more
EVERY_METHOD = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE")
STRANGERS_WHOLE = 12
REMEMBERED = {
    "case",
    "referral",
    "response",
    "plan",
    "safety event",
    "mandatory report",
    "meeting",
    "visit",
    "agreement",
    "family talk",
}  # S3 and S4 with a child's name
CANARY = re.compile(r"⟦c\d{4}⟧")
OPENS = {200, 302, 400, 405, 409, 422}
NO_CONTENT = {"te", "ht", "ed", "rv", "ck", "sa", "da", "au", "op", "pa", "du"}


def test_no_door_of_our_own_is_without_a_gate() -> None:
    assert bare_doors() == []


def test_no_door_is_undecided() -> None:
    decided = {*PLAIN, *OBJECTS, *ELSEWHERE}
    asked = {door.name for door in own_doors() if not door.public}
    assert asked - decided == set()
    assert decided - asked == set()


@pytest.fixture(autouse=True)
def queued(settings: Any) -> None:
    """Background work waits for its worker, as on the site: here nobody prints a whole school."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def sign_in(who: Actor) -> Client:
    client = Client(raise_request_exception=False)
    if who.user is not None:
        client.force_login(who.user)
        session = client.session
        session[SESSION_KEY] = timezone.now().isoformat()
        session.save()
    return client


def picked(
    who: Actor, rows: list[Facts], spec: str, most: int = STRANGERS_PER_DOOR
) -> Iterator[tuple[Facts, bool]]:
    """Some that should open, and strangers: same school, other school, other district, closed."""
    opening = [row for row in rows if may(who, row, spec)]
    for row in opening[: max(1, most // STRANGERS_PER_DOOR)]:
        yield row, True
    closed = [row for row in rows if not may(who, row, spec)]
    homes = set().union(*who.schools.values()) if who.schools else set()
    seen: set[Any] = set()
    more = most > STRANGERS_PER_DOOR
    for row in closed:
        kind = (row.school in homes, row.school, row.closed_for, row.student if more else None)
        if kind not in seen:
            seen.add(kind)
            yield row, False
        if len(seen) >= most:
            return


def knocked_at(
    who: Actor, rows: list[Facts], spec: str, most: int, method: str, name: str
) -> list[tuple[Facts, bool]]:
    """What opens, by every method; and one stranger's, another kind for each actor and door.

    Pairwise: each actor meets each door closed once, by one method; each door and each actor meet
    every method and every kind of stranger in turn.
    """
    found = list(picked(who, rows, spec, most))
    strangers = [pair for pair in found if not pair[1]]
    if most > STRANGERS_PER_DOOR or not strangers:
        return found
    other, turn = divmod(ACTORS.index(who.key) + list(OBJECTS).index(name), len(METHODS))
    chosen = strangers[other % len(strangers)] if METHODS[turn] == method else None
    return [pair for pair in found if pair[1] or pair is chosen]


def check_denied(who: Actor, label: str, got: Answer, nowhere: Answer) -> list[str]:
    if who.user is None:
        fine = got.status == 302 and got.location.startswith("/accounts/login/")
        return [] if fine or got.status in {404, 405} else [f"{label}: {got.status}"]
    if got.status not in {404, 405}:
        return [f"{label}: let in with {got.status}"]
    if got.writes:
        return [f"{label}: closed, and yet wrote to {sorted(got.writes)}"]
    if same(got, nowhere):
        return []
    return [f"{label}: {got.status} differs from {nowhere.status}, a door that is not there"]


def check_heard(
    who: Actor, label: str, got: Answer, canaries: dict[str, Any], told: Iterable[str] = ()
) -> list[str]:
    """No mark of S3 or S4 about a child whom this actor does not work with, but for what is `told`."""
    wrong = []
    for mark in set(CANARY.findall(got.words)) - set(told):
        about = canaries.get(mark)
        if about and about["class"] in {"S3", "S4"} and not hears(who, about):
            wrong.append(f"{label}: tells {mark} ({about['class']})")
    return wrong


def reported(pk: UUID) -> list[str]:
    """The marks of one mandatory report: the law sends them to the head and, made, to the district."""
    report = MandatoryReport.objects.get(pk=pk)
    return CANARY.findall(f"{report.fact} {report.words} {report.place}")


def hears(who: Actor, about: dict[str, Any]) -> bool:
    """Whether this actor may read sensitive words about that child at all."""
    if who.roles <= NO_CONTENT:
        return False
    if "ld" in who.roles or "co" in who.roles:
        return about["school"] in who.school_codes
    children = {str(pk) for pk in who.children | who.students}
    return about["student"] in children


@pytest.mark.django_db
@pytest.mark.parametrize("key", ACTORS)
def test_matrix(demo: Any, key: str) -> None:
    who = actor(key, account(demo, key))
    canaries = {mark["text"]: mark for mark in demo.manifest["canaries"]}
    wrong = walk_plain(who, sign_in(who), canaries)
    wrong += walk_objects(who, sign_in(who), canaries)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.django_db
@pytest.mark.parametrize("key", ACTORS)
def test_the_whole_matrix(demo: Any, key: str) -> None:
    """Every verb of HTTP, and for each door a stranger's row of nearly every child."""
    who = actor(key, account(demo, key))
    canaries = {mark["text"]: mark for mark in demo.manifest["canaries"]}
    wrong = walk_plain(who, sign_in(who), canaries, whole=True)
    wrong += walk_objects(who, sign_in(who), canaries, methods=EVERY_METHOD, most=STRANGERS_WHOLE)
    assert not wrong, "\n".join(wrong)


def walk_plain(
    who: Actor, client: Client, canaries: dict[str, Any], *, whole: bool = False
) -> list[str]:
    """The doors without an object; those closed to her by one method only, in turn, if not `whole`."""
    wrong: list[str] = []
    for number, (name, roles) in enumerate(PLAIN.items()):
        opens = bool(who.roles & set(roles.split()))
        turn = METHODS[(number + ACTORS.index(who.key)) % len(METHODS)]
        for method in METHODS if opens or whole else (turn,):
            got = knock(client, method, reverse(name))
            label = f"{who.key} {method} {name}"
            if opens:
                fine = got.status in OPENS or (got.status == 404 and name in STATEFUL)
                wrong += [] if fine else [f"{label}: closed with {got.status}"]
            else:
                wrong += check_denied(who, label, got, got)
            wrong += check_heard(who, label, got, canaries)
            if name in LEAVES:
                client = sign_in(who)
    return wrong


def check_remembered(label: str, got: Answer, kind: str, spec: str) -> list[str]:
    """Who was shown a file of S3 or S4 stands in the history once, with the grant she came by."""
    if kind not in REMEMBERED or got.status != 200:
        return []
    if len(got.read) != 1:
        return [f"{label}: shown, and remembered {len(got.read)} times"]
    by_grant = f"{got.read[0].actor_role}:c" in spec or f"{got.read[0].actor_role}:g" in spec
    if by_grant and got.read[0].grant_id is None:
        return [f"{label}: remembered without its grant"]
    return []


def walk_objects(
    who: Actor,
    client: Client,
    canaries: dict[str, Any],
    *,
    methods: tuple[str, ...] = METHODS,
    most: int = STRANGERS_PER_DOOR,
) -> list[str]:
    wrong: list[str] = []
    rows = {kind: list(facts()) for kind, facts in KINDS.items()}
    for (name, (kind, spec)), method in itertools.product(OBJECTS.items(), methods):
        assert rows[kind], f"the demo has no {kind} to knock at"
        asked = knocked_at(who, rows[kind], spec, most, method, name)
        if not asked:
            continue
        nowhere = knock(client, method, reverse(name, kwargs=absent(rows[kind][0].kwargs)))
        for row, opens in asked:
            # After a deed its toast waits in the session: strangers' doors get a fresh one.
            hand = sign_in(who) if opens else client
            got = knock(hand, method, reverse(name, kwargs=row.kwargs))
            label = f"{who.key} {method} {name}"
            if opens:
                fine = got.status in OPENS or (got.status == 404 and name in STATEFUL)
                wrong += [] if fine else [f"{label}: closed with {got.status}"]
                wrong += check_remembered(label, got, kind, spec)
            else:
                wrong += check_denied(who, label, got, nowhere)
            told = reported(row.kwargs["pk"]) if opens and kind == "mandatory report" else ()
            wrong += check_heard(who, label, got, canaries, told)
    return wrong

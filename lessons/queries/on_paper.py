"""Letters on paper: which are printed for whom, what came back, what waits to be entered."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from lessons.choices import WAITING_STATES, LetterKind, LetterState, ScanState, SigningRule
from lessons.models import Dispatch, PersonalLetter, Slip, SlipPile, SlipScan
from lessons.rules import slip_code
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.accounts.codes import derived, read
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship, School
from school_safety.vault.lookup import keyed_hash

from .family import letters_of

VERB = Permission.CONSENT_ENTER
LINKS_LAST = timedelta(days=180)  # a term and the holidays: later she comes in by her number


def dispatch_to_print(user: Any, dispatch_id: UUID) -> Dispatch:
    """A letter of one's own class that has no newer version, or Absent."""
    rows = Dispatch.objects.filter(replaced_by=None).select_related("school", "classroom")
    return policy.get(user, Permission.LETTER_FOLLOW, rows, pk=dispatch_id)


def to_print(dispatch: Dispatch) -> list[PersonalLetter]:
    """One letter for each answer still asked for: of a family whose one answer is enough, the
    guardian who has no other way first. Nobody who may not read it now."""
    tie = Guardianship.objects.filter(
        student_id=OuterRef("student_id"), guardian_id=OuterRef("guardian_id"), held_at=None
    )
    rows = dispatch.letters.annotate(
        authority=Subquery(tie.values("authority")[:1]), order=Subquery(tie.values("order")[:1])
    )
    may = Q(authority=Authority.FULL)
    if dispatch.kind == LetterKind.INFORMATION:
        may |= Q(authority=Authority.LIMITED)
    waiting = rows.filter(may, state__in=WAITING_STATES)
    if dispatch.rule != SigningRule.EACH:
        done = dispatch.letters.exclude(state__in=WAITING_STATES)
        waiting = waiting.exclude(student_id__in=done.values("student_id"))
    ordered = waiting.select_related("student", "guardian").order_by(
        "student__number", "student_id", F("order").asc()
    )
    return list(ordered) if dispatch.rule == SigningRule.EACH else _one_each(ordered)


def _one_each(letters: Iterable[PersonalLetter]) -> list[PersonalLetter]:
    chosen: dict[UUID, PersonalLetter] = {}
    for letter in letters:
        before = chosen.get(letter.student_id)
        better = letter.state == LetterState.UNDELIVERED
        if before is None or (better and before.state != LetterState.UNDELIVERED):
            chosen[letter.student_id] = letter
    return list(chosen.values())


def code_of(letter: PersonalLetter) -> str:
    """The code on this letter's slip, the same at every printing."""
    return derived(keyed_hash("letter-slip", str(letter.pk)), slip_code.LENGTH)


def hash_of(code: str) -> str:
    """What is kept of it."""
    return keyed_hash("slip-code", read(code))


def slip_of(code: str) -> Slip | None:
    """The slip with this code, as typed or read."""
    rows = Slip.objects.filter(code_hash=hash_of(code))
    return rows.select_related("letter__dispatch").first()


def letter_behind(code: str, at: datetime) -> PersonalLetter | None:
    """The letter that a link or a slip leads to, as long as links to it work."""
    rows = PersonalLetter.objects.filter(dispatch__sent_at__gt=at - LINKS_LAST)
    try:
        found = Q(pk=UUID(code))
    except ValueError:
        found = Q(slip__code_hash=hash_of(code))
    return rows.filter(found).select_related("guardian__user").first()


def own_letter(user: Any, code: str, at: datetime) -> PersonalLetter | None:
    """The same, where it is this very guardian's and she may read it now."""
    letter = letter_behind(code, at)
    return letters_of(user).filter(pk=letter.pk).first() if letter else None


def schools_of(user: Any) -> list[School]:
    """Where this person takes in paper."""
    return list(policy.visible(user, VERB, School.objects.all()).order_by("code"))


def piles(user: Any) -> QuerySet[SlipPile]:
    """Piles of these schools, newest first."""
    again = Count("scans", filter=Q(scans__state=ScanState.AGAIN))
    rows = policy.visible(user, VERB, SlipPile.objects.all()).select_related("brought_by")
    return rows.annotate(came_again=again).order_by("-brought_at")


def scans(user: Any, state: str) -> QuerySet[SlipScan]:
    """Slips in this state, the oldest first; without their pictures."""
    rows = policy.visible(user, VERB, SlipScan.objects.filter(state=state))
    return rows.defer("image").order_by("pile__brought_at", "pk")


def scan_for(user: Any, scan_id: UUID) -> SlipScan:
    """One of them, or Absent."""
    rows = SlipScan.objects.select_related(
        "pile", "receipt", "slip__letter__dispatch__classroom", "slip__letter__student",
        "slip__letter__guardian", "slip__letter__dispatch__replaced_by",
    )  # fmt: skip
    return policy.get(user, VERB, rows, pk=scan_id)


def next_after(user: Any, scan: SlipScan | None, state: str) -> SlipScan | None:
    """The next one in the queue; behind the last comes the first again."""
    rows = scans(user, state)
    if scan is None:
        return rows.first()
    here = scan.pile.brought_at
    later = Q(pile__brought_at__gt=here) | Q(pile__brought_at=here, pk__gt=scan.pk)
    others = rows.exclude(pk=scan.pk)
    return others.filter(later).first() or others.first()


def counts(user: Any) -> dict[str, int]:
    """How many wait, and how many nobody could recognise."""
    states = (ScanState.WAITING, ScanState.UNKNOWN, ScanState.AGAIN)
    return {state.value: scans(user, state).count() for state in states}


def picture_for(letter: PersonalLetter, scan: str = "") -> SlipScan:
    """The paper behind this letter's newest receipt, or one kept beside it, or Absent."""
    newest = letter.receipts.order_by("-sequence").first()
    if scan:
        found = next((each for each in kept_for(letter) if str(each.pk) == scan), None)
    else:
        found = SlipScan.objects.filter(receipt=newest).first() if newest else None
    if found is None:
        raise Absent
    return found


def kept_for(letter: PersonalLetter) -> list[SlipScan]:
    """Further papers of this guardian, kept beside her answer; the newest first."""
    rows = SlipScan.objects.filter(slip__letter=letter, state=ScanState.KEPT)
    return list(rows.select_related("pile").order_by("-done_at"))


def before(scan: SlipScan) -> SlipScan | None:
    """The paper of the same family that was here before, with its picture."""
    rows = SlipScan.objects.filter(
        slip=scan.slip_id, state__in=[ScanState.ENTERED, ScanState.WAITING]
    )
    first = rows.exclude(pk=scan.pk).select_related("receipt")
    return first.order_by(F("done_at").desc(nulls_last=True)).first() if scan.slip_id else None

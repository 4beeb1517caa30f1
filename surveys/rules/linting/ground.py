"""Checks of the ground a wave stands on: time, notice, assessment, people, hands."""

from .facts import HEAD, LEAD, Plan
from .items import Hits

LONGEST_DAYS = 60


def window(plan: Plan) -> Hits:
    """A beginning, an end, not too long."""
    length = plan.closes_at - plan.opens_at
    return (("window", ()),) if length.total_seconds() <= 0 or length.days > LONGEST_DAYS else ()


def classes(plan: Plan) -> Hits:
    """Somebody is asked."""
    return () if plan.classes else (("no_class", ()),)


def notice(plan: Plan) -> Hits:
    """The consent letter went out, and families had the school days they are owed."""
    if plan.untold:
        return (("notice_classes", plan.untold),)
    if plan.notice_on is None or plan.notice_on > plan.opens_on:
        return (("no_notice", ()),)
    if plan.ready_on is None or plan.ready_on > plan.opens_on:
        return (("notice_short", (plan.ready_on.isoformat(),) if plan.ready_on else ()),)
    return ()


def assessment(plan: Plan) -> Hits:
    """An impact assessment stands until the last day (PIPL articles 55 and 56)."""
    until = plan.assessed_until
    if until is None:
        return (("no_assessment", ()),)
    return (("assessment_old", (until.isoformat(),)),) if until < plan.closes_on else ()


def cover(plan: Plan) -> Hits:
    """In every open hour somebody is there for an answer that cannot wait."""
    if not plan.has_on_call:
        return (("no_on_call", ()),)
    if not plan.gaps:
        return ()
    return (("cover", tuple(f"{a.isoformat()}/{b.isoformat()}" for a, b in plan.gaps)),)


def follow_up(plan: Plan) -> Hits:
    """The talks that will be asked for can be held in time."""
    return ((plan.follow_up, ()),) if plan.follow_up else ()


def approvals(plan: Plan) -> Hits:
    """The lead and the head have both read it, and neither planned it."""
    hits: Hits = ()
    if plan.planned_by in plan.approvals.values():
        hits += (("own_approval", ()),)
    if LEAD not in plan.approvals:
        hits += (("no_lead", ()),)
    if HEAD not in plan.approvals:
        hits += (("no_head", ()),)
    if len(set(plan.approvals.values())) < len(plan.approvals):
        hits += (("same_person", ()),)
    return hits

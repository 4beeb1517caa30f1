"""Reading this room: work lists, one case, referrals, what needs somebody today."""

from .people import caseload_counts
from .rotas import now_on_duty
from .safety import unanswered
from .safety_plans import own as own_safety_plans
from .today import today

__all__ = ["caseload_counts", "now_on_duty", "own_safety_plans", "today", "unanswered"]

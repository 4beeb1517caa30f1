"""Reading this room: work lists, one case, referrals, what needs somebody today."""

from .people import caseload_counts
from .today import today

__all__ = ["caseload_counts", "today"]

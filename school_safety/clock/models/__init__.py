"""The school calendar's exceptions, and when each job runs next."""

from .calendar_day import CalendarDay
from .scheduled_job import ScheduledJob

__all__ = ["CalendarDay", "ScheduledJob"]

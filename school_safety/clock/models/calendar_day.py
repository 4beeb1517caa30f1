"""A day on which a district's schools do not do what its weekday says."""

from django.db import models

from school_safety.clock.choices import DayKind


class CalendarDay(models.Model):
    """Monday to Friday are school days unless a row here says otherwise."""

    district_id = models.UUIDField()
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=DayKind)
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["district_id", "day"], name="calendar_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"

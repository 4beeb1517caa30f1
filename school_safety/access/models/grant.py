"""The one row that says: this person works on this child."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from school_safety.access.choices import GrantKind


class Grant(models.Model):
    """Its approver is the approval that article 36 asks for; every S3/S4 read cites its id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="grants")
    # Whose work it is: a child who moves takes no grant with her.
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=GrantKind)
    basis = models.CharField(max_length=80)  # case:<id>, referral:<id>, slip:<id> ...
    box = models.CharField(
        max_length=80, blank=True, db_default=""
    )  # case:<id>: nothing outside it
    reason = models.CharField(max_length=20, blank=True, db_default="")  # a code; slips have one
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # none only where a standing rule approves (caseload by rota)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        indexes = [models.Index(fields=["user", "kind", "until"], name="grant_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(kind=GrantKind.SLIP) | Q(approver__isnull=False),
                name="grant_slip_has_approver",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(user=F("approver")),
                name="grant_not_approved_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"

"""What one person proposed for a colleague and a second one decides."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from school_safety.access.choices import ProposalKind, ProposalState, Role
from school_safety.schools.models import Classroom, District, School

DECIDED = (ProposalState.APPROVED, ProposalState.REFUSED)


class RoleProposal(models.Model):
    """A role, or the reset of a lost second factor of somebody who holds it.

    `proposed_as` is the role in which it was proposed: it says who may be the second person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=6, choices=ProposalKind, default=ProposalKind.ROLE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals")
    role = models.CharField(max_length=2, choices=Role)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    classroom = models.ForeignKey(
        "schools.Classroom", models.PROTECT, null=True, blank=True, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)  # of the role
    state = models.CharField(max_length=8, choices=ProposalState, default=ProposalState.WAITING)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_as = models.CharField(max_length=2, choices=Role)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "id"]
        indexes = [models.Index(fields=["state", "district"], name="proposal_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "role"],
                condition=Q(state=ProposalState.WAITING),
                name="proposal_once",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("proposed_by")), name="proposal_not_for_oneself"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("user")) & ~Q(decided_by=F("proposed_by"))),
                name="proposal_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_by=None)),
                name="proposal_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def unit(self) -> Classroom | School | District:
        """Where: the class, the school or the district."""
        return self.classroom or self.school or self.district

    @property
    def unit_name(self) -> str:
        """Its name."""
        return self.unit.name

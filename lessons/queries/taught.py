"""Which classes were taught what."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lessons.models import DeliveryRecord
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import Classroom


def deliveries(user: Any) -> QuerySet[DeliveryRecord]:
    """Records of the classes this person teaches, or of the whole school, newest first."""
    own = policy.visible(user, Permission.DELIVERY_WRITE, DeliveryRecord.objects.all())
    school = policy.visible(user, Permission.DELIVERY_READ, DeliveryRecord.objects.all())
    return (own | school).select_related("classroom", "taught_by").distinct()


def taught_classes(user: Any) -> QuerySet[Classroom]:
    """Classes for which this person may record a lesson."""
    return policy.visible(user, Permission.DELIVERY_WRITE, Classroom.objects.all())


def own_delivery(user: Any, delivery_id: UUID) -> DeliveryRecord:
    """A record of one's own class, or Absent."""
    return policy.get(user, Permission.DELIVERY_WRITE, DeliveryRecord.objects.all(), pk=delivery_id)

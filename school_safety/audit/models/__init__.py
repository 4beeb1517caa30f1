"""History without foreign keys: it outlives what it tells about."""

from .audit_event import AuditEvent
from .audit_seal import AuditSeal

__all__ = ["AuditEvent", "AuditSeal"]

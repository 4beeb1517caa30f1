"""Consents as answers that never change, and the ledger of what was shared on which ground."""

from .basis import Basis
from .consent import Consent

__all__ = ["Basis", "Consent"]

"""Consents as answers that never change, and the ledger of what was shared on which ground."""

from .basis import Basis
from .consent import Consent
from .terms import DistrictTerms

__all__ = ["Basis", "Consent", "DistrictTerms"]

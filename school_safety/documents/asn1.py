"""asn1crypto as pyHanko completes it. Import from here, inside functions, and nowhere else.

asn1crypto settles its names when it first reads something; what pyHanko adds later is never known then, and
a good seal looks broken. Both load for half a second, so no process does it at its start.
"""

import pyhanko.sign.signers
import pyhanko.sign.validation  # noqa: F401  (both: for the names they add)
from asn1crypto import cms, core, x509

__all__ = ["cms", "core", "x509"]

"""Seals: a PAdES signature of the district's key, and the check that nothing changed.

pyHanko loads for half a second: it is imported where a file is sealed or read, not at a start.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from . import sealing_key
from .sealing_key import Known

FIELD = "Seal"


@dataclass(frozen=True)
class SealReport:
    """What a file says about itself. `whole` is the only answer a reader needs."""

    sealed: bool = False
    intact: bool = False  # the bytes the signature covers are unchanged
    valid: bool = False  # the signature fits those bytes and its certificate
    trusted: bool = False  # the certificate is ours
    owner: str = ""  # whose key it was: a district's code, or nothing for the installation's
    covers_all: bool = False  # nothing but the signature itself lies outside what it covers
    signed_at: datetime | None = None
    reason: str = ""
    sha256: str = ""

    @property
    def whole(self) -> bool:
        """Sealed by us and not one byte changed since."""
        return self.sealed and self.intact and self.valid and self.trusted and self.covers_all


def sha256(data: bytes) -> str:
    """The fingerprint of a whole file, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def seal(pdf: bytes, *, district: str, reason: str = "") -> bytes:
    """The same document with a certifying signature that allows no change at all."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    from .signer import KeptSigner

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason=reason or None,
    )
    signer = signers.PdfSigner(metadata, KeptSigner(sealing_key.pair_for(district)))
    return apart(lambda: signer.sign_pdf(writer)).getvalue()


def apart[T](call: Callable[[], T]) -> T:
    """In a thread of its own: pyHanko starts an event loop, and the caller may stand in one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(call).result()


def check(pdf: bytes, *, among: Sequence[Known] | None = None) -> SealReport:
    """Look at any file; one that is no PDF, or bears no seal, is simply not sealed."""
    ours = among or sealing_key.known()
    empty = SealReport(sha256=sha256(pdf))
    try:
        return _look(pdf, ours, empty)
    except (
        Exception
    ):  # foreign bytes can break a parser anywhere; what cannot be read is not sealed
        return empty


def _look(pdf: bytes, ours: Sequence[Known], empty: SealReport) -> SealReport:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if len(signatures) != 1:
        return empty
    seal = signatures[0]
    borne = seal.signer_cert.dump()
    named = next((one for one in ours if one.certificate.dump() == borne), None)
    roots = [one.certificate for one in ours]
    trust = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = apart(lambda: validate_pdf_signature(seal, signer_validation_context=trust))
    return replace(
        empty,
        sealed=True,
        intact=status.intact,
        valid=status.valid and status.docmdp_ok is not False,
        trusted=status.trusted and named is not None,
        owner=named.owner if named else "",
        covers_all=status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level in (None, ModificationLevel.NONE)
        and container_is_exact(pdf, seal),
        signed_at=status.signer_reported_dt,
        reason=str(seal.sig_object.get("/Reason", "")),
    )


def container_is_exact(pdf: bytes, signature: Any) -> bool:
    """The gap in the covered bytes holds the signature as we write it, padded with zeros only."""
    from .asn1 import cms

    start, length, after, rest = (int(each) for each in signature.byte_range)
    if start != 0 or after + rest != len(pdf):
        return False
    written = cms.ContentInfo.load(bytes(signature.pkcs7_content)).dump(force=True)
    digits = b"<" + written.hex().upper().encode()
    return pdf[length:after] == digits.ljust(after - length - 1, b"0") + b">"

"""Plain text under the same seal as our PDFs: CMS with the text inside, as `openssl cms` reads it.

pyHanko is imported where it is used: it loads for half a second.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from . import sealing_key
from .sealing import apart
from .sealing_key import Known

if TYPE_CHECKING:
    from asn1crypto import cms, x509


@dataclass(frozen=True)
class OpenedText:
    """`content` is there even where the seal doesn't hold, so that one can say what was changed."""

    content: bytes = b""
    whole: bool = False  # sealed with one of those keys, and not one byte changed since
    owner: str = ""  # whose key it was: a district's code, or nothing for the installation's
    signed_at: datetime | None = None


def seal(content: bytes, *, district: str, at: datetime) -> bytes:
    """The text inside its seal, as DER."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    from .asn1 import cms, core
    from .signer import KeptSigner

    inside = cms.ContentInfo(
        {"content_type": "data", "content": core.OctetString(content)},
    )
    attributes = PdfCMSSignedAttributes(signing_time=at)
    signer = KeptSigner(sealing_key.pair_for(district))
    made = apart(
        lambda: asyncio.run(
            signer.async_sign_general_data(
                inside, "sha256", detached=False, signed_attr_settings=attributes
            )
        )
    )
    return made.dump()


def opened(data: bytes, *, among: Sequence[Known] | None = None) -> OpenedText:
    """Look at any file; what is no sealed text is empty and not whole."""
    from .asn1 import cms

    ours = among or sealing_key.known()
    try:
        signed = cms.ContentInfo.load(data, strict=True)["content"]
        found = OpenedText(content=signed["encap_content_info"]["content"].native or b"")
    except Exception:  # foreign bytes can break a parser anywhere
        return OpenedText()
    try:
        return _checked(data, signed, ours, found)
    except Exception:
        return found


def _checked(
    data: bytes, signed: "cms.SignedData", ours: Sequence[Known], found: OpenedText
) -> OpenedText:
    from pyhanko.sign.validation import async_validate_cms_signature
    from pyhanko_certvalidator import ValidationContext

    named = next((one for one in ours if data == _as_we_write_it(signed, one).dump()), None)
    if named is None:
        return found
    trust = ValidationContext(trust_roots=[named.certificate], allow_fetching=False)
    status = apart(
        lambda: asyncio.run(async_validate_cms_signature(signed, validation_context=trust))
    )
    attributes = {each["type"].native: each for each in signed["signer_infos"][0]["signed_attrs"]}
    return replace(
        found,
        whole=bool(status.intact and status.valid and status.trusted),
        owner=named.owner,
        signed_at=attributes["signing_time"]["values"][0].native,
    )


def _as_we_write_it(signed: "cms.SignedData", known: Known) -> "cms.ContentInfo":
    """The same text and signature in our own envelope: nothing else may stand around them."""
    from .asn1 import cms

    ours: x509.Certificate = known.certificate
    one, way = signed["signer_infos"][0], {"algorithm": "sha256"}
    by = cms.IssuerAndSerialNumber({"issuer": ours.issuer, "serial_number": ours.serial_number})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": by}),
            "digest_algorithm": way,
            "signed_attrs": one["signed_attrs"],
            "signature_algorithm": one["signature_algorithm"],
            "signature": one["signature"].native,
        }
    )
    body = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [way],
            "encap_content_info": {
                "content_type": "data",
                "content": signed["encap_content_info"]["content"].native,
            },
            "certificates": [ours],
            "signer_infos": [signer],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": body})

"""Plain text under the same seal as our PDFs: CMS with the text inside, as `openssl cms` reads it."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms, core, x509
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation import async_validate_cms_signature
from pyhanko_certvalidator import ValidationContext

from . import sealing_key
from .sealing import apart


@dataclass(frozen=True)
class OpenedText:
    """`content` is there even where the seal doesn't hold, so that one can say what was changed."""

    content: bytes = b""
    whole: bool = False  # sealed with that key, and not one byte changed since
    signed_at: datetime | None = None


def seal(content: bytes, *, at: datetime) -> bytes:
    """The text inside its seal, as DER."""
    inside = cms.ContentInfo(
        {"content_type": "data", "content": core.OctetString(content)},
    )
    attributes = PdfCMSSignedAttributes(signing_time=at)
    signer = sealing_key.signer()
    made = apart(
        lambda: asyncio.run(
            signer.async_sign_general_data(
                inside, "sha256", detached=False, signed_attr_settings=attributes
            )
        )
    )
    return made.dump()


def opened(data: bytes, *, certificate: x509.Certificate | None = None) -> OpenedText:
    """Look at any file; what is no sealed text is empty and not whole."""
    ours = certificate or sealing_key.certificate()
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
    data: bytes, signed: cms.SignedData, ours: x509.Certificate, found: OpenedText
) -> OpenedText:
    if data != _as_we_write_it(signed, ours).dump():
        return found
    trust = ValidationContext(trust_roots=[ours], allow_fetching=False)
    status = apart(
        lambda: asyncio.run(async_validate_cms_signature(signed, validation_context=trust))
    )
    attributes = {each["type"].native: each for each in signed["signer_infos"][0]["signed_attrs"]}
    return replace(
        found,
        whole=bool(status.intact and status.valid and status.trusted),
        signed_at=attributes["signing_time"]["values"][0].native,
    )


def _as_we_write_it(signed: cms.SignedData, ours: x509.Certificate) -> cms.ContentInfo:
    """The same text and signature in our own envelope: nothing else may stand around them."""
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

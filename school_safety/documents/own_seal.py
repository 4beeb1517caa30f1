"""Is this file sealed by our key? Answered from its bytes, before any PDF parser sees a stranger's."""

import hashlib
import re

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from . import sealing_key

RANGE = re.compile(
    rb"/ByteRange\s{0,9}\[\s{0,9}(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s{0,9}\]"
)


def is_ours(pdf: bytes, *, certificate: x509.Certificate | None = None) -> bool:
    """One signature of our key over everything but its own gap, and those bytes unchanged."""
    found = RANGE.findall(pdf)
    if not pdf.startswith(b"%PDF-") or len(found) != 1:
        return False
    start, length, after, rest = (int(each) for each in found[0])
    if start != 0 or length > after or after + rest != len(pdf):
        return False
    try:
        content = bytes.fromhex(pdf[length:after].strip(b"<>").decode("ascii"))
        signed = cms.ContentInfo.load(content)["content"]["signer_infos"][0]
        attributes = {each["type"].native: each["values"][0] for each in signed["signed_attrs"]}
        digest = hashlib.sha256(pdf[:length] + pdf[after:]).digest()
        if attributes["message_digest"].native != digest:
            return False
        _check(signed, certificate or sealing_key.certificate())
    except (ValueError, KeyError, TypeError, IndexError, InvalidSignature):
        return False
    return True


def _check(signed: cms.SignerInfo, ours: x509.Certificate) -> None:
    key = load_der_public_key(ours.public_key.dump())
    if not isinstance(key, rsa.RSAPublicKey):
        message = "our key is RSA"
        raise TypeError(message)
    said = signed["signed_attrs"].untag().dump()
    key.verify(signed["signature"].native, said, padding.PKCS1v15(), hashes.SHA256())

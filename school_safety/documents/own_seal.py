"""Is this file sealed by a key of ours? Answered from its bytes, before any PDF parser sees a stranger's."""

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from . import sealing_key
from .sealing_key import Known

if TYPE_CHECKING:
    from asn1crypto import cms, x509

RANGE = re.compile(
    rb"/ByteRange\s{0,9}\[\s{0,9}(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s{0,9}\]"
)


def is_ours(pdf: bytes, *, among: Sequence[Known] | None = None) -> bool:
    """One signature of a key of ours over everything but its own gap, and those bytes unchanged."""
    from .asn1 import cms

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
        ours = sealing_key.known() if among is None else among
        return any(_fits(signed, one.certificate) for one in ours)
    except (ValueError, KeyError, TypeError, IndexError):
        return False


def _fits(signed: "cms.SignerInfo", ours: "x509.Certificate") -> bool:
    key = load_der_public_key(ours.public_key.dump())
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    said = signed["signed_attrs"].untag().dump()
    try:
        key.verify(signed["signature"].native, said, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True

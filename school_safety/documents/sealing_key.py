"""Whose key seals, and every certificate that a seal of ours may bear."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from . import key_files
from .key_files import OWN

if TYPE_CHECKING:
    from asn1crypto import x509 as asn1

MISSING = "The sealing key file {path} is missing: `manage.py make_keys` makes one."
UNREADABLE = (
    "The sealing key file {path} cannot be read, or holds no RSA key without password (PKCS12)."
)
BLOCK = re.compile(
    r"(?:^District: (?P<owner>[^\n]*)\n)?"
    r"(?P<pem>^-----BEGIN CERTIFICATE-----\n.+?-----END CERTIFICATE-----)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Pair:
    """A key ready to sign, and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: "asn1.Certificate"


@dataclass(frozen=True)
class Known:
    """A certificate that seals may bear; `owner` is a district's code, or nothing: ours."""

    owner: str
    certificate: "asn1.Certificate"


def pair_for(district: str) -> Pair:
    """What seals for this district: its own key, or ours where it never had one."""
    return _pair(key_files.path_of(district if key_files.has_own(district) else OWN))


def known() -> tuple[Known, ...]:
    """Every certificate of ours, replaced ones too; no key is needed where they are kept."""
    return tuple(
        Known(owner, certificate)
        for owner in (OWN, *key_files.districts())
        for certificate in _all_of(key_files.path_of(owner))
    )


def _all_of(path: Path) -> "Sequence[asn1.Certificate]":
    beside = key_files.kept_beside(path)
    kept = _kept(beside, _stamp(beside)) if beside.exists() else ()
    if kept and not path.exists():
        return kept
    now = _pair(path).certificate
    return kept if now.dump() in {one.dump() for one in kept} else (*kept, now)


def _pair(path: Path) -> Pair:
    if not path.exists():
        if path != key_files.path_of(OWN) or not settings.VAULT_KEY_MAY_BE_MADE:
            raise ImproperlyConfigured(MISSING.format(path=path))
        key_files.make()
    try:
        return _read(path, _stamp(path))
    except (OSError, ValueError):
        raise ImproperlyConfigured(UNREADABLE.format(path=path)) from None


def _stamp(path: Path) -> tuple[int, int]:
    """Changes with the file: a replaced key is seen without a restart, the same is read once."""
    found = path.stat()
    return found.st_mtime_ns, found.st_ino


@lru_cache(maxsize=256)
def _read(path: Path, stamp: tuple[int, int]) -> Pair:
    key, certificate = key_files.read(path)
    return Pair(key, _as_asn1(certificate))


@lru_cache(maxsize=256)
def _kept(path: Path, stamp: tuple[int, int]) -> "tuple[asn1.Certificate, ...]":
    return tuple(_as_asn1(one) for one in key_files.certificates(path.read_bytes()))


def _as_asn1(certificate: x509.Certificate) -> "asn1.Certificate":
    from .asn1 import x509 as asn1

    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def certificates_pem() -> bytes:
    """Every certificate as one file to hand out, each under the code of its district."""
    return "".join(map(_block, known())).encode()


def _block(one: Known) -> str:
    made = x509.load_der_x509_certificate(one.certificate.dump())
    line = f"District: {one.owner}\n" if one.owner else ""
    return line + made.public_bytes(serialization.Encoding.PEM).decode()


def from_pem(data: bytes) -> tuple[Known, ...]:
    """The certificates of a file as it was handed out; ValueError where it holds none."""
    found = tuple(_blocks(data.decode().replace("\r\n", "\n")))
    if not found:
        message = "no certificate in it"
        raise ValueError(message)
    return found


def _blocks(text: str) -> Iterator[Known]:
    for block in BLOCK.finditer(text):
        made = x509.load_pem_x509_certificate(block["pem"].encode())
        yield Known(block["owner"] or OWN, _as_asn1(made))

"""The installation's sealing key with its self-made certificate, one PKCS12 file."""

import os
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.sign.general import get_pyca_cryptography_hash
from pyhanko.sign.signers import SimpleSigner

YEARS = 10
MISSING = "The sealing key file {path} is missing: `manage.py make_keys` makes one."
UNREADABLE = "The sealing key file {path} cannot be read, or is not a PKCS12 file without password."


class KeptSigner(SimpleSigner):
    """Our RSA key read once: pyHanko reads and proves it anew for each signature, most of its time."""

    @cached_property
    def key(self) -> rsa.RSAPrivateKey:
        """The key itself."""
        read = serialization.load_der_private_key(self.signing_key.dump(), password=None)
        if not isinstance(read, rsa.RSAPrivateKey):
            raise ImproperlyConfigured(UNREADABLE.format(path=path_of_key()))
        return read

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """As SimpleSigner does with such a key; what only asks for the size gets a blank of it."""
        if dry_run:
            return bytes(self.key.key_size // 8)
        return self.key.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm))


def signer() -> SimpleSigner:
    """The key, ready to sign."""
    return _load(path_of_key())


def certificate() -> asn1.Certificate:
    """The public half, which the check page publishes."""
    return signer().signing_cert


def certificate_pem() -> bytes:
    """The certificate as a file to hand out."""
    made = x509.load_der_x509_certificate(certificate().dump())
    return made.public_bytes(serialization.Encoding.PEM)


def from_pem(data: bytes) -> asn1.Certificate:
    """A certificate file as it was handed out; ValueError where it is none."""
    made = x509.load_pem_x509_certificate(data)
    return asn1.Certificate.load(made.public_bytes(serialization.Encoding.DER))


@cache
def _load(path: Path) -> SimpleSigner:
    if not path.exists():
        if not settings.VAULT_KEY_MAY_BE_MADE:
            raise ImproperlyConfigured(MISSING.format(path=path))
        make()
    loaded = SimpleSigner.load_pkcs12(str(path))
    if loaded is None or loaded.signing_cert is None:
        raise ImproperlyConfigured(UNREADABLE.format(path=path))
    return KeptSigner(loaded.signing_cert, loaded.signing_key, loaded.cert_registry)


def path_of_key() -> Path:
    """Where the settings say the sealing key lies."""
    return Path(settings.SEALING_KEY_FILE)


def make() -> bool:
    """Write a new key with mode 0600; False where a file is there already, which stays.

    Written beside and linked into place: of two processes one wins, both read the winner's.
    """
    path = path_of_key()
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(_new_pair())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _new_pair() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "School Safety"),
            x509.NameAttribute(NameOID.COMMON_NAME, "School Safety document seal"),
        ]
    )
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"seal", key, made, None, serialization.NoEncryption()
    )

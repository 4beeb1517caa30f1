"""The files behind our seals: a key for each district that has one, and the installation's own.

Beside each key (`D1.p12`) lie the certificates it ever had (`D1.pem`, the newest last): a replaced key
seals no more, but what it sealed is known by its certificate for ever.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, unquote

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from school_safety.kernel import private_files

OWN = ""  # the installation, which seals for districts without a key of their own
KEY, KEPT = ".p12", ".pem"
YEARS = 10


def folder() -> Path:
    """Where the districts' keys lie; unless the settings say otherwise, beside our own."""
    named = settings.SEALING_KEY_FOLDER
    return Path(named) if named else Path(settings.SEALING_KEY_FILE).parent / "districts"


def path_of(district: str) -> Path:
    """The key file of a district, or our own."""
    if district == OWN:
        return Path(settings.SEALING_KEY_FILE)
    return folder() / f"{quote(district, safe='')}{KEY}"


def kept_beside(path: Path) -> Path:
    """The file of all certificates that this key and the ones before it had."""
    return path.with_name(path.name.removesuffix(KEY) + KEPT)


def districts() -> list[str]:
    """Whoever has a key, or had one."""
    if not folder().is_dir():
        return []
    names = [each.name for each in folder().iterdir()]
    ours = {name.removesuffix(end) for end in (KEY, KEPT) for name in names if name.endswith(end)}
    return sorted(unquote(name) for name in ours)


def has_own(district: str) -> bool:
    """Whether it has a key, or should have: where certificates lie, a missing key is a mistake."""
    path = path_of(district)
    return path.exists() or kept_beside(path).exists()


def read(path: Path) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """The pair in a file; OSError or ValueError where there is none."""
    key, certificate, _chain = pkcs12.load_key_and_certificates(path.read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey) or certificate is None:
        message = "holds no RSA key with its certificate"
        raise ValueError(message)
    return key, certificate


def make(district: str = OWN) -> bool:
    """Write a new key; False where a file is there already, which stays."""
    path = path_of(district)
    made = not path.exists() and private_files.create(path, new_pair(district))
    remember(path)
    return made


def replace(district: str = OWN) -> None:
    """A new key in the place of the old one, whose certificate is kept first."""
    path = path_of(district)
    remember(path)
    private_files.replace(path, new_pair(district))
    remember(path)


def remember(path: Path) -> None:
    """See that the certificate of this key lies among the kept ones."""
    _key, certificate = read(path)
    kept = kept_beside(path)
    before = kept.read_bytes() if kept.exists() else b""
    if certificate not in certificates(before):
        pem = certificate.public_bytes(serialization.Encoding.PEM)
        private_files.replace(kept, before + pem)


def certificates(pem: bytes) -> list[x509.Certificate]:
    """All that stand in such a file; ValueError where it is damaged."""
    return x509.load_pem_x509_certificates(pem) if pem.strip() else []


def troubles() -> Iterator[tuple[Path, str]]:
    """Each key file that is missing or cannot be read, with what is wrong."""
    if settings.SEALING_KEY_FOLDER and not folder().is_dir():
        yield folder(), "is missing"
    for path in (path_of(OWN), *map(path_of, districts())):
        try:
            read(path)
            certificates(kept_beside(path).read_bytes() if kept_beside(path).exists() else b"")
        except FileNotFoundError:
            yield path, "is missing"
        except (OSError, ValueError):
            yield path, "(or the .pem beside it) cannot be read"


def unkept() -> Iterator[Path]:
    """Keys whose certificate is not kept yet: replaced by hand, their receipts would be orphans."""
    for path in (path_of(OWN), *map(path_of, districts())):
        kept = kept_beside(path)
        if not kept.exists() or read(path)[1] not in certificates(kept.read_bytes()):
            yield path


def new_pair(district: str) -> bytes:
    """A key and its self-made certificate, as such a file holds them."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    unit = [x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, district)] if district else []
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "School Safety"),
            *unit,
            x509.NameAttribute(NameOID.COMMON_NAME, "School Safety document seal"),
        ]
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_only(), critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"seal", key, made, None, serialization.NoEncryption()
    )


def _signs_only() -> x509.KeyUsage:
    return x509.KeyUsage(
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

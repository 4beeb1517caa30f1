"""Our key as pyHanko wants it. Loads pyHanko: imported where something is sealed; a web process
fetches it aside, after its start."""

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from pyhanko.sign.general import get_pyca_cryptography_hash
from pyhanko.sign.signers import Signer

from .sealing_key import Pair


class KeptSigner(Signer):
    """A key that was read once: pyHanko's own reads and proves it anew for each signature."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(signing_cert=pair.certificate)
        self.key = pair.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """PKCS#1 v1.5; what only asks for the size gets a blank of it."""
        if dry_run:
            return bytes(self.key.key_size // 8)
        return self.key.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm))

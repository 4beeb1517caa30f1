"""The callbacks' envelope as documented: signed with SHA-1, sealed with AES-256-CBC.

https://developer.work.weixin.qq.com/document/path/90968. SHA-1 and CBC without a MAC are the
vendor's choice; so nothing that comes this way is believed beyond "look at this account".
"""

import base64
import binascii
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from .lists import ContactList

BLOCK = 32  # the padding counts to 32, not to the cipher's 16
RANDOM, LENGTH = 16, 4


class Unopened(Exception):
    """Not for us, not from there, or damaged; nobody outside learns which."""


def check(to: ContactList, signature: str, *, timestamp: str, nonce: str, sealed: str) -> None:
    """The signature over token, time, nonce and text, compared in constant time."""
    parts = "".join(sorted((to.token, timestamp, nonce, sealed)))
    whole = hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(whole.encode(), signature.encode()):
        raise Unopened


def open_sealed(to: ContactList, sealed: str) -> bytes:
    """The text inside, if it was sealed for this corp."""
    try:
        content = _unpadded(_decrypted(to.key, sealed))
        (size,) = struct.unpack(">I", content[RANDOM : RANDOM + LENGTH])
    except (binascii.Error, ValueError, struct.error) as error:
        raise Unopened from error
    text, receiver = content[RANDOM + LENGTH :][:size], content[RANDOM + LENGTH + size :]
    if len(text) != size or not hmac.compare_digest(receiver, to.corp.encode()):
        raise Unopened
    return text


def _decrypted(key: str, sealed: str) -> bytes:
    secret = base64.b64decode(key + "=")
    box = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).decryptor()
    return box.update(base64.b64decode(sealed, validate=True)) + box.finalize()


def _unpadded(content: bytes) -> bytes:
    count = content[-1] if content else 0
    if not 1 <= count <= BLOCK or content[-count:] != bytes([count]) * count:
        raise ValueError
    return content[:-count]

"""API keys: `inee_<prefix>_<secret>_<checksum>`. The secret's 256 random bits need no slow hash, only a one-way one."""

import hmac
import secrets
import zlib
from hashlib import sha256


def make() -> str:
    body = f"inee_{secrets.token_hex(4)}_{secrets.token_hex(32)}"
    return f"{body}_{_checksum(body)}"


def prefix(key: str) -> str | None:
    """The public part that names the key; None for what cannot be a key, told without asking the database."""
    body, _, checksum = key.rpartition("_")
    parts = body.split("_")
    if (
        len(key) > 200
        or not key.isascii()
        or len(parts) != 3
        or not hmac.compare_digest(checksum, _checksum(body))
    ):
        return None
    return parts[1]


def digest(key: str) -> bytes:
    return sha256(key.encode()).digest()


def is_of(key: str, kept: bytes) -> bool:
    return hmac.compare_digest(kept, digest(key))


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"

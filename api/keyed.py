"""Digests that only this installation can make: HMAC-SHA256 under the server's secret, a purpose each."""

import hmac
from hashlib import sha256

_secret: bytes | None = None


def configure(secret: bytes) -> None:
    """Take the server's secret, once a process, before the first digest."""
    global _secret
    _secret = secret


def digest(purpose: str, *parts: bytes) -> bytes:
    """32 bytes. Each part counts with its length, so that ("ab", "c") and ("a", "bc") differ."""
    if _secret is None:
        raise RuntimeError("the server's secret is not configured")
    told = b"".join(len(part).to_bytes(8, "big") + part for part in (purpose.encode(), *parts))
    return hmac.new(_secret, told, sha256).digest()

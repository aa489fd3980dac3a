"""Digests under the server's own secret: what only this server can make, and nobody can turn back or guess at."""

import hmac

_secret: bytes | None = None


def configure(secret: bytes) -> None:
    """Once a process, before anything is digested. Another secret: other codes, and no suppression matches."""
    global _secret
    _secret = secret


def digest(purpose: str, *parts: bytes) -> bytes:
    """HMAC-SHA256 (32 bytes) of these parts for one purpose; what is made for one is of no use for another."""
    if _secret is None:
        raise RuntimeError("keyed.configure(secret) comes first")
    framed = b"".join(len(part).to_bytes(4, "big") + part for part in (purpose.encode(), *parts))
    return hmac.digest(_secret, framed, "sha256")

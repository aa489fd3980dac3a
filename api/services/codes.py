"""The code that a mailbox is asked with: eight digits, derived and stored nowhere."""

import hmac
from uuid import UUID

from api import keyed

DIGITS = 8


def code(challenge_id: UUID) -> str:
    """The digits that answer a challenge; whoever holds the database alone cannot make them."""
    number = int.from_bytes(keyed.digest("code", challenge_id.bytes)[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def matches(challenge_id: UUID, given: str) -> bool:
    return hmac.compare_digest(code(challenge_id).encode(), given.encode())

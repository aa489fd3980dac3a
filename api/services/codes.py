"""One-time codes: derived from the id of their challenge whenever one is mailed or checked, and kept nowhere."""

import hmac
from uuid import UUID

from api import keyed

DIGITS = 8
MINUTES = 10  # for which a code opens anything


def code(challenge_id: UUID) -> str:
    """Eight digits. Who holds only the database cannot tell them: the secret is not in it."""
    number = int.from_bytes(keyed.digest("code", challenge_id.bytes))
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matches(challenge_id: UUID, given: str) -> bool:
    return hmac.compare_digest(code(challenge_id).encode(), given.encode())


def spaced(given: str) -> str:
    """As people read it: 1234 5678."""
    return f"{given[: DIGITS // 2]} {given[DIGITS // 2 :]}"

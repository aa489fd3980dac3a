"""What of a count may be told to everybody: small ones are hidden, and nothing else gives them away.

Rounding alone does not do: whoever asks day after day sees a figure step, and knows the count behind it that day. So
each figure steps at places of its own, which only this installation knows and never changes: by asking again, for
other days, or by adding up, nobody learns which of several counts stands behind what they see.
"""

from api import keyed

SMALLEST = 5
STEP = 5
MEMBERS_STEP = 100
COUNTRIES_STEP = 10
"""Exact, it would tell whoever moves their own record to a country whether anybody is there."""


def total(count: int, step: int = 1) -> int | None:
    """A figure for the whole network, to the nearest step; None where it is too small to tell."""
    return None if count < SMALLEST else (count + step // 2) // step * step


def part(count: int, *name: str) -> int | None:
    """A figure of this name that is part of a total: within four of the truth; None where it may be too small."""
    own = keyed.digest("statistics", *(word.encode() for word in name))[0] % STEP
    return None if count < SMALLEST + own else (count + own) // STEP * STEP

"""The only reader of time. SQL is given the day and the instant; nothing else asks the machine.

`INEE_CLOCK` (an ISO instant) moves the API, the worker and the browser tests together: time then runs on from there.
"""

import time
from datetime import UTC, date, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC) + _offset


def today() -> date:
    """The UTC day (R31)."""
    return now().date()


def set_to(instant: datetime | None) -> None:
    """Let time run on from `instant`; `None` goes back to the machine's own. For sandbox and tests."""
    global _offset
    _offset = timedelta(0) if instant is None else instant - datetime.now(UTC)


def monotonic() -> float:
    """Seconds that never run backwards, for measuring."""
    return time.perf_counter()

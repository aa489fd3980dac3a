"""Days counted back from `today`, so that the demo network is alive whenever it is loaded."""

import random
from datetime import date, timedelta


def months_before(today: date, months: int) -> date:
    """The first of the month that lies `months` before today's; a negative number looks ahead."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)


def day_between(rng: random.Random, first: date, last: date) -> date:
    """A day of `[first, last]`; `first` where the two are the wrong way round."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))

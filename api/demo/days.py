"""Days counted back from `today`, so that the demo network is alive whenever it is loaded."""

import random
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def months_before(today: date, months: int) -> date:
    """The first of the month that lies `months` before today's; a negative number looks ahead."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)


def day_between(rng: random.Random, first: date, last: date) -> date:
    """A day of `[first, last]`; `first` where the two are the wrong way round."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))

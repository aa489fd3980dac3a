"""How those who fill one seat follow one another: who gives way to a successor, and on which days nobody filled it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """`[starts_on, ends_on)`; None is open."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def meets(self, other: "Period") -> bool:
        """They have a day in common."""
        return (other.ends_on is None or self.starts_on < other.ends_on) and (
            self.ends_on is None or other.starts_on < self.ends_on
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a successor comes in: the places in the list of those who give way that day, and until when they fill the
    seat because another follows."""

    ending: tuple[int, ...]
    until: date | None


def place_for(held: Sequence[Period], on: date, today: date) -> Place | None:
    """Room for somebody who fills the seat from a day on, or None where what has been would have to be rewritten.

    Whoever fills it that day gives way; whoever begins later stays, and bounds the new one. But who has already ended
    really filled it until then, and who began that very day in the past would be left with no day at all.
    """
    ending, later = [], []
    for place, one in enumerate(held):
        if one.starts_on > on:
            later.append(one.starts_on)
        elif one.covers(on):
            if (one.ends_on is not None and one.ends_on <= today) or on == one.starts_on < today:
                return None
            ending.append(place)
    return Place(tuple(ending), min(later, default=None))


def gaps(seat: Period, filled: Sequence[Period], today: date) -> tuple[Period, ...]:
    """The days of the seat's life, up to today, on which nobody filled it; one that lasts has no end."""
    return tuple(_gaps(seat, filled, today))


def _gaps(seat: Period, filled: Sequence[Period], today: date) -> Iterator[Period]:
    tomorrow = today + timedelta(days=1)
    lasts = seat.ends_on is None or seat.ends_on > tomorrow
    until = tomorrow if lasts or seat.ends_on is None else seat.ends_on
    reached = seat.starts_on
    for one in sorted(filled, key=lambda one: one.starts_on):
        if one.starts_on >= until:
            break
        if one.starts_on > reached:
            yield Period(reached, one.starts_on)
        reached = max(reached, until if one.ends_on is None else one.ends_on)
    if reached < until:
        yield Period(reached, None if lasts else until)

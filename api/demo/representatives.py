"""Who fills an organisation's seat: mostly one person, often an alternate, sometimes a successor or nobody (R2, R32)."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from api.demo.content import Representative
from api.demo.days import day_between
from api.rules.enums import RepresentativeRole

WITH_ALTERNATE = 0.6
SUCCEEDED = 0.12

Representatives = tuple[Representative, ...]


def fill(
    rng: random.Random,
    staff: Sequence[str],
    starts_on: date,
    ends_on: date | None,
    until: date,
    *,
    senior: bool = False,
) -> Representatives:
    """Representatives for `[starts_on, ends_on)`; `until` bounds a change. `senior`: attested, as S7 asks."""
    attested_on = starts_on if senior else None

    def person(role: RepresentativeRole, member: str, first: date, last: date | None) -> Representative:
        return Representative(
            role, member, first, last, agreed_on=first, attested_senior_on=attested_on and first
        )

    primary, alternate, successor = staff[0], staff[1], staff[2]
    filled = [person(RepresentativeRole.primary, primary, starts_on, ends_on)]
    if rng.random() < SUCCEEDED and (until - starts_on).days > 60:
        changed_on = day_between(rng, starts_on + timedelta(days=30), until - timedelta(days=15))
        filled = [
            person(RepresentativeRole.primary, primary, starts_on, changed_on),
            person(RepresentativeRole.primary, successor, changed_on, ends_on),
        ]
    if rng.random() < WITH_ALTERNATE:
        filled.append(person(RepresentativeRole.alternate, alternate, starts_on, ends_on))
    return tuple(filled)


def gap_since(day: date, filled: Representatives) -> Representatives:
    """The last primary representative left that day and nobody followed: a gap, not the end of the seat (R2)."""
    return tuple(
        replace(person, ends_on=day)
        if person.role is RepresentativeRole.primary and person.ends_on is None
        else person
        for person in filled
    )


def not_agreed(filled: Representatives) -> Representatives:
    """Named, asked, and silent: the seat counts as without representative until they agree (R32)."""
    return tuple(
        replace(person, agreed_on=None)
        if person.role is RepresentativeRole.primary and person.ends_on is None
        else person
        for person in filled
    )

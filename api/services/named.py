"""The people whom a form names to fill a seat, each with the days they fill it: the seat's own, or part of them."""

from collections.abc import Sequence
from datetime import date

from api.errors import Forbidden, Invalid
from api.rules.filling import Period
from api.rules.permissions import Actor, Permission
from api.schemas.memberships import NamedRepresentative, RecordedRepresentative
from api.services import lookup


def period(one: NamedRepresentative, starts_on: date, ends_on: date | None) -> Period:
    """The days they fill it, within the seat's."""
    if isinstance(one, RecordedRepresentative):
        return Period(one.starts_on or starts_on, one.ends_on or ends_on)
    return Period(starts_on, ends_on)


def periods(
    people: Sequence[NamedRepresentative], starts_on: date, ends_on: date | None, *, by: Actor | None
) -> list[Period]:
    """Of each the days, one after the other. 422 for days outside the seat, and for one person or one role twice at
    once; days other than the seat's are for the secretariat to record."""
    found: list[Period] = []
    for place, one in enumerate(people):
        mine = period(one, starts_on, ends_on)
        if mine != (starts_on, ends_on):
            _check_days(mine, Period(starts_on, ends_on), f"/representatives/{place}", by)
        _check_others(place, one, mine, list(zip(people, found, strict=False)))
        found.append(mine)
    return found


def _check_days(mine: Period, seat: Period, pointer: str, by: Actor | None) -> None:
    if by is None or not by.is_secretariat:
        raise Forbidden(permission=Permission.memberships_write)
    lookup.in_order(mine.starts_on, mine.ends_on, f"{pointer}/ends_on")
    if mine.starts_on < seat.starts_on:
        raise Invalid.at(f"{pointer}/starts_on", "outside_seat")
    if seat.ends_on is not None and (mine.ends_on is None or mine.ends_on > seat.ends_on):
        raise Invalid.at(f"{pointer}/ends_on", "outside_seat")


def _check_others(
    place: int, one: NamedRepresentative, mine: Period, before: list[tuple[NamedRepresentative, Period]]
) -> None:
    at_once = [(other, theirs) for other, theirs in before if mine.meets(theirs)]
    if one.member_id in [other.member_id for other, _ in at_once]:
        raise Invalid.at(f"/representatives/{place}/member_id", "named_twice")
    for other, theirs in at_once:
        if one.role is other.role:
            same = mine == theirs
            pointer = f"/representatives/{place}/{'role' if same else 'starts_on'}"
            raise Invalid.at(pointer, "named_twice" if same else "periods_overlap")

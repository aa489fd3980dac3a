"""The seats of organisations in working groups, workstreams, collaboratives and the Steering Group."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from api.demo.cast import Cast
from api.demo.content import Leadership, Mandate, Seat, Space
from api.demo.days import day_between, months_before
from api.demo.files import read
from api.demo.network import Network
from api.demo.representatives import fill, gap_since, not_agreed
from api.rules.enums import Door, EndReason, Kind, LeaderRole, SpaceType
from api.rules.lifecycle import add_years

OUTSIDERS_EACH = 3  # of a mandate's seats: no partners, as R24 lets them
STAY_ON = 0.6  # of a mandate's organisations, how many apply again
ON_THE_FIRST_DAY = 0.7
SETTLED_BEFORE = timedelta(days=45)  # nobody has joined since
RECENTLY = timedelta(days=20)
LEADERS = 2
TERM_YEARS = 3  # R28
LEADS = {
    SpaceType.working_group: LeaderRole.chair,
    SpaceType.workstream: LeaderRole.lead,
    SpaceType.collaborative: LeaderRole.convener,
}


def institutional_seats(cast: Cast, network: Network) -> Iterator[Seat]:
    rng = random.Random("demo institutional seats")
    yield from _steering_group(rng, cast)
    seated: list[Seat] = []
    for slug, sizes in read("seats.toml")["working_groups"].items():
        seated += _working_group(rng, cast, network[slug], sizes)
    yield from seated
    for slug, size in read("seats.toml")["workstreams"].items():
        space = network[slug]
        yield from _within(rng, cast, space, size, [seat for seat in seated if seat.space == space.parent])
    for slug, size in read("seats.toml")["collaboratives"].items():
        space = network[slug]
        linked = [seat for seat in seated if seat.space in space.working_groups]
        yield from _within(rng, cast, space, size, linked)


def _working_group(rng: random.Random, cast: Cast, space: Space, sizes: dict[str, int]) -> list[Seat]:
    before, now = space.mandates
    former = _organisations(rng, cast, sizes["before"], [])
    staying = former[: int(len(former) * STAY_ON)]
    present = _organisations(rng, cast, sizes["now"], staying)
    ended = [_in_mandate(rng, cast, space, before, holder, place) for place, holder in enumerate(former)]
    live = [_in_mandate(rng, cast, space, now, holder, place) for place, holder in enumerate(present)]
    live[5] = replace(live[5], representatives=gap_since(cast.today - RECENTLY, live[5].representatives))
    live[7] = replace(live[7], representatives=not_agreed(live[7].representatives))
    left = next(holder for holder in cast.partners if holder not in present)
    return [*ended, *live, _gone_recently(rng, cast, space, now, left)]


def _organisations(rng: random.Random, cast: Cast, count: int, staying: Sequence[str]) -> list[str]:
    """`count` in all: those that stay, a few outsiders, partners for the rest."""
    outsiders = [] if staying else rng.sample(cast.outsiders, OUTSIDERS_EACH)
    partners = [slug for slug in cast.partners if slug not in staying]
    return [*staying, *rng.sample(partners, count - len(staying) - len(outsiders)), *outsiders]


def _in_mandate(
    rng: random.Random, cast: Cast, space: Space, mandate: Mandate, holder: str, place: int
) -> Seat:
    """Most start with the mandate, the leaders always do. A mandate's end ended its seats."""
    settled_on = min(mandate.ends_on or mandate.due_on, cast.today) - SETTLED_BEFORE
    starts_on = mandate.starts_on
    if place >= LEADERS and rng.random() > ON_THE_FIRST_DAY:
        starts_on = day_between(rng, starts_on + timedelta(days=20), settled_on)
    seat = _seat(rng, cast, space, holder, starts_on, mandate.ends_on, place)
    return replace(seat, end_reason=EndReason.mandate_ended) if mandate.ends_on else seat


def _gone_recently(rng: random.Random, cast: Cast, space: Space, mandate: Mandate, holder: str) -> Seat:
    """An organisation that gave up its seat this month: what rested on it rests no more (R22)."""
    ends_on = cast.today - RECENTLY
    seat = _seat(rng, cast, space, holder, mandate.starts_on, ends_on, LEADERS)
    return replace(seat, end_reason=EndReason.withdrawn)


def _within(rng: random.Random, cast: Cast, space: Space, size: int, base: Sequence[Seat]) -> Iterator[Seat]:
    """Seats that rest on a live seat in the parent, or in a linked working group (R4, R22), each from its day on."""
    earliest: dict[str, date] = {}
    for seat in base:
        if seat.ends_on is None:
            since = max(seat.starts_on, space.starts_on)
            earliest[seat.holder] = min(since, earliest.get(seat.holder, since))
    chosen = rng.sample(list(earliest), size)
    chosen.sort(key=lambda holder: earliest[holder])
    for place, holder in enumerate(chosen):
        starts_on = earliest[holder]
        if place >= LEADERS and rng.random() > ON_THE_FIRST_DAY:
            starts_on = day_between(rng, starts_on, cast.today - SETTLED_BEFORE)
        yield _seat(rng, cast, space, holder, starts_on, None, place)


def _seat(
    rng: random.Random,
    cast: Cast,
    space: Space,
    holder: str,
    starts_on: date,
    ends_on: date | None,
    place: int,
) -> Seat:
    """The first two lead, the second one acting where it is a workstream."""
    acting = space.type is SpaceType.workstream and place == 1
    leads = (Leadership(LEADS[space.type], starts_on, ends_on, acting),) if place < LEADERS else ()
    return Seat(
        space=space.slug,
        kind=Kind.institutional,
        holder=holder,
        door=Door.application,
        starts_on=starts_on,
        ends_on=ends_on,
        representatives=fill(rng, cast.staff[holder], starts_on, ends_on, ends_on or cast.today),
        leads=leads,
    )


def _steering_group(rng: random.Random, cast: Cast) -> Iterator[Seat]:
    """Terms of three years, some for the second time in a row; the first of the running ones is exempt (R28)."""
    plan = read("seats.toml")["steering_group"]
    fresh = iter(rng.sample(cast.partners, sum(plan["terms"].values())))
    again: dict[int, list[str]] = {}
    for key, count in plan["terms"].items():
        months = int(key)
        holders = again.pop(months, [])
        holders += [next(fresh) for _ in range(count - len(holders))]
        again[months - 12 * TERM_YEARS] = holders[: plan["again"].get(key, 0)]
        for place, holder in enumerate(holders):
            yield _term(rng, cast, holder, months, place)


def _term(rng: random.Random, cast: Cast, holder: str, months: int, place: int) -> Seat:
    starts_on = months_before(cast.today, months)
    due_on = add_years(starts_on, TERM_YEARS)
    ends_on = due_on if due_on <= cast.today else None
    first_running = ends_on is None and place == 0
    exempt = "Demo data: a founding member" if first_running and months == 30 else None
    return Seat(
        space="steering-group",
        kind=Kind.institutional,
        holder=holder,
        door=Door.application,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=None if exempt else due_on,  # or the run of due endings would end it all the same
        end_reason=EndReason.term_ended if ends_on else None,
        term_exempt_reason=exempt,
        representatives=fill(rng, cast.staff[holder], starts_on, ends_on, ends_on or cast.today, senior=True),
        leads=(Leadership(LeaderRole.chair, starts_on, ends_on),) if first_running and months > 24 else (),
    )

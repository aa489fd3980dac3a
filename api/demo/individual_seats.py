"""The seats of people: task teams, language communities, reference groups, and the staff of the secretariat."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from api.demo.cast import Cast
from api.demo.content import Leadership, Person, Seat, Space
from api.demo.days import day_between, months_before
from api.demo.files import read
from api.demo.network import Network
from api.demo.representatives import fill
from api.rules.enums import Door, EndReason, Kind, LeaderRole, MemberStatus, SpaceType

LEADERS = 2
LEFT_AGAIN = 0.04  # of those who joined a language community
LEARNERS = 0.02  # of a language community: members who do not list the language (R14)
STAFF_SINCE_MONTHS = (6, 90)
SETTLED_BEFORE = timedelta(days=10)
LEADS = {
    SpaceType.task_team: LeaderRole.convener,
    SpaceType.language_community: LeaderRole.facilitator,
    SpaceType.reference_group: LeaderRole.chair,
}


def individual_seats(cast: Cast, network: Network) -> Iterator[Seat]:
    """Reference groups are here whole, the seats of organisations in them included."""
    rng = random.Random("demo individual seats")
    plan = read("seats.toml")
    yield from _secretariat(rng, cast)
    for slug, sizes in plan["reference_groups"].items():
        yield from _reference_group(rng, cast, network[slug], sizes)
    for slug, size in plan["task_teams"].items():
        yield from _task_team(rng, cast, network[slug], size)
    for slug, size in plan["language_communities"].items():
        yield from _language_community(rng, cast, network[slug], size)


def _secretariat(rng: random.Random, cast: Cast) -> Iterator[Seat]:
    """Appointed one by one, each hosted by the partner they work for (S12); one of them has left since."""
    plan = read("seats.toml")["secretariat"]
    hosts = rng.sample(cast.partners, plan["hosts"] + 1)
    for host in hosts[1:]:
        for email in cast.staff[host][-plan["staff_each"] :]:
            starts_on = months_before(cast.today, rng.randint(*STAFF_SINCE_MONTHS))
            yield _appointed(email, host, starts_on)
    seat = _appointed(cast.staff[hosts[0]][-1], hosts[0], months_before(cast.today, 70))
    yield replace(seat, ends_on=months_before(cast.today, 15), end_reason=EndReason.appointment_ended)


def _appointed(email: str, host: str, starts_on: date) -> Seat:
    return Seat("secretariat", Kind.individual, email, Door.appointment, starts_on, host=host)


def _reference_group(rng: random.Random, cast: Cast, space: Space, sizes: dict[str, int]) -> Iterator[Seat]:
    """Experts from inside and outside the network (S28); when it disbanded all of its seats ended (R11)."""
    ends_on = space.ends_on
    end_reason = EndReason.space_disbanded if ends_on else None
    since = [person for person in cast.unattached if (person.joined_on or cast.today) < space.starts_on]
    for place, person in enumerate(rng.sample(since, sizes["individual"])):
        seat = _individual(space, person, Door.application, space.starts_on, place if place == 0 else LEADERS)
        yield replace(seat, ends_on=ends_on, end_reason=end_reason, leads=_ended(seat.leads, ends_on))
    invited = [person for person in cast.externals if person.states[0].starts_on <= space.starts_on]
    for person in invited[: sizes["external"]]:
        seat = _individual(space, person, Door.invitation, space.starts_on, LEADERS)
        yield replace(seat, ends_on=ends_on, end_reason=end_reason)
    holders = [*rng.sample(cast.partners, sizes["institutional"] - 1), rng.choice(cast.outsiders)]
    for holder in holders:
        yield Seat(
            space=space.slug,
            kind=Kind.institutional,
            holder=holder,
            door=Door.application,
            starts_on=space.starts_on,
            ends_on=ends_on,
            end_reason=end_reason,
            representatives=fill(rng, cast.staff[holder], space.starts_on, ends_on, ends_on or cast.today),
        )


def _ended(leads: tuple[Leadership, ...], ends_on: date | None) -> tuple[Leadership, ...]:
    return tuple(replace(lead, ends_on=ends_on) for lead in leads)


def _task_team(rng: random.Random, cast: Cast, space: Space, size: int) -> Iterator[Seat]:
    """Its two co-conveners have been there from the start; people interested in the theme come first."""
    settled_on = cast.today - SETTLED_BEFORE
    interested = [person for person in cast.unattached if space.slug in person.topics] or cast.unattached
    founders = [person for person in interested if (person.joined_on or cast.today) < space.starts_on]
    chosen = rng.sample(founders, LEADERS)
    later = [person for person in interested if person not in chosen and _joined_by(person, settled_on)]
    for place, person in enumerate([*chosen, *rng.sample(later, size - LEADERS)]):
        first = max(space.starts_on, person.joined_on or space.starts_on)
        starts_on = space.starts_on if place < LEADERS else day_between(rng, first, settled_on)
        yield _individual(space, person, Door.application, starts_on, place)


def _language_community(rng: random.Random, cast: Cast, space: Space, size: int) -> Iterator[Seat]:
    """`size` live seats; some joined and left again, and whoever left the network left the community (R33)."""
    settled_on = cast.today - SETTLED_BEFORE
    members = [person for person in cast.unattached if _joined_by(person, settled_on)]
    speakers = [person for person in members if space.language in person.languages]
    others = [person for person in members if space.language not in person.languages]
    learners = int(size * LEARNERS)
    chosen = rng.sample(speakers, size - learners + int(size * LEFT_AGAIN)) + rng.sample(others, learners)
    chosen.sort(key=lambda person: person.joined_on or settled_on)
    gone = set(rng.sample(range(LEADERS, len(chosen)), int(size * LEFT_AGAIN)))
    for place, person in enumerate(chosen):
        first = max(space.starts_on, person.joined_on or settled_on)
        starts_on = day_between(rng, first, settled_on) if place >= LEADERS else first
        seat = _individual(space, person, Door.join, starts_on, place)
        if place in gone:
            seat = replace(
                seat, ends_on=day_between(rng, starts_on, cast.today), end_reason=EndReason.withdrawn
            )
        yield seat
    yield from _left_the_network(rng, cast.people, space)


def _left_the_network(rng: random.Random, people: Sequence[Person], space: Space) -> Iterator[Seat]:
    for person in people:
        if person.status is MemberStatus.left and space.language in person.languages:
            left_on = person.states[-1].starts_on
            first = max(space.starts_on, person.joined_on or left_on)
            if first < left_on and rng.random() < LEARNERS * 5:
                starts_on = day_between(rng, first, left_on - timedelta(days=1))
                seat = _individual(space, person, Door.join, starts_on, LEADERS)
                yield replace(seat, ends_on=left_on, end_reason=EndReason.member_left)


def _individual(space: Space, person: Person, door: Door, starts_on: date, place: int) -> Seat:
    """The first two lead; the second of a task team is acting."""
    leads: tuple[Leadership, ...] = ()
    if place < LEADERS:
        acting = place == 1 and space.type is SpaceType.task_team
        leads = (Leadership(LEADS[space.type], starts_on, acting=acting),)
    return Seat(space.slug, Kind.individual, person.email, door, starts_on, leads=leads)


def _joined_by(person: Person, day: date) -> bool:
    return person.joined_on is not None and person.joined_on <= day

"""The ids of the demo network: UUIDv7, the same every time, in the order in which people, spaces and seats came."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from hashlib import sha256
from uuid import UUID

from api.demo.content import (
    Application,
    Call,
    Decision,
    Linkage,
    Mandate,
    Seat,
    Space,
    SpacePlan,
    Task,
)
from api.demo.plan import Plan
from api.rules.permissions import service_client

DEMO = service_client(UUID("00000000-0000-7000-8000-00000000de30"))
"""Whoever loads the demo network: it has no key, only a name in the audit."""

RANDOM = (1 << 80) - 1
VERSION, VARIANT = 7 << 76, 0b10 << 62
KEPT = RANDOM & ~(0xF << 76) & ~(0b11 << 62)


def at(day: date) -> datetime:
    """The instant at which a day begins."""
    return datetime.combine(day, time(), UTC)


def uuid7(day: date, *names: str) -> UUID:
    """Of the day and, in place of random bits, of names that tell one thing of that day from all others."""
    told = int.from_bytes(sha256("\n".join(names).encode()).digest()[:10])
    return UUID(int=int(at(day).timestamp() * 1000) << 80 | VERSION | VARIANT | told & KEPT)


class Ids:
    """Of what others point at, by slug or e-mail address."""

    def __init__(self, plan: Plan) -> None:
        self.known_since = _known_since(plan)
        self.spaces = {
            space.slug: uuid7(space.proposed_on, "space", space.slug) for space in plan.network.spaces
        }
        self.organisations = {
            slug: uuid7(since, "organisation", slug) for slug, since in self.known_since.items()
        }
        self.members = {
            person.email: uuid7(person.states[0].starts_on, "member", person.email) for person in plan.people
        }


def _known_since(plan: Plan) -> dict[str, date]:
    """The first day on which anything is told of each organisation; every one has staff of which it is."""

    def told() -> Iterator[tuple[str, date]]:
        for organisation in plan.organisations:
            yield from ((organisation.slug, period.starts_on) for period in organisation.partnerships)
        for person in plan.people:
            yield from ((post.organisation, post.starts_on) for post in person.affiliations)

    since: dict[str, date] = {}
    for slug, day in told():
        since[slug] = min(day, since.get(slug, day))
    return since


def of_mandate(space: Space, mandate: Mandate) -> UUID:
    return uuid7(mandate.starts_on, "mandate", space.slug)


def of_call(call: Call) -> UUID:
    return uuid7(call.opens_on, "call", call.title)


def of_decision(decision: Decision) -> UUID:
    return uuid7(decision.decided_on, "decision", decision.subject, decision.space)


def of_seat(seat: Seat) -> UUID:
    return uuid7(seat.starts_on, "membership", seat.space, seat.holder)


def of_application(application: Application) -> UUID:
    return uuid7(application.submitted_on, "application", application.space, application.holder)


def of_linkage(linkage: Linkage) -> UUID:
    return uuid7(linkage.starts_on, "linkage", linkage.kind, linkage.from_space, linkage.to_space)


def of_task(task: Task) -> UUID:
    return uuid7(task.starts_on, "task", task.space, task.title)


def of_plan(plan: SpacePlan) -> UUID:
    return uuid7(plan.starts_on, "plan", plan.space, plan.title)

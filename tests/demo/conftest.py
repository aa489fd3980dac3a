"""The demo network of one day, and the same facts that the services would gather from it."""

import uuid
from collections import defaultdict
from datetime import date

import pytest

from api.demo.content import Application, Person, Seat, Space
from api.demo.plan import Plan, plan
from api.rules.eligibility import Finding, judge
from api.rules.enums import Door, Kind, LeaderRole, SpaceStatus, SpaceType
from api.rules.facts import HolderFacts, MandateFacts, RoleFacts, SeatFacts, SpaceFacts, WorkingGroupFacts
from api.rules.rulebook import in_force, shipped

TODAY = date(2026, 11, 23)


def key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, name)


class Ledger:
    """Judges a plan's seats and applications, each on its own day, by what stood in the plan on that day."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.spaces = {space.slug: space for space in plan.network.spaces}
        self.people = {person.email: person for person in plan.people}
        self.organisations = {organisation.slug: organisation for organisation in plan.organisations}
        self.by_holder: dict[str, list[Seat]] = defaultdict(list)
        self.by_space: dict[str, list[Seat]] = defaultdict(list)
        self.roles: dict[str, list[RoleFacts]] = defaultdict(list)
        for seat in plan.seats:
            self.by_holder[seat.holder].append(seat)
            self.by_space[seat.space].append(seat)
            for filled in seat.representatives:
                facts = RoleFacts(key(seat.space), filled.starts_on, filled.ends_on)
                self.roles[filled.member].append(facts)

    def judge_seat(self, seat: Seat) -> tuple[Finding, ...]:
        return self._judge(seat.space, seat.holder, seat.kind, seat.door, seat.starts_on, without=seat)

    def judge_application(self, application: Application, on: date) -> tuple[Finding, ...]:
        return self._judge(application.space, application.holder, application.kind, Door.application, on)

    def _judge(
        self, space: str, holder: str, kind: Kind, door: Door, on: date, without: Seat | None = None
    ) -> tuple[Finding, ...]:
        others = [seat for seat in self.by_holder[holder] if seat is not without and seat.starts_on <= on]
        facts = HolderFacts(
            kind=kind,
            id=key(holder),
            status=self.people[holder].status_on(on) if kind is Kind.individual else None,
            has_consent=kind is Kind.individual and self._consented(self.people[holder], on),
            seats=tuple(self._seat(seat) for seat in others),
            represents=tuple(self.roles[holder]),
        )
        rulebook = in_force(shipped(), on)
        return judge(rulebook, self._space(self.spaces[space], on, without), facts, door, on)

    def _consented(self, person: Person, on: date) -> bool:
        return person.consent is not None and person.consent.given_on <= on

    def _seat(self, seat: Seat) -> SeatFacts:
        type_ = self.spaces[seat.space].type
        return SeatFacts(
            key(seat.space),
            type_,
            seat.starts_on,
            seat.ends_on,
            seat.due_on,
            bool(seat.term_exempt_reason),
        )

    def _space(self, space: Space, on: date, without: Seat | None) -> SpaceFacts:
        mandate = next(
            (
                MandateFacts(held.starts_on, held.ends_on, held.due_on)
                for held in space.mandates
                if held.starts_on <= on and (held.ends_on is None or on < held.ends_on)
            ),
            None,
        )
        seats = self.by_space[space.slug] if space.type is not SpaceType.language_community else []
        calls = (call for call in self.plan.network.calls if call.space == space.slug)
        return SpaceFacts(
            id=key(space.slug),
            type=space.type,
            status=self.status(space, on),
            name=space.name,
            parent_id=key(space.parent) if space.parent else None,
            language=space.language,
            working_groups=tuple(
                WorkingGroupFacts(key(slug), self.status(self.spaces[slug], on) is SpaceStatus.active)
                for slug in space.working_groups
            ),
            supports=tuple(key(slug) for slug in space.supports),
            seat_limit=space.seat_limit,
            seats_taken=sum(seat.live_on(on) and seat is not without for seat in seats),
            admission=space.admission,
            open_calls=frozenset(key(call.title) for call in calls if call.opens_on <= on < call.closes_on),
            mandate=mandate,
            due_on=space.due_on,
        )

    @staticmethod
    def status(space: Space, on: date) -> SpaceStatus:
        if on < space.starts_on:
            return SpaceStatus.approved if space.approved_on <= on else SpaceStatus.proposed
        return SpaceStatus.active if space.ends_on is None or on < space.ends_on else SpaceStatus.disbanded

    def leaders(self, space: str) -> list[LeaderRole]:
        return [lead.role for seat in self.by_space[space] for lead in seat.leads if lead.ends_on is None]


@pytest.fixture(scope="session")
def demo() -> Plan:
    return plan(TODAY)


@pytest.fixture(scope="session")
def ledger(demo: Plan) -> Ledger:
    return Ledger(demo)

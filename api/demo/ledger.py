"""What stood on any day of the demo network's past, from the plan, in the words of `facts.gather`.

Facts of the present come from the database itself; a test holds the two against each other.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from api.demo.content import Application, Seat, Space
from api.demo.ids import Ids, of_call
from api.demo.plan import Plan
from api.rules.enums import Kind, SpaceStatus, SpaceType
from api.rules.facts import (
    HolderFacts,
    LinkedSpace,
    MandateFacts,
    RoleFacts,
    SeatFacts,
    SpaceFacts,
    TransitionFacts,
    WorkingGroupFacts,
)


class Ledger:
    """The facts about holders and spaces on a day; `without` leaves out what is being judged."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.ids = plan, Ids(plan)
        self.spaces = {space.slug: space for space in plan.network.spaces}
        self.people = {person.email: person for person in plan.people}
        self.organisations = {organisation.slug: organisation for organisation in plan.organisations}
        self.by_holder: dict[str, list[Seat]] = defaultdict(list)
        self.by_space: dict[str, list[Seat]] = defaultdict(list)
        self._roles: dict[str, list[RoleFacts]] = defaultdict(list)
        self._pending: dict[str, list[Application]] = defaultdict(list)
        for seat in plan.seats:
            self.by_holder[seat.holder].append(seat)
            self.by_space[seat.space].append(seat)
            for one in seat.representatives:
                if one.agreed_on is not None:  # until then they fill nothing (R32)
                    facts = RoleFacts(self.ids.spaces[seat.space], one.starts_on, one.ends_on)
                    self._roles[one.member].append(facts)
        for application in plan.applications:
            self._pending[application.holder].append(application)
        self._taken = {slug: _begun_and_over(seats) for slug, seats in self.by_space.items()}

    def holder(
        self, holder: str, kind: Kind, on: date, without: Seat | Application | None = None
    ) -> HolderFacts:
        """The seats that had begun, and every seat that a person fills for an organisation."""
        seats = tuple(
            self._seat(seat)
            for seat in self.by_holder[holder]
            if seat is not without and seat.starts_on <= on
        )
        pending = frozenset(
            self.ids.spaces[one.space]
            for one in self._pending[holder]
            if one is not without and one.submitted_on <= on
        )
        if kind is Kind.institutional:
            partner = self.organisations[holder].is_partner_on(on)
            id_ = self.ids.organisations[holder]
            return HolderFacts(kind, id_, is_partner=partner, seats=seats, pending=pending)
        person = self.people[holder]
        return HolderFacts(
            kind,
            self.ids.members[holder],
            status=person.status_on(on),
            has_consent=person.consent is not None and person.consent.given_on <= on,
            is_staff=any(seat.space_type is SpaceType.secretariat and seat.live_on(on) for seat in seats),
            seats=seats,
            represents=tuple(self._roles[holder]),
            pending=pending,
        )

    def _seat(self, seat: Seat) -> SeatFacts:
        id_, type_ = self.ids.spaces[seat.space], self.spaces[seat.space].type
        exempt = seat.term_exempt_reason is not None
        return SeatFacts(id_, type_, seat.starts_on, seat.ends_on, seat.due_on, exempt)

    def space(self, slug: str, on: date, without: Seat | None = None) -> SpaceFacts:
        space, ids = self.spaces[slug], self.ids.spaces
        linked = space.proposed_on <= on and (space.ends_on is None or on < space.ends_on)
        groups = sorted(space.working_groups, key=lambda group: self.spaces[group].name.casefold())
        status, since = _state_on(space, on)
        return SpaceFacts(
            id=ids[slug],
            type=space.type,
            status=status,
            name=space.name,
            parent_id=ids[space.parent] if space.parent else None,
            parent_name=self.spaces[space.parent].name if space.parent else "",
            language=space.language,
            working_groups=tuple(self._group(group, on) for group in groups) if linked else (),
            supports=tuple(ids[other] for other in space.supports) if linked else (),
            seat_limit=space.seat_limit,
            seats_taken=self._seats_taken(slug, on, without),
            member_wgs=self._member_groups(space, on, without) if linked else frozenset(),
            admission=space.admission,
            open_calls=self._open_calls(slug, on),
            mandate=_mandate(space, on),
            due_on=space.due_on,
            since=since,
        )

    def _group(self, slug: str, on: date) -> WorkingGroupFacts:
        group = self.spaces[slug]
        live = status_on(group, on) is SpaceStatus.active
        return WorkingGroupFacts(self.ids.spaces[slug], live, group.name)

    def _seats_taken(self, slug: str, on: date, without: Seat | None) -> int:
        begun, over = self._taken.get(slug, ([], []))
        own = without is not None and without in self.by_holder[without.holder] and _counts(without, on)
        return bisect_right(begun, on) - bisect_right(over, on) - own

    def _member_groups(self, space: Space, on: date, without: Seat | None) -> frozenset[UUID]:
        """The linked working groups in which those who hold a seat in a collaborative hold one (R6)."""
        return frozenset(
            self.ids.spaces[held.space]
            for seat in (self.by_space[space.slug] if space.working_groups else ())
            if seat is not without and _counts(seat, on)
            for held in self.by_holder[seat.holder]
            if held.space in space.working_groups and held.live_on(on)
        )

    def _open_calls(self, slug: str, on: date) -> frozenset[UUID]:
        calls = (call for call in self.plan.network.calls if call.space == slug)
        return frozenset(of_call(call) for call in calls if call.opens_on <= on < call.closes_on)

    def step(self, space: Space, status: SpaceStatus | None, on: date) -> TransitionFacts:
        """A space that takes a step on the day, from `status`."""
        others = [
            other
            for other in self.plan.network.spaces
            if other.type == space.type
            and other is not space
            and other.proposed_on <= on
            and status_on(other, on) is not SpaceStatus.disbanded
        ]
        taken = [other.language for other in others if status_on(other, on) is not SpaceStatus.proposed]
        return TransitionFacts(
            type=space.type,
            name=space.name,
            status=status,
            parent=self._linked(space.parent, on) if space.parent else None,
            working_groups=tuple(self._linked(slug, on) for slug in space.working_groups),
            supports=tuple(self._linked(slug, on) for slug in space.supports),
            language=space.language,
            language_taken=space.language is not None and space.language in taken,
            others_of_type=len(others),
            approval_recorded=space.approval is not None and space.approval.decided_on <= on,
        )

    def _linked(self, slug: str, on: date) -> LinkedSpace:
        space = self.spaces[slug]
        return LinkedSpace(self.ids.spaces[slug], space.type, status_on(space, on))


def states(space: Space) -> Iterator[tuple[SpaceStatus, date, date | None]]:
    """What a space was, from which day until which."""
    yield SpaceStatus.proposed, space.proposed_on, space.approved_on
    yield SpaceStatus.approved, space.approved_on, space.starts_on
    yield SpaceStatus.active, space.starts_on, space.ends_on
    if space.ends_on is not None:
        yield SpaceStatus.disbanded, space.ends_on, None


def _state_on(space: Space, on: date) -> tuple[SpaceStatus, date | None]:
    """What it was, and since when; before its first day a space is no more than proposed."""
    held = (
        (status, since)
        for status, since, until in states(space)
        if since <= on and (until is None or on < until)
    )
    return next(held, (SpaceStatus.proposed, None))


def status_on(space: Space, on: date) -> SpaceStatus:
    return _state_on(space, on)[0]


def _mandate(space: Space, on: date) -> MandateFacts | None:
    for held in space.mandates:
        if held.starts_on <= on and (held.ends_on is None or on < held.ends_on):
            return MandateFacts(held.starts_on, held.ends_on, held.due_on)
    return None


def _over_on(seat: Seat) -> date | None:
    """A term that was due is over, whether or not anybody wrote it (R31)."""
    return min((day for day in (seat.ends_on, seat.due_on) if day is not None), default=None)


def _counts(seat: Seat, on: date) -> bool:
    over_on = _over_on(seat)
    return seat.starts_on <= on and (over_on is None or on < over_on)


def _begun_and_over(seats: Iterable[Seat]) -> tuple[list[date], list[date]]:
    held = list(seats)
    over = [day for seat in held if (day := _over_on(seat)) is not None]
    return sorted(seat.starts_on for seat in held), sorted(over)

"""What the rules are asked about: frozen facts, gathered by the services, the same for forms, imports and questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from api.rules.enums import Admission, Kind, MemberStatus, SpaceStatus, SpaceType


def _overlap(starts_on: date, over_on: date | None, day: date, until: date | None) -> bool:
    begins_in_time = until is None or starts_on < until
    return begins_in_time and (over_on is None or (day < over_on and starts_on < over_on))


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One seat of the holder. `due_on` is set for terms and for seats that follow another seat, else None (R31)."""

    space_id: UUID
    space_type: SpaceType
    starts_on: date
    ends_on: date | None = None
    due_on: date | None = None
    term_exempt: bool = False

    @property
    def over_on(self) -> date | None:
        """The first day it is no longer held; a day that was due counts, whether or not anybody wrote it (R31)."""
        if self.ends_on is None or self.due_on is None:
            return self.ends_on or self.due_on
        return min(self.ends_on, self.due_on)

    def reaches(self, day: date, until: date | None = None) -> bool:
        """Held at some time of `[day, until)`: it would overlap a new seat of that period, open-ended for None."""
        return _overlap(self.starts_on, self.over_on, day, until)

    def live_on(self, day: date) -> bool:
        return self.starts_on <= day and self.reaches(day)


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """The member fills an organisation's seat in this space, as its primary representative or alternate (R25)."""

    space_id: UUID
    starts_on: date
    ends_on: date | None = None

    def reaches(self, day: date, until: date | None = None) -> bool:
        return _overlap(self.starts_on, self.ends_on, day, until)


@dataclass(frozen=True, slots=True)
class HolderFacts:
    """The member or the organisation that would hold the seat. `status` is None for an organisation.

    `is_staff` and `is_partner` are known here so that nobody asks for them elsewhere; as R24 stands they refuse nobody.
    `pending` are the spaces with an open application of this holder; `present_in` those, and all with a seat or a role.
    """

    kind: Kind
    id: UUID
    status: MemberStatus | None = None
    has_consent: bool = False
    is_staff: bool = False
    is_partner: bool = False
    seats: tuple[SeatFacts, ...] = ()
    represents: tuple[RoleFacts, ...] = ()
    pending: frozenset[UUID] = frozenset()
    _seats_in: dict[UUID, list[SeatFacts]] = field(init=False, repr=False, compare=False)
    _roles_in: dict[UUID, list[RoleFacts]] = field(init=False, repr=False, compare=False)
    present_in: frozenset[UUID] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Indexed once: one holder is judged against thousands of spaces.
        seats: dict[UUID, list[SeatFacts]] = {}
        for seat in self.seats:
            seats.setdefault(seat.space_id, []).append(seat)
        roles: dict[UUID, list[RoleFacts]] = {}
        for role in self.represents:
            roles.setdefault(role.space_id, []).append(role)
        object.__setattr__(self, "_seats_in", seats)
        object.__setattr__(self, "_roles_in", roles)
        object.__setattr__(self, "present_in", self.pending | seats.keys() | roles.keys())

    def seats_in(self, space_id: UUID) -> Sequence[SeatFacts]:
        return self._seats_in.get(space_id, ())

    def free_on(self, space_id: UUID, day: date) -> date:
        """The day a seat applied for now would start (R21): today, or after what is held there, where its end is known."""
        seats = [seat.over_on for seat in self._seats_in.get(space_id, ()) if seat.reaches(day)]
        roles = [role.ends_on for role in self._roles_in.get(space_id, ()) if role.reaches(day)]
        ends = [end for end in seats + roles if end is not None]
        return max(ends, default=day) if len(ends) == len(seats) + len(roles) else day

    def seated_in(self, space_id: UUID, day: date) -> bool:
        return any(seat.live_on(day) for seat in self._seats_in.get(space_id, ()))

    def taken_in(self, space_id: UUID, day: date, until: date | None = None) -> bool:
        """A new seat of `[day, until)` would overlap one this holder has there, or one this person fills there (R25)."""
        return any(seat.reaches(day, until) for seat in self._seats_in.get(space_id, ())) or any(
            role.reaches(day, until) for role in self._roles_in.get(space_id, ())
        )


@dataclass(frozen=True, slots=True)
class WorkingGroupFacts:
    """A working group that a collaborative is linked to. `live`: it is an active working group on the day (R22)."""

    id: UUID
    live: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """The mandate that contains the day (R20, R31)."""

    starts_on: date
    ends_on: date | None
    due_on: date

    def open_on(self, day: date) -> bool:
        return self.starts_on <= day < self.due_on and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """The space on the day. `seats_taken` counts the seats live that day, whoever holds them (R19);
    `seats_to_come` those promised for a later day, which a limit must keep room for.

    `member_wgs`: the linked working groups in which those who now hold a seat in this collaborative hold one (R6).
    `since`: the day it became what it is on this day, such as proposed.
    """

    id: UUID
    type: SpaceType
    status: SpaceStatus
    name: str
    parent_id: UUID | None = None
    parent_name: str = ""
    language: str | None = None
    working_groups: tuple[WorkingGroupFacts, ...] = ()
    supports: tuple[UUID, ...] = ()
    seat_limit: int | None = None
    seats_taken: int = 0
    seats_to_come: int = 0
    member_wgs: frozenset[UUID] = frozenset()
    admission: Admission = Admission.standing
    open_calls: frozenset[UUID] = frozenset()
    mandate: MandateFacts | None = None
    due_on: date | None = None
    since: date | None = None
    rulebook: int = 1


@dataclass(frozen=True, slots=True)
class LinkedSpace:
    """A parent, or a space that is supported, as far as building on it asks."""

    id: UUID
    type: SpaceType
    status: SpaceStatus


@dataclass(frozen=True, slots=True)
class TransitionFacts:
    """A space that is to be created (`status` None) or to change its status.

    `approval_recorded`: an approving steering-group decision on the space is on record (R17), `approval_withdrawn`: its
    last word was no; `closing_recorded`: one that closes it (R20). `language_taken`: another live community has the
    language. `others_of_type`: other spaces of this type that are neither disbanded nor rejected.
    """

    type: SpaceType
    name: str
    status: SpaceStatus | None = None
    parent: LinkedSpace | None = None
    working_groups: tuple[LinkedSpace, ...] = ()
    supports: tuple[LinkedSpace, ...] = ()
    language: str | None = None
    language_taken: bool = False
    others_of_type: int = 0
    approval_recorded: bool = False
    approval_withdrawn: bool = False
    closing_recorded: bool = False
    open_tasks: int = 0

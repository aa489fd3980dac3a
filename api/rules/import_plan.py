"""From the rows of a list and what is known of the people in it, to a verdict a row. Pure: reads no file, writes nothing.

Same person: `external_ref` first, then the e-mail key; never the name. A blank never erases. A seat in a list passes the
rules of an application (R29), a seat of the past those of history (R30); a refused seat makes the whole row an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as filled
from datetime import date
from typing import Any
from uuid import UUID

from api.rules.eligibility import as_history, eligible, judge
from api.rules.enums import Door, ImportResult, Kind, MemberStatus, Outcome, SpaceType
from api.rules.facts import HolderFacts, SeatFacts, SpaceFacts
from api.rules.findings import Finding
from api.rules.rulebook import Rulebook

NEW = UUID(int=0)  # stands for a person who has no id yet


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell, or with the row where `field` is None."""

    field: str | None
    code: str
    params: Mapping[str, Any] = filled(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatWish:
    """A seat the row asks for, in the space a name or slug stands for."""

    space: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row, understood. `values` holds the columns of a person that the row fills; what is blank is not in it."""

    row: int
    trouble: Trouble | None = None
    external_ref: str | None = None
    email_key: str | None = None
    values: Mapping[str, Any] = filled(default_factory=dict)
    status: MemberStatus | None = None
    consent: tuple[date, str] | None = None
    organisation: str | None = None
    job_title: str | None = None
    seat: SeatWish | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A known member: the columns a list can fill, and what hangs on them. `works_at`: organisation → job title."""

    id: UUID
    values: Mapping[str, Any]
    status: MemberStatus
    external_ref: str | None
    has_consent: bool
    consents: frozenset[tuple[date, str]]
    works_at: Mapping[UUID, str | None]
    holder: HolderFacts


@dataclass(frozen=True, slots=True)
class Known:
    """All that the plan may look at. Keys of organisations and spaces are folded names, aliases and slugs."""

    day: date
    by_ref: Mapping[str, Person]
    by_email: Mapping[str, Person]
    organisations: Mapping[str, frozenset[UUID]]
    spaces: Mapping[str, frozenset[UUID]]
    on: Callable[[date], Mapping[UUID, SpaceFacts]]
    rulebook: Callable[[date], Rulebook]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat to be written with the row, already judged."""

    space_id: UUID
    space_type: SpaceType
    starts_on: date
    ends_on: date | None
    door: Door
    findings: tuple[Finding, ...]

    @property
    def historic(self) -> bool:
        return self.ends_on is not None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row. `changed` names the fields; `values` and the rest say what would be written."""

    row: int
    result: ImportResult
    field: str | None = None
    code: str | None = None
    params: Mapping[str, Any] = filled(default_factory=dict)
    member_id: UUID | None = None
    changed: tuple[str, ...] = ()
    values: Mapping[str, Any] = filled(default_factory=dict)
    status: MemberStatus | None = None
    consent: tuple[date, str] | None = None
    external_ref: str | None = None
    organisation_id: UUID | None = None
    job_title: str | None = None
    seat: Seat | None = None


def plan(candidates: Iterable[Candidate], known: Known) -> list[Verdict]:
    """A verdict for every row, in the order of the file. An earlier row wins over a later one about the same person."""
    planner = _Planner(known)
    return [planner.judge(candidate) for candidate in candidates]


class _Refused(Exception):
    def __init__(self, trouble: Trouble, result: ImportResult = ImportResult.error) -> None:
        super().__init__(trouble.code)
        self.trouble, self.result = trouble, result


class _Planner:
    """Remembers who came in earlier rows, and how many seats those take."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.seen: dict[tuple[str, Any], int] = {}
        self.taken: dict[UUID, int] = {}

    def judge(self, candidate: Candidate) -> Verdict:
        try:
            if candidate.trouble is not None:
                raise _Refused(candidate.trouble)
            self._once(candidate, [("ref", candidate.external_ref), ("email", candidate.email_key)])
            person = self._who(candidate)
            self._once(candidate, [("id", person.id if person else None)])
            return self._verdict(candidate, person)
        except _Refused as refused:
            told = refused.trouble
            return Verdict(candidate.row, refused.result, told.field, told.code, told.params)

    def _who(self, row: Candidate) -> Person | None:
        by_ref = self.known.by_ref.get(row.external_ref) if row.external_ref else None
        by_email = self.known.by_email.get(row.email_key) if row.email_key else None
        if by_ref and by_email and by_ref.id != by_email.id:
            raise _Refused(Trouble("email", "two_people"), ImportResult.conflict)
        if by_email and row.external_ref and by_email.external_ref not in (None, row.external_ref):
            raise _Refused(Trouble("external_ref", "other_reference"), ImportResult.conflict)
        return by_ref or by_email

    def _once(self, row: Candidate, keys: list[tuple[str, Any]]) -> None:
        earlier = [self.seen[key] for key in keys if key[1] is not None and key in self.seen]
        if earlier:
            told = Trouble(None, "earlier_row", {"row": min(earlier)})
            raise _Refused(told, ImportResult.duplicate_in_file)
        self.seen.update({key: row.row for key in keys if key[1] is not None})

    def _verdict(self, row: Candidate, person: Person | None) -> Verdict:
        status = _status(row, person)
        values = {
            name: value
            for name, value in row.values.items()
            if person is None or person.values.get(name) != value
        }
        if person is None and "full_name" not in values:
            raise _Refused(Trouble("full_name", "required"))
        consent = (
            row.consent if row.consent and (person is None or row.consent not in person.consents) else None
        )
        reference = row.external_ref if person is None or person.external_ref != row.external_ref else None
        organisation_id, job_title, works = self._affiliation(row, person)
        seat = self._seat(row, person, status)
        changed = {
            **values,
            **({"status": status} if person is None or status is not person.status else {}),
            **({"consent": consent} if consent else {}),
            **({"external_ref": reference} if reference else {}),
            **dict.fromkeys(works, True),
            **({"space": seat} if seat else {}),
        }
        result = (
            ImportResult.created
            if person is None
            else ImportResult.updated
            if changed
            else ImportResult.unchanged
        )
        return Verdict(
            row.row,
            result,
            member_id=person.id if person else None,
            changed=tuple(sorted(changed)),
            values=values,
            status=status if "status" in changed else None,
            consent=consent,
            external_ref=reference,
            organisation_id=organisation_id if works else None,
            job_title=job_title,
            seat=seat,
        )

    def _affiliation(
        self, row: Candidate, person: Person | None
    ) -> tuple[UUID | None, str | None, tuple[str, ...]]:
        """Which organisation, with which title, and the fields of it that change. Organisations are never created."""
        if row.organisation is None:
            return None, None, ()
        id_ = _the_one(self.known.organisations, row.organisation, "organisation")
        held = person.works_at if person else {}
        title = row.job_title or held.get(id_)
        if id_ not in held:
            return id_, title, ("organisation",)
        return id_, title, ("job_title",) if title != held[id_] else ()

    def _seat(self, row: Candidate, person: Person | None, status: MemberStatus) -> Seat | None:
        wish = row.seat
        if wish is None:
            return None
        space_id = _the_one(self.known.spaces, wish.space, "space")
        starts_on, today = wish.starts_on or self.known.day, self.known.day
        holder = _holder(person, status, row.consent is not None)
        if _held(holder, space_id, wish, today):
            return None
        if wish.ends_on is not None and wish.ends_on > today:
            raise _Refused(Trouble("ends_on", "in_the_future"))
        space, book = self.known.on(starts_on)[space_id], self.known.rulebook(starts_on)
        doors = book.types[space.type].doors
        door = Door.join if Door.join in doors else Door.application
        earlier = self.taken.get(space_id, 0)
        counted = replace(space, seats_taken=space.seats_taken + earlier)
        findings = judge(book, counted, holder, door, starts_on, until=wish.ends_on)
        judged = as_history(findings) if wish.ends_on else findings
        if not eligible(judged):
            refusal = next(found for found in judged if found.outcome is Outcome.fail)
            raise _Refused(Trouble("space", refusal.code, refusal.params))
        if wish.ends_on is None:
            self.taken[space_id] = earlier + 1
        return Seat(space_id, space.type, starts_on, wish.ends_on, door, judged)


def _status(row: Candidate, person: Person | None) -> MemberStatus:
    """What the person is afterwards: without evidence of consent at most unconfirmed, and never less than before."""
    consented = row.consent is not None or (person is not None and person.has_consent)
    before = person.status if person else None
    if row.status is not None and row.status is not before:
        if row.status is not MemberStatus.unconfirmed and not consented:
            raise _Refused(Trouble("status", "consent_missing"))
        if row.status is MemberStatus.unconfirmed and before is not None:
            return before
        return row.status
    if before in (None, MemberStatus.unconfirmed):
        return MemberStatus.active if row.consent is not None else MemberStatus.unconfirmed
    assert before is not None  # noqa: S101  (the line above took None)
    return before


def _holder(person: Person | None, status: MemberStatus, consents_now: bool) -> HolderFacts:
    if person is None:
        return HolderFacts(Kind.individual, NEW, status, has_consent=consents_now)
    return replace(person.holder, status=status, has_consent=person.has_consent or consents_now)


def _held(holder: HolderFacts, space_id: UUID, wish: SeatWish, today: date) -> bool:
    """The row tells of a seat that is there already: the same days, or a live one where it gives none."""

    def same(seat: SeatFacts) -> bool:
        if wish.starts_on is None:
            return seat.live_on(today)
        return seat.starts_on == wish.starts_on and seat.ends_on == wish.ends_on

    return any(same(seat) for seat in holder.seats_in(space_id))


def _the_one(known: Mapping[str, frozenset[UUID]], name: str, column: str) -> UUID:
    """Never guessed: an unknown name and one that stands for several are both told."""
    found = known.get(name, frozenset())
    if len(found) != 1:
        raise _Refused(Trouble(column, f"ambiguous_{column}" if found else f"unknown_{column}"))
    return next(iter(found))

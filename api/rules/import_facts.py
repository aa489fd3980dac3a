"""What a list says and what is known of the people in it: the plan's facts, and its verdicts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from datetime import date
from typing import Any
from uuid import UUID

from api.rules.enums import Door, ImportResult, MemberStatus, SpaceType
from api.rules.facts import HolderFacts, SpaceFacts
from api.rules.findings import Finding
from api.rules.rulebook import Rulebook

Period = tuple[date, date | None]


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
    """A known member: the columns a list can fill, and what hangs on them.

    `consents` are those on record, `withdrawn` those taken back; `works_at`: organisation → job title, of affiliations
    that last or are to begin; `holder` is there where the list has seats; `seats`: space → days, of every
    individual seat there ever was.
    """

    id: UUID
    values: Mapping[str, Any]
    status: MemberStatus
    external_ref: str | None
    has_consent: bool
    consents: frozenset[tuple[date, str]]
    works_at: Mapping[UUID, str | None]
    holder: HolderFacts | None = None
    email_key: str | None = None
    withdrawn: frozenset[tuple[date, str]] = frozenset()
    seats: Mapping[UUID, frozenset[Period]] = filled(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """All that the plan may look at. `organisations` and `spaces`: what each name in the file may stand for.

    `suppressed`, `suppressed_refs`: keys of addresses, and references, of people who were erased.
    """

    day: date
    by_ref: Mapping[str, Person]
    by_email: Mapping[str, Person]
    organisations: Mapping[str, frozenset[UUID]]
    spaces: Mapping[str, frozenset[UUID]]
    on: Callable[[date], Mapping[UUID, SpaceFacts]]
    rulebook: Callable[[date], Rulebook]
    suppressed: frozenset[str] = frozenset()
    suppressed_refs: frozenset[str] = frozenset()


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
    """What becomes of a row. `changed` names the fields; `values` and the rest say what would be written.

    `before` is what `values` would overwrite: a commit compares it, so that nobody's edit is overwritten unseen.
    """

    row: int
    result: ImportResult
    field: str | None = None
    code: str | None = None
    params: Mapping[str, Any] = filled(default_factory=dict)
    member_id: UUID | None = None
    changed: tuple[str, ...] = ()
    values: Mapping[str, Any] = filled(default_factory=dict)
    before: Mapping[str, Any] = filled(default_factory=dict)
    status: MemberStatus | None = None
    consent: tuple[date, str] | None = None
    external_ref: str | None = None
    organisation_id: UUID | None = None
    job_title: str | None = None
    seat: Seat | None = None

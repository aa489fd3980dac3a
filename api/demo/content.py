"""What the demo network is made of: frozen facts under natural keys (slugs, e-mail addresses), no ids, no database.

Periods are `[starts_on, ends_on)`, as everywhere; `due_on` is when something should end (R31).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.demo.days import Period
from api.rules.codes import Code
from api.rules.enums import (
    Admission,
    ApplicationStatus,
    DecisionSubject,
    Door,
    EndReason,
    Kind,
    LeaderRole,
    LinkageKind,
    MemberStatus,
    OrganisationType,
    PlanKind,
    RepresentativeRole,
    Scope,
    SpaceStatus,
    SpaceType,
    TaskStatus,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """An approval by the Steering Group (S9, R17): of a space, of a working group's next mandate, of a plan of its own."""

    subject: DecisionSubject
    space: str
    decided_on: date
    minutes_reference: str


@dataclass(frozen=True, slots=True)
class Mandate:
    starts_on: date
    due_on: date
    ends_on: date | None
    decision: Decision


@dataclass(frozen=True, slots=True)
class Space:
    """One space as it is today. `starts_on` is the day it became active.

    `approval` is there for the types that the Steering Group approves (R16). `links_are_demo` says that its working
    groups, or the spaces it supports, are made up: the seed's diagram is missing. `demo`: the space itself is made up.
    """

    slug: str
    name: str
    type: SpaceType
    purpose: str
    sources: tuple[str, ...]
    status: SpaceStatus
    proposed_on: date
    approved_on: date
    starts_on: date
    ends_on: date | None = None
    due_on: date | None = None
    end_reason: EndReason | None = None
    scope: Scope = Scope.global_
    parent: str | None = None
    language: str | None = None
    working_groups: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    links_are_demo: bool = False
    admission: Admission = Admission.standing
    seat_limit: int | None = None
    mandates: tuple[Mandate, ...] = ()
    approval: Decision | None = None
    demo: bool = False

    @property
    def mandate(self) -> Mandate | None:
        """The one it works under now; its due day may have passed (R20)."""
        return next((mandate for mandate in self.mandates if mandate.ends_on is None), None)


@dataclass(frozen=True, slots=True)
class Call:
    """A call for applications, open `[opens_on, closes_on)`."""

    space: str
    title: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Alias:
    """A former name has an `ends_on`; a translation has a language."""

    name: str
    language: str | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    slug: str
    name: str
    short_name: str | None
    type: OrganisationType
    country: str
    website: str
    parent: str | None
    aliases: tuple[Alias, ...]
    partnerships: tuple[Period, ...]

    @property
    def domain(self) -> str:
        return self.website.removeprefix("https://")

    def is_partner_on(self, day: date) -> bool:
        return any(period.holds_on(day) for period in self.partnerships)


@dataclass(frozen=True, slots=True)
class Consent:
    given_on: date
    source: str


@dataclass(frozen=True, slots=True)
class MemberState:
    status: MemberStatus
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    organisation: str
    job_title: str
    starts_on: date
    ends_on: date | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the network knows. Many have no given and family name, or no Latin spelling of their name."""

    external_ref: str
    email: str
    full_name: str
    given_name: str | None
    family_name: str | None
    country: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    states: tuple[MemberState, ...]
    consent: Consent | None
    affiliations: tuple[Affiliation, ...]

    @property
    def status(self) -> MemberStatus:
        return self.states[-1].status

    @property
    def joined_on(self) -> date | None:
        """The day they became active; None for those who never were."""
        return next((state.starts_on for state in self.states if state.status is MemberStatus.active), None)

    def status_on(self, day: date) -> MemberStatus | None:
        for state in self.states:
            if state.starts_on <= day and (state.ends_on is None or day < state.ends_on):
                return state.status
        return None


@dataclass(frozen=True, slots=True)
class Representative:
    """`agreed_on` None: named, but has not agreed yet (R32). `attested_senior_on`: Steering Group (S7)."""

    role: RepresentativeRole
    member: str
    starts_on: date
    ends_on: date | None = None
    agreed_on: date | None = None
    attested_senior_on: date | None = None


@dataclass(frozen=True, slots=True)
class Leadership:
    role: LeaderRole
    starts_on: date
    ends_on: date | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One membership. `holder` is an organisation's slug (institutional) or a member's e-mail (individual).

    `due_on` is a term's end (R28); `host` the partner that hosts a member of staff (S12).
    """

    space: str
    kind: Kind
    holder: str
    door: Door
    starts_on: date
    ends_on: date | None = None
    end_reason: EndReason | None = None
    due_on: date | None = None
    term_exempt_reason: str | None = None
    host: str | None = None
    representatives: tuple[Representative, ...] = ()
    leads: tuple[Leadership, ...] = ()

    def live_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An application that came by other means, with the person's consent (R13)."""

    received_on: date
    means: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class Application:
    """A pending application. `refused_with`: what the rules will say at its decision, facts having aged (R26)."""

    space: str
    kind: Kind
    holder: str
    submitted_on: date
    status: ApplicationStatus
    statement: str
    representatives: tuple[tuple[RepresentativeRole, str], ...] = ()
    also_apply_to: tuple[str, ...] = ()
    recorded: Recorded | None = None
    refused_with: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """A dotted line between two spaces (S40)."""

    from_space: str
    to_space: str
    kind: LinkageKind
    purpose: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Task:
    """`owner`: the e-mail of somebody who sits in the space today."""

    space: str
    title: str
    starts_on: date
    due_on: date | None
    status: TaskStatus
    closed_on: date | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class SpacePlan:
    """Goals or a work plan of a space; a draft while `adopted_on` is None. The Steering Group's are of no mandate."""

    space: str
    kind: PlanKind
    title: str
    priorities: tuple[str, ...]
    starts_on: date
    mandate: Mandate | None
    adopted_on: date | None
    decision: Decision | None
    minutes_reference: str | None

"""One type of space as a rulebook rules it: compiled once, read by the engine for every case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.rules.codes import Code
from api.rules.enums import (
    Admission,
    Approver,
    Decider,
    Door,
    EndReason,
    Kind,
    LeaderRole,
    MemberStatus,
    Proposer,
    SpaceClass,
    SpaceType,
)
from api.rules.rulebook_schema import SeatIn


@dataclass(frozen=True, slots=True)
class Band:
    """ "Average # of members": shown and warned about, never a cap (R18)."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Published:
    """A column of the cheat sheet in the sheet's own words. `average_members` None is "Unlimited"."""

    institutional_membership: bool
    individual_membership: bool
    open_to_wg_members_only: bool
    open_to_all_members: bool
    application_needed: bool
    average_members: Band | None
    duration: str


@dataclass(frozen=True, slots=True)
class Term:
    """How long an organisation's seat lasts, and how long in a row (R28). `break_days` None: any pause starts afresh."""

    years: int
    max_consecutive_years: int
    break_days: int | None


@dataclass(frozen=True, slots=True)
class Structure:
    """What a space of the type is built on."""

    parent_type: SpaceType | None
    working_groups_min: int
    supports_min: int
    needs_language: bool
    only_one: bool


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a space and its seats last, and what ends them."""

    mandate_years: int | None
    period_years: int | None
    ends_with_parent: bool
    term: Term | None
    end_reasons: tuple[EndReason, ...]
    ends_by_decision: bool
    seat_end_reasons: tuple[EndReason, ...]


@dataclass(frozen=True, slots=True)
class TypeRule:
    """`sources` names the sentence behind each line of the file; `refusals` what a door answers to a kind of holder.

    `first_door` is the one a question without a door is about; nobody walks into the secretariat, so there it is one
    that says so.
    """

    type: SpaceType
    space_class: SpaceClass
    published: Published | None
    band: Band | None
    kinds: frozenset[Kind]
    doors: tuple[Door, ...]
    first_door: Door
    call_only: bool
    member_statuses: frozenset[MemberStatus]
    invitation_statuses: frozenset[MemberStatus]
    deciders: tuple[Decider, ...]
    leader_roles: tuple[LeaderRole, ...]
    approver: Approver
    proposers: tuple[Proposer, ...]
    structure: Structure
    needs_host: bool
    seat_in: SeatIn | None
    lasting: Lasting
    has_mandates: bool
    meeting_months: int | None
    sources: Mapping[str, str]
    refusals: Mapping[Kind, Mapping[Door, Code | None]]

    @property
    def is_governance(self) -> bool:
        return self.space_class is SpaceClass.governance

    @property
    def needs_parent_seat(self) -> bool:
        return self.seat_in is SeatIn.parent

    @property
    def needs_linked_seat(self) -> bool:
        return self.seat_in is SeatIn.linked


_SELF_SERVICE = (Door.application, Door.join, Door.invitation)
_APPLICATION_REFUSED = {Door.join: Code.application_required, Door.appointment: Code.application_required}
_JOIN_REFUSED = {Door.application: Code.no_application_needed, Door.appointment: Code.no_application_needed}


def door_refusal(
    rule_class: SpaceClass, doors: tuple[Door, ...], takes_kind: bool, door: Door
) -> Code | None:
    """What this door answers before anything else is asked (S39, R9, R15)."""
    if rule_class is SpaceClass.governance:
        open_to_holder = door in doors and (takes_kind or door is Door.appointment)
        return None if open_to_holder else Code.not_self_service
    if door in doors:
        return None
    if door is Door.invitation:
        return Code.invitation_not_offered
    return (_APPLICATION_REFUSED if Door.application in doors else _JOIN_REFUSED)[door]


def compile_type(space_type: SpaceType, content: Mapping[str, Any]) -> TypeRule:
    """From checked content; `rulebook.load` is the way in."""
    rules: Mapping[str, Any] = content["enforced"]
    space_class = SpaceClass(content["class"])
    kinds = frozenset(map(Kind, rules["kinds"]["allowed"]))
    doors = tuple(map(Door, rules["doors"]["open"]))
    statuses = _line(rules, "members", "status") or [MemberStatus.active]
    published = _published(content.get("published"))
    return TypeRule(
        type=space_type,
        space_class=space_class,
        published=published,
        band=published.average_members if published else None,
        kinds=kinds,
        doors=doors,
        first_door=next((door for door in doors if door in _SELF_SERVICE), Door.application),
        call_only=_line(rules, "admission", "always") == Admission.by_call,
        member_statuses=frozenset(map(MemberStatus, statuses)),
        invitation_statuses=frozenset(map(MemberStatus, _line(rules, "invitation", "status") or statuses)),
        deciders=tuple(map(Decider, rules["deciders"]["who"])),
        leader_roles=tuple(map(LeaderRole, rules["leaders"]["roles"])),
        approver=Approver(rules["approval"]["by"]),
        proposers=tuple(map(Proposer, rules["proposal"]["by"])),
        structure=_structure(rules),
        needs_host="hosting" in rules,
        seat_in=SeatIn(rules["seat_required"]["in"]) if "seat_required" in rules else None,
        lasting=_lasting(rules),
        has_mandates="mandate" in rules,
        meeting_months=_line(rules, "meetings", "every_months"),
        sources={name: line["source"] for name, line in rules.items()},
        refusals={
            kind: {door: door_refusal(space_class, doors, kind in kinds, door) for door in Door}
            for kind in Kind
        },
    )


def _line(rules: Mapping[str, Any], name: str, key: str) -> Any:
    return rules[name][key] if name in rules else None


def _published(lines: Mapping[str, Any] | None) -> Published | None:
    if lines is None:
        return None
    band = lines["average_members"]
    values = {name: line["value"] for name, line in lines.items() if name != "average_members"}
    return Published(
        **values, average_members=None if "unlimited" in band else Band(band["min"], band["max"])
    )


def _term(line: Mapping[str, Any] | None) -> Term | None:
    return Term(line["years"], line["max_consecutive_years"], line.get("break_days")) if line else None


def _structure(rules: Mapping[str, Any]) -> Structure:
    return Structure(
        parent_type=SpaceType(rules["parent"]["type"]) if "parent" in rules else None,
        working_groups_min=_line(rules, "working_groups", "min") or 0,
        supports_min=_line(rules, "supports", "min") or 0,
        needs_language="language" in rules,
        only_one="single" in rules,
    )


def _lasting(rules: Mapping[str, Any]) -> Lasting:
    return Lasting(
        mandate_years=_line(rules, "mandate", "years"),
        period_years=_line(rules, "period", "years"),
        ends_with_parent=bool(_line(rules, "period", "ends_with_parent")),
        term=_term(rules.get("term")),
        end_reasons=tuple(map(EndReason, rules["ends"]["reasons"])),
        ends_by_decision=rules["ends"].get("by_decision", False),
        seat_end_reasons=tuple(map(EndReason, _line(rules, "seats_end_with", "reasons") or ())),
    )

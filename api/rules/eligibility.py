"""May this holder take a seat in this space, through this door, on this day? All findings, in the order of `Code`.

One engine for forms, decisions, imports and what-if questions (R29). It judges holder, space and door; what belongs to
a form (a representative, a reason) is judged where the form is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.rules.codes import CODES, Code
from api.rules.enums import Admission, Door, Kind, MemberStatus, Outcome, SpaceStatus
from api.rules.facts import HolderFacts, SeatFacts, SpaceFacts
from api.rules.findings import Finding, apply_override, as_history, eligible, overridden_codes
from api.rules.lifecycle import add_years
from api.rules.rulebook import Rulebook
from api.rules.rulebook_schema import SeatIn
from api.rules.rulebook_types import Band, Term, TypeRule

__all__ = ["Finding", "apply_override", "as_history", "eligible", "first_door", "judge", "overridden_codes"]

_FAIL, _WARN = Outcome.fail, Outcome.warn
_SOURCE = {code: rule.source for code, rule in CODES.items()}
_ORDER = {code: place for place, code in enumerate(Code)}


def first_door(rule: TypeRule) -> Door:
    """The door that a question without one is about."""
    return rule.first_door


def judge(
    rulebook: Rulebook,
    space: SpaceFacts,
    holder: HolderFacts,
    door: Door,
    on: date,
    *,
    until: date | None = None,
    call_id: UUID | None = None,
    ignore_application: bool = False,
) -> tuple[Finding, ...]:
    """`on` is the day the new seat would start (R21), `until` the day a seat of the past ended (R30).

    `ignore_application`: it is the one being decided; its call was open when it was sent, and may have closed since.
    """
    rule = rulebook.types[space.type]
    refusal = rule.refusals[holder.kind][door]
    out: list[Finding] = []
    _judge_holder(out, rule, space, holder, door)
    if refusal is not None:
        out.append(Finding(refusal, _FAIL, _about(space), _door_source(rule, refusal)))
    elif door == Door.application and not ignore_application:
        _judge_call(out, rule, space, call_id)
    _judge_space(out, rule, space, on)
    if space.id in holder.present_in:
        _judge_presence(out, rule, space, holder, on, until, ignore_application)
    if rule.seat_in is not None and holder.kind == Kind.institutional:
        _judge_required_seat(out, rule, space, holder, on)
    if len(out) > 1:
        out.sort(key=_place)
    return tuple(out)


def _place(found: Finding) -> int:
    return _ORDER[found.code]


def _about(space: SpaceFacts) -> dict[str, Any]:
    return {"space": space.name, "type": space.type}


def _door_source(rule: TypeRule, refusal: Code) -> str:
    by_type = refusal in (Code.application_required, Code.no_application_needed)
    return rule.sources["doors"] if by_type else _SOURCE[refusal]


def lacks_consent(holder: HolderFacts) -> bool:
    """R3. Consent that came with the form counts for an unconfirmed person; an erased one has none to give."""
    return holder.status == MemberStatus.erased or (
        holder.status == MemberStatus.unconfirmed and not holder.has_consent
    )


def _judge_holder(
    out: list[Finding], rule: TypeRule, space: SpaceFacts, holder: HolderFacts, door: Door
) -> None:
    individual = holder.kind == Kind.individual
    if holder.kind not in rule.kinds:
        code = Code.individual_not_permitted if individual else Code.institution_not_permitted
        out.append(Finding(code, _FAIL, _about(space), rule.sources["kinds"]))
    if not individual:
        return
    statuses = rule.invitation_statuses if door == Door.invitation else rule.member_statuses
    if holder.status not in statuses:
        source = rule.sources.get("members", _SOURCE[Code.not_an_active_member])
        out.append(Finding(Code.not_an_active_member, _FAIL, _about(space), source))
    if lacks_consent(holder):
        out.append(Finding(Code.consent_missing, _FAIL, {}, _SOURCE[Code.consent_missing]))


def _judge_call(out: list[Finding], rule: TypeRule, space: SpaceFacts, call_id: UUID | None) -> None:
    """A call that is named must be open; none need be named where the space has a standing door (R18)."""
    by_call = rule.call_only or space.admission == Admission.by_call
    if (by_call and not space.open_calls) or (call_id is not None and call_id not in space.open_calls):
        source = rule.sources["admission"] if rule.call_only else _SOURCE[Code.call_not_open]
        out.append(Finding(Code.call_not_open, _FAIL, {"space": space.name}, source))


def _judge_space(out: list[Finding], rule: TypeRule, space: SpaceFacts, on: date) -> None:
    if (closed_by := _closed_by(rule, space, on)) is not None:
        out.append(
            Finding(Code.space_not_open, _FAIL, {"space": space.name, "day": on.isoformat()}, closed_by)
        )
    if space.seat_limit is not None and space.seats_taken + space.seats_to_come >= space.seat_limit:
        params = {"space": space.name, "limit": space.seat_limit}
        out.append(Finding(Code.seats_full, _FAIL, params, _SOURCE[Code.seats_full]))
    band = rule.band
    if band is not None and space.seats_taken >= band.max:
        out.append(size_outside_band(band, space.name, space.seats_taken + 1))
    needed = rule.structure.working_groups_min
    if needed and (linked := sum(group.live for group in space.working_groups)) < needed:
        params = {"space": space.name, "needed": needed, "linked": linked}
        out.append(Finding(Code.two_working_groups_required, _FAIL, params, rule.sources["working_groups"]))


def _closed_by(rule: TypeRule, space: SpaceFacts, on: date) -> str | None:
    """The source of the rule that keeps the space from taking a seat that day, or None while it is open."""
    if space.status != SpaceStatus.active:
        return _SOURCE[Code.space_not_open]
    if rule.has_mandates:
        if space.mandate is None:
            return rule.sources["mandate"]
        return None if space.mandate.open_on(on) else "R20"
    if rule.lasting.period_years is not None and space.due_on is not None and space.due_on <= on:
        return rule.sources["period"]
    return None


def _judge_presence(
    out: list[Finding],
    rule: TypeRule,
    space: SpaceFacts,
    holder: HolderFacts,
    on: date,
    until: date | None,
    ignore_application: bool,
) -> None:
    if holder.taken_in(space.id, on, until):
        out.append(Finding(Code.already_seated, _FAIL, {"space": space.name}, _SOURCE[Code.already_seated]))
    if space.id in holder.pending and not ignore_application:
        out.append(
            Finding(Code.application_pending, _FAIL, {"space": space.name}, _SOURCE[Code.application_pending])
        )
    term = rule.lasting.term
    if term and holder.kind == Kind.institutional and exceeds_term_limit(term, holder.seats_in(space.id), on):
        params = {"space": space.name, "years": term.max_consecutive_years}
        out.append(Finding(Code.term_limit_reached, _FAIL, params, rule.sources["term"]))


def _judge_required_seat(
    out: list[Finding], rule: TypeRule, space: SpaceFacts, holder: HolderFacts, on: date
) -> None:
    if rule.seat_in is SeatIn.parent:
        if space.parent_id is None or not holder.seated_in(space.parent_id, on):
            params = {"space": space.name, "parent": space.parent_name}
            out.append(Finding(Code.parent_wg_seat_required, _FAIL, params, rule.sources["seat_required"]))
    elif rule.seat_in is SeatIn.linked:
        seated = {group.id for group in space.working_groups if holder.seated_in(group.id, on)}
        if not seated:
            params = {
                "space": space.name,
                "working_groups": " · ".join(group.name for group in space.working_groups),
            }
            out.append(Finding(Code.linked_wg_seat_required, _FAIL, params, rule.sources["seat_required"]))
        elif space.member_wgs and len(seated | space.member_wgs) == 1:
            # The first member of all can only come from one group: said from the second on (R6).
            out.append(
                Finding(Code.single_wg_only, _WARN, {"space": space.name}, _SOURCE[Code.single_wg_only])
            )


def exceeds_term_limit(term: Term, seats: Iterable[SeatFacts], on: date) -> bool:
    """A full term from `on` would bring the organisation's years in a row above the limit (R28).

    Walks back from `on`, seat by seat, until a pause that counts as a break. Pauses that do not, and exempt seats,
    keep the row together but are no years served.
    """
    begin, not_served = on, timedelta(0)
    earlier = [seat for seat in seats if seat.starts_on < on and seat.over_on != seat.starts_on]
    for seat in sorted(earlier, key=lambda seat: seat.starts_on, reverse=True):
        end = min(seat.over_on or begin, begin)
        pause = begin - end
        if pause >= timedelta(term.break_days or 1):
            break
        not_served += pause + (end - seat.starts_on if seat.term_exempt else timedelta(0))
        begin = seat.starts_on
    return on - not_served > add_years(begin, term.max_consecutive_years - term.years)


def size_outside_band(band: Band, space: str, seats: int) -> Finding:
    """Shown and warned about, never a cap (R18)."""
    params = {"space": space, "seats": seats, "min": band.min, "max": band.max}
    return Finding(Code.size_outside_band, _WARN, params, _SOURCE[Code.size_outside_band])

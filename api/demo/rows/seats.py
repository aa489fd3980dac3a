"""Seats with whoever fills them, and applications. What has ended is recorded as history (R30)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.demo.content import Application, Representative, Seat, Space
from api.demo.ids import DEMO, at, of_application, of_mandate, of_seat
from api.demo.judging import Judge, rulebook
from api.models import Application as ApplicationRow
from api.models import ApplicationRepresentative, Base, Leader, Membership
from api.models import Representative as RepresentativeRow
from api.rules.enums import Kind, RepresentativeRole
from api.rules.findings import Finding
from api.schemas.findings import kept

Findings = Mapping[Application, Iterable[Finding]]


def rows(judge: Judge, findings: Findings) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    seats, applications = judge.plan.seats, judge.plan.applications
    yield Membership, [_seat(judge, seat) for seat in seats]
    yield RepresentativeRow, [_fills(judge, seat, one) for seat in seats for one in seat.representatives]
    yield Leader, [row for seat in seats for row in _leads(judge, seat)]
    yield ApplicationRow, [_application(judge, one, findings[one]) for one in applications]
    yield ApplicationRepresentative, [row for one in applications for row in _named(judge, one)]


def _seat(judge: Judge, seat: Seat) -> dict[str, Any]:
    space, book = judge.spaces[seat.space], rulebook(seat.starts_on)
    historic = seat.ends_on is not None
    follows_parent = book.types[space.type].needs_parent_seat and not historic
    return {
        "id": of_seat(seat),
        **_place(judge, seat),
        "rulebook": book.version,
        "mandate_id": _mandate_id(space, seat.starts_on),
        "within_space_id": judge.ids.spaces[space.parent] if follows_parent and space.parent else None,
        "host_organisation_id": judge.ids.organisations[seat.host] if seat.host else None,
        "starts_on": seat.starts_on,
        "ends_on": seat.ends_on,
        "due_on": seat.due_on,
        "term_exempt": seat.term_exempt_reason is not None,
        "term_exempt_reason": seat.term_exempt_reason,
        "end_reason": seat.end_reason,
        "historic": historic,
        "created_at": at(seat.starts_on),
        "updated_at": at(max([seat.starts_on, *_changes(seat)])),
    }


def _place(judge: Judge, of: Seat | Application) -> dict[str, Any]:
    """Whose it is, and where."""
    institutional = of.kind is Kind.institutional
    return {
        "space_id": judge.ids.spaces[of.space],
        "space_type": judge.spaces[of.space].type,
        "kind": of.kind,
        "organisation_id": judge.ids.organisations[of.holder] if institutional else None,
        "member_id": None if institutional else judge.ids.members[of.holder],
    }


def _mandate_id(space: Space, on: date) -> UUID | None:
    """The mandate within which the seat lives (R21)."""
    held = [mandate for mandate in space.mandates if mandate.starts_on <= on]
    return of_mandate(space, held[-1]) if held else None


def _changes(seat: Seat) -> Iterator[date]:
    days = [seat.ends_on, *(day for one in seat.representatives for day in (one.starts_on, one.ends_on))]
    return (day for day in days if day is not None)


def _fills(judge: Judge, seat: Seat, one: Representative) -> dict[str, Any]:
    return {
        "membership_id": of_seat(seat),
        "space_id": judge.ids.spaces[seat.space],
        "role": one.role,
        "member_id": judge.ids.members[one.member],
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "agreed_on": one.agreed_on,
        "attested_senior_on": one.attested_senior_on,
    }


def _leads(judge: Judge, seat: Seat) -> Iterator[dict[str, Any]]:
    """Who led by this seat: its holder, or whoever was the primary representative at the time."""
    whole = [(seat.holder, seat.starts_on, seat.ends_on)]
    people = [
        (one.member, one.starts_on, one.ends_on)
        for one in seat.representatives
        if one.role is RepresentativeRole.primary and one.agreed_on is not None
    ]
    for lead in seat.leads:
        for member, since, until in whole if seat.kind is Kind.individual else people:
            starts_on = max(lead.starts_on, since)
            ends_on = min((day for day in (lead.ends_on, until, seat.ends_on) if day), default=None)
            if ends_on is None or ends_on > starts_on:
                yield {
                    "space_id": judge.ids.spaces[seat.space],
                    "membership_id": of_seat(seat),
                    "member_id": judge.ids.members[member],
                    "role": lead.role,
                    "acting": lead.acting,
                    "starts_on": starts_on,
                    "ends_on": ends_on,
                }


def _application(judge: Judge, application: Application, findings: Iterable[Finding]) -> dict[str, Any]:
    submitted_at, recorded = at(application.submitted_on), application.recorded
    open_calls = judge.space(application.space, application.submitted_on).open_calls
    return {
        "id": of_application(application),
        **_place(judge, application),
        "rulebook": rulebook(application.submitted_on).version,
        "status": application.status,
        "call_id": min(open_calls, default=None),
        "statement": application.statement,
        "also_apply_to": [judge.ids.spaces[slug] for slug in application.also_apply_to],
        "findings": kept(findings),
        "received_on": recorded.received_on if recorded else None,
        "received_by": recorded.means if recorded else None,
        "consent_given_on": recorded.consent.given_on if recorded else None,
        "consent_source": recorded.consent.source if recorded else None,
        "submitted_by": DEMO.id,
        "submitted_at": submitted_at,
        "created_at": submitted_at,
        "updated_at": submitted_at,
    }


def _named(judge: Judge, application: Application) -> Iterator[dict[str, Any]]:
    for role, member in application.representatives:
        yield {
            "application_id": of_application(application),
            "role": role,
            "member_id": judge.ids.members[member],
        }

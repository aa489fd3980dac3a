"""Corrections of a seat's dates: the secretariat's, with a reason, judged again as if the seat were taken anew."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, Invalid, NotEligible
from api.models import Membership, Space
from api.rules.codes import Code
from api.rules.eligibility import first_door, judge
from api.rules.enums import Door, EndReason, Kind
from api.rules.findings import Finding, apply_override, as_history, eligible
from api.rules.lifecycle import add_years
from api.rules.permissions import Actor, Permission, may
from api.schemas.memberships import MembershipRead, MembershipUpdate
from api.services import lapses, lookup, memberships, overrides, rulebooks, seating


async def correct(
    session: AsyncSession, id_: UUID, form: MembershipUpdate, versions: frozenset[int] | None, *, by: Actor
) -> MembershipRead:
    """Move the beginning or the end of a seat. Clearing `ends_on` reopens it, where the rules still allow it."""
    found = await memberships.find(session, id_, by=by)
    if not may(by, Permission.memberships_write):
        raise Forbidden(permission=Permission.memberships_write)
    holder_id = found.organisation_id or found.member_id
    assert holder_id is not None  # noqa: S101  (memberships_one_holder)
    space = await seating.hold(session, found.kind, holder_id, found.space_id)
    await lapses.hold(session, [space.id], clock.today())
    seat = await lookup.lock(session, Membership, id_, versions)
    changed = form.model_fields_set & {"starts_on", "ends_on"}
    starts_on = form.starts_on if "starts_on" in changed else seat.starts_on
    ends_on = form.ends_on if "ends_on" in changed else seat.ends_on
    lookup.in_order(starts_on, ends_on)
    if seat.historic and (ends_on is None or ends_on > clock.today()):
        raise Invalid.at(
            "/ends_on", "in_the_future"
        )  # history becomes no present seat: no constraint would hold it (R30)
    judged = await _judge(session, seat, space, holder_id, starts_on, ends_on, form.override_reason)
    if not eligible(judged):
        raise NotEligible(judged)
    overrides.keep(seat, judged, form.override_reason, by=by)
    if Code.parent_wg_seat_required in seat.overridden:
        seat.within_space_id = None
    await _move(session, seat, space, starts_on, ends_on)
    if seat.kind is Kind.institutional and ends_on is not None:
        await memberships.close_followers(session, seat, ends_on, by=by)
    subject = ("membership", id_)
    audit.record(
        session,
        by=by,
        action="membership.corrected",
        subject=subject,
        fields=sorted(changed),
        reason=form.reason,
    )
    await session.flush()
    return (await memberships.read(session, [seat]))[0]


async def _judge(
    session: AsyncSession,
    seat: Membership,
    space: Space,
    holder_id: UUID,
    starts_on: date,
    ends_on: date | None,
    override_reason: str | None,
) -> tuple[Finding, ...]:
    known = await seating.gather(session, seat.kind, holder_id, space.id, starts_on)
    holder, about = known.holders[holder_id], known.spaces[space.id]
    mine = [one for one in holder.seats if (one.space_id, one.starts_on) == (seat.space_id, seat.starts_on)]
    rest = tuple(one for one in holder.seats if one not in mine)
    counted = sum(one.live_on(starts_on) for one in mine)
    coming = sum(one.starts_on > starts_on for one in mine)
    book = rulebooks.of_version(seat.rulebook)
    rule = book.types[about.type]
    findings = judge(
        book,
        replace(about, seats_taken=about.seats_taken - counted, seats_to_come=about.seats_to_come - coming),
        replace(holder, seats=rest),
        Door.appointment if Door.appointment in rule.doors else first_door(rule),
        starts_on,
        until=ends_on,
        ignore_application=True,
    )
    today = clock.today()
    reopened = seat.ends_on is not None and seat.ends_on <= today and (ends_on is None or ends_on > today)
    if reopened and starts_on < today:
        door = Door.appointment if Door.appointment in rule.doors else first_door(rule)
        now = await seating.judge_today(
            session, book, space.id, replace(holder, seats=rest), door, findings, ignore_application=True
        )
        findings = (*findings, *now)
    standing = apply_override(findings, seat.override_reason, [Code(code) for code in seat.overridden])
    if seat.historic:
        return as_history(standing)
    return apply_override(standing, override_reason)


async def _move(
    session: AsyncSession, seat: Membership, space: Space, starts_on: date, ends_on: date | None
) -> None:
    """Write the new dates; who filled the seat beyond them fills it no longer, and it stays in a mandate of its day."""
    term = rulebooks.of_version(seat.rulebook).types[seat.space_type].lasting.term
    if term and seat.due_on == add_years(seat.starts_on, term.years):
        seat.due_on = add_years(starts_on, term.years)
    seat.starts_on, seat.ends_on = starts_on, ends_on
    if ends_on is None:
        seat.end_reason = None
    elif seat.end_reason is None:
        seat.end_reason = EndReason.removed
    if seat.mandate_id is not None:
        seat.mandate_id = await memberships.within(session, space, starts_on)
    seat.updated_at = clock.now()
    await session.flush()
    await memberships.trim(session, seat)

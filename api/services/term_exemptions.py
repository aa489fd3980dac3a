"""A seat that no term ends: the secretariat's exemption with a reason, and its withdrawal (R28)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Conflict, Forbidden, Invalid, NotEligible
from api.models import Membership
from api.rules.codes import Code
from api.rules.findings import Finding
from api.rules.lifecycle import add_years
from api.rules.permissions import Actor, Permission, may
from api.rules.rulebook_types import Term
from api.schemas.memberships import MembershipRead, TermExemption
from api.services import lookup, memberships, rulebooks


async def exempt(session: AsyncSession, id_: UUID, form: TermExemption, *, by: Actor) -> MembershipRead:
    """The seat is due no more, and its years do not count. Once more gives it the new reason."""
    seat, _ = await _hold(session, id_, None, by=by)
    seat.term_exempt, seat.term_exempt_reason, seat.due_on = True, form.reason, None
    return await _told(session, seat, "membership.term_exempted", form.reason, by=by)


async def withdraw(
    session: AsyncSession, id_: UUID, versions: frozenset[int] | None, *, by: Actor
) -> MembershipRead:
    """The term counts again from the day the seat began; one that would have been over is so from today, not earlier."""
    seat, term = await _hold(session, id_, versions, by=by)
    if not seat.term_exempt:
        raise Conflict
    seat.term_exempt, seat.term_exempt_reason = False, None
    seat.due_on = max(add_years(seat.starts_on, term.years), clock.today())
    return await _told(session, seat, "membership.term_exemption_withdrawn", None, by=by)


async def _hold(
    session: AsyncSession, id_: UUID, versions: frozenset[int] | None, *, by: Actor
) -> tuple[Membership, Term]:
    found = await memberships.find(session, id_, by=by)
    if not by.is_secretariat or not may(by, Permission.memberships_write):
        raise Forbidden(permission=Permission.memberships_write)
    term = rulebooks.of_version(found.rulebook).types[found.space_type].lasting.term
    if term is None or found.historic:
        raise Invalid.at("path:membership", "not_for_this_type")
    seat: Membership = await lookup.lock(session, Membership, id_, versions)
    if any(day is not None and day <= clock.today() for day in (seat.ends_on, seat.due_on)):
        ended = {"from": "ended", "to": "active"}
        raise NotEligible([Finding.refused(Code.transition_not_allowed, ended)])
    return seat, term


async def _told(
    session: AsyncSession, seat: Membership, action: str, reason: str | None, *, by: Actor
) -> MembershipRead:
    audit.record(
        session,
        by=by,
        action=action,
        subject=("membership", seat.id),
        fields=["due_on", "term_exempt"],
        reason=reason,
    )
    await session.flush()
    return (await memberships.read(session, [seat]))[0]

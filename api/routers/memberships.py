from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.enums import RepresentativeRole
from api.rules.permissions import Permission
from api.schemas.base import Day, Page
from api.schemas.memberships import (
    AttestationCreate,
    MembershipCreate,
    MembershipEnd,
    MembershipFilter,
    MembershipRead,
    MembershipUpdate,
    RepresentativeHistory,
    RepresentativePut,
    TermExemption,
)
from api.services import correcting, memberships, representatives, seating, term_exemptions

router = APIRouter(prefix="/memberships", tags=["memberships"], route_class=Operation)


@router.get("")
@needs(Permission.memberships_read)
async def list_memberships(
    query: Annotated[MembershipFilter, Query()], session: Session, by: By
) -> Page[MembershipRead]:
    """Seats: an organisation's key lists its own."""
    return await memberships.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.memberships_write)
async def create_membership(form: MembershipCreate, session: Session, by: By) -> MembershipRead:
    """Join a language community, appoint staff, or record a seat of the past."""
    return await seating.create(session, form, by=by)


@router.get("/{membership}")
@needs(Permission.memberships_read)
async def get_membership(
    membership: UUID, session: Session, by: By, as_of: Day | None = None
) -> MembershipRead:
    """One seat, with who fills it."""
    return await memberships.get(session, membership, as_of, by=by)


@router.patch("/{membership}")
@needs(Permission.memberships_write)
async def update_membership(
    membership: UUID, form: MembershipUpdate, if_match: IfMatch, session: Session, by: By
) -> MembershipRead:
    """Correct a date, with a reason; the seat is judged again. Secretariat only."""
    return await correcting.correct(session, membership, form, if_match, by=by)


@router.post("/{membership}/end")
@needs(Permission.memberships_write)
async def end_membership(membership: UUID, form: MembershipEnd, session: Session, by: By) -> MembershipRead:
    """Leave a space, or end a seat with a reason. What rests on the seat ends with it."""
    return await memberships.end(session, membership, form, by=by)


@router.get("/{membership}/representatives")
@needs(Permission.memberships_read)
async def list_representatives(membership: UUID, session: Session, by: By) -> RepresentativeHistory:
    """Everybody who ever filled the seat or is to fill it, and the days on which nobody did."""
    return await representatives.history(session, membership, by=by)


@router.put("/{membership}/representatives/{role}")
@needs(Permission.memberships_write)
async def put_representative(
    membership: UUID,
    role: RepresentativeRole,
    form: RepresentativePut,
    if_match: IfMatch,
    session: Session,
    by: By,
) -> MembershipRead:
    """Name who fills the seat; whoever did until then stays in its history, and whoever was named for later follows.

    Days on which somebody filled it who has ended since are not rewritten: 422 `periods_overlap`.
    """
    return await representatives.put(session, membership, role, form, if_match, by=by)


@router.post("/{membership}/representatives/{role}/agreement")
@needs(Permission.memberships_write)
async def agree_to_represent(
    membership: UUID, role: RepresentativeRole, session: Session, by: By
) -> MembershipRead:
    """Say yes to filling the seat: only the person named does (R32)."""
    return await representatives.agree(session, membership, role, by=by)


@router.post("/{membership}/representatives/{role}/refusal")
@needs(Permission.memberships_write)
async def refuse_to_represent(
    membership: UUID, role: RepresentativeRole, session: Session, by: By
) -> MembershipRead:
    """Say no, or step down: only the person named does. The seat stays, and nobody fills it from today."""
    return await representatives.refuse(session, membership, role, by=by)


@router.post("/{membership}/representatives/{role}/attestation")
@needs(Permission.memberships_write)
async def attest_representative(
    membership: UUID, role: RepresentativeRole, form: AttestationCreate, session: Session, by: By
) -> MembershipRead:
    """Attest that whoever fills a Steering Group seat is a senior professional (S7): the organisation, or the
    secretariat."""
    return await representatives.attest(session, membership, role, form, by=by)


@router.delete("/{membership}/representatives/{role}")
@needs(Permission.memberships_write)
async def delete_representative(
    membership: UUID, role: RepresentativeRole, if_match: IfMatch, session: Session, by: By
) -> MembershipRead:
    """Open a gap: the seat stays, and nobody fills it until a successor is named."""
    return await representatives.remove(session, membership, role, if_match, by=by)


@router.post("/{membership}/term-exemption")
@needs(Permission.memberships_write)
async def exempt_from_term(membership: UUID, form: TermExemption, session: Session, by: By) -> MembershipRead:
    """Let no term end a seat of the Steering Group, with a reason (R28). Secretariat only."""
    return await term_exemptions.exempt(session, membership, form, by=by)


@router.delete("/{membership}/term-exemption")
@needs(Permission.memberships_write)
async def withdraw_term_exemption(
    membership: UUID, if_match: IfMatch, session: Session, by: By
) -> MembershipRead:
    """Let the term count again, from the day the seat began. Secretariat only."""
    return await term_exemptions.withdraw(session, membership, if_match, by=by)

"""People with roles, from the rows that give them: `await cast(build, Role.leader, space)`."""

from sqlalchemy import select

from api import clock
from api.models import Administrator, FocalPoint, Leader, Member, Membership, Organisation, Space
from api.rules.enums import LeaderRole, MemberStatus, SpaceType
from api.rules.permissions import Role
from tests.days import LONG_AGO
from tests.factories import Build

TWO_FACTORS = frozenset({Role.staff, Role.admin})
PEOPLE = frozenset(Role) - {Role.public, Role.organisation_client, Role.service_client}


async def cast(build: Build, role: Role, of: Space | Organisation | None = None) -> Member:
    """Somebody who has this role today, of this space or organisation where it is held of one."""
    status = MemberStatus.unconfirmed if role is Role.person else MemberStatus.active
    member = await build.member(status=status)
    match role:
        case Role.leader | Role.facilitator:
            await leads(build, member, of if isinstance(of, Space) else None, role)
        case Role.focal_point:
            await speaks_for(build, member, of if isinstance(of, Organisation) else None)
        case Role.steering_representative:
            await sits(build, member, await the(build, SpaceType.steering_group))
        case Role.staff:
            await employed(build, member)
        case Role.admin:
            await build.rows(Administrator(member_id=member.id, starts_on=LONG_AGO))
    return member


async def the(build: Build, type: SpaceType) -> Space:
    """The one space of a governance type."""
    found: Space | None = await build.session.scalar(select(Space).where(Space.type == type))
    return found or await build.space(type)


async def leads(build: Build, member: Member, space: Space | None, role: Role = Role.leader) -> Leader:
    """In a leading role of the space, by a seat there: their own, or one that they fill for an organisation."""
    communal = role is Role.facilitator
    space = space or await build.space(SpaceType.language_community if communal else SpaceType.task_team)
    individual = space.type in {SpaceType.task_team, SpaceType.language_community}
    seat = await build.seat(space, member) if individual else await sits(build, member, space)
    named = {SpaceType.task_team: LeaderRole.convener, SpaceType.collaborative: LeaderRole.convener}
    leader = Leader(
        space_id=space.id,
        membership_id=seat.id,
        member_id=member.id,
        role=LeaderRole.facilitator if communal else named.get(space.type, LeaderRole.chair),
        starts_on=seat.starts_on,
    )
    await build.rows(leader)
    return leader


async def sits(
    build: Build, member: Member, space: Space, organisation: Organisation | None = None
) -> Membership:
    """A seat of an organisation in the space, which the person fills."""
    organisation = organisation or await build.organisation()
    await build.affiliation(member, organisation)
    return await build.seat(space, organisation, primary=member)


async def speaks_for(build: Build, member: Member, organisation: Organisation | None = None) -> FocalPoint:
    organisation = organisation or await build.organisation()
    row = FocalPoint(
        organisation_id=organisation.id, member_id=member.id, starts_on=LONG_AGO, confirmed_at=clock.now()
    )
    await build.rows(row)
    return row


async def employed(build: Build, member: Member, host: Organisation | None = None) -> Membership:
    """Staff: appointed to the secretariat, hosted by a partner (S12)."""
    host = host or await build.organisation(partner=True)
    space = await the(build, SpaceType.secretariat)
    return await build.seat(space, member, host_organisation_id=host.id)

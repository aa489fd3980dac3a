"""Two worlds alike: one in which somebody has a role, and one that is others'. What they may do to each is asserted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from api import clock
from api.models import (
    Affiliation,
    Challenge,
    Client,
    ClientKey,
    Comment,
    Extension,
    ImportBatch,
    Leader,
    Linkage,
    Mandate,
    Member,
    Membership,
    Organisation,
    PersonSession,
    Plan,
    Representative,
    Space,
    Task,
)
from api.rules.enums import ImportKind, ImportStatus, LinkageKind, PlanKind, SignInMethod, SpaceType
from api.rules.permissions import Role
from api.services import clients, rulebooks
from tests.cast import cast, speaks_for, the
from tests.days import LONG_AGO, LONG_DUE, TOMORROW
from tests.factories import SECRETARIAT, Build
from tests.operations import UNKNOWN

OF_ORGANISATIONS = {Role.focal_point, Role.organisation_client}


@dataclass(frozen=True, slots=True)
class World:
    """One thing of each kind, by the name it has in an address, and what forms name."""

    things: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.things[name]

    def without(self, *names: str) -> "World":
        """The same, but that nothing has these ids."""
        return World(self.things | {name: str(UNKNOWN) for name in names if name in self.things})

    def address(self, path: str) -> str:
        for name, id_ in self.things.items():
            path = path.replace(f"{{{name}}}", id_)
        return path


@dataclass(frozen=True, slots=True)
class Ground:
    """What a world is made of before anybody has a role in it."""

    organisation: Organisation
    person: Member
    team: Space
    group: Space
    community: Space


async def world(build: Build, role: Role | None) -> tuple[World, Member | None]:
    """A world in which, where a role is given, somebody has it; its things are theirs as far as they can be."""
    ground = Ground(
        organisation=await build.organisation(),
        person=await build.member(),
        team=await build.space(SpaceType.task_team),
        group=await build.space(SpaceType.working_group),
        community=await build.space(SpaceType.language_community),
    )
    await build.affiliation(ground.person, ground.organisation)
    who = await _somebody(build, role, ground)
    things = await _things(build, role, ground, who)
    return World({name: str(id_) for name, id_ in things.items()}), who


async def _somebody(build: Build, role: Role | None, ground: Ground) -> Member | None:
    match role:
        case None | Role.public | Role.organisation_client | Role.service_client:
            return None
        case Role.leader:
            return await cast(build, role, ground.team)
        case Role.facilitator:
            return await cast(build, role, ground.community)
        case Role.focal_point:
            return await cast(build, role, ground.organisation)
        case _:
            return await cast(build, role)


async def _things(build: Build, role: Role | None, ground: Ground, who: Member | None) -> dict[str, Any]:
    """Of a person: themselves, their seat and application. Of others: those of the space or organisation it is held of."""
    own = role in {Role.person, Role.member} and who is not None
    member = who if own and who else ground.person
    organisation, space = ground.organisation, ground.team
    seat, application = await _seat(build, role, ground, member, who), None
    if role in OF_ORGANISATIONS:
        application = await build.application(
            await build.space(SpaceType.working_group), organisation, primary=member
        )
    else:
        to = ground.team if role is Role.leader else await build.space(SpaceType.task_team)
        applicant = member if own else await build.member()
        application = await build.application(to, applicant)
    if role is Role.facilitator:
        space = ground.community
    if role is Role.steering_representative:
        space = await the(build, SpaceType.steering_group)
    # whose nothing of a space is theirs to keep, takes part in the space of their seat
    space_id = seat.space_id if own or role in OF_ORGANISATIONS else space.id
    return {
        "member": member.id,
        "membership": seat.id,
        "leader": (await _leader(build, space, member, who)).id,
        "application": application.id,
        "space": space_id,
        **await _of_work(build, space_id, member if own else None),
        **await _of_its_time(build, space_id, who or member),
        "organisation": organisation.id,
        **await _of_machines(build, organisation, who if role is Role.focal_point else None),
        **await _of_the_secretariat(build),
        **await _of_people(build, member, organisation),
        "community": ground.community.id,
        "team": (await build.space(SpaceType.task_team)).id,
        "group": (await build.space(SpaceType.working_group)).id,
        "steering_group": (await the(build, SpaceType.steering_group)).id,
        "colleague": (await build.member(organisation=organisation)).id,
        "acts_for": "organisation" if role in OF_ORGANISATIONS else "self" if own else "member",
        "role": "primary",
        "to": "disbanded",
        "version": "1",
    }


async def _seat(
    build: Build, role: Role | None, ground: Ground, member: Member, who: Member | None
) -> Membership:
    match role:
        case Role.focal_point | Role.organisation_client:
            return await build.seat(ground.group, ground.organisation, primary=member)
        case Role.leader:
            return await build.seat(ground.team, member)
        case Role.facilitator:
            return await build.seat(ground.community, member)
        case Role.steering_representative:
            assert who is not None
            filled = select(Membership).join(Representative, Representative.membership_id == Membership.id)
            return (await build.session.scalars(filled.where(Representative.member_id == who.id))).one()
        case Role.person | Role.member:
            return await build.seat(await build.space(SpaceType.task_team), member)
        case _:
            return await build.seat(ground.group, ground.organisation, primary=member)


async def _leader(build: Build, space: Space, member: Member, who: Member | None) -> Leader:
    """Whoever leads the space; else somebody who will from tomorrow on, and so gives nobody a role today."""
    held = select(Leader).where(Leader.space_id == space.id, Leader.member_id == (who or member).id)
    if (found := await build.session.scalar(held)) is not None:
        return found
    row = Leader(
        space_id=space.id,
        member_id=member.id,
        role=rulebooks.in_force(clock.today()).types[space.type].leader_roles[0],
        starts_on=TOMORROW,
        overridden=["leader_seat_required"],
        override_reason="An independent one.",
        override_by=SECRETARIAT.id,
    )
    await build.rows(row)
    return row


async def _of_its_time(build: Build, space_id: UUID, author: Member) -> dict[str, UUID]:
    """A mandate of the space, an extension, and what was said before that was decided."""
    space = await build.session.get_one(Space, space_id)
    mandate = await build.session.scalar(select(Mandate).where(Mandate.space_id == space_id))
    mandate = mandate or await build.mandate(space, LONG_AGO, LONG_DUE)
    decision = await build.decision(space, about="extension")
    extension = Extension(
        space_id=space_id,
        mandate_id=mandate.id,
        former_due_on=LONG_AGO,
        due_on=mandate.due_on,
        decision_id=decision.id,
    )
    comment = Comment(space_id=space_id, author_id=author.id, content="Yes.")
    await build.rows(extension, comment)
    return {"mandate": mandate.id, "extension": extension.id, "comment": comment.id}


async def _of_machines(build: Build, organisation: Organisation, maker: Member | None) -> dict[str, UUID]:
    client, _ = await clients.create(
        build.session, name="A script", permissions=["all"], organisation_id=organisation.id, by=SECRETARIAT
    )
    key = await build.session.scalar(select(ClientKey.id).where(ClientKey.client_id == client.id))
    assert key is not None
    if maker is not None:
        row = await build.session.get_one(Client, client.id)
        row.made_by = maker.id
    return {"client": client.id, "key": key}


async def _of_the_secretariat(build: Build) -> dict[str, UUID]:
    decision = await build.decision(await build.space(SpaceType.task_team, status="proposed"))
    batch = ImportBatch(
        kind=ImportKind.members,
        status=ImportStatus.previewed,
        file_digest=b"",
        plan_digest=b"",
        columns=[],
        created_by=SECRETARIAT.id,
        rows_read=0,
        counts={},
    )
    await build.rows(batch)
    return {"decision": decision.id, "import_id": batch.id}


async def _of_work(build: Build, space_id: UUID, owner: Member | None) -> dict[str, UUID]:
    what: dict[str, Any] = {"space_id": space_id, "starts_on": LONG_AGO}
    task = Task(**what, title="Translate the toolkit", owner_id=owner.id if owner else None)
    plan = Plan(**what, title="A plan", kind=PlanKind.work_plan)
    ends = [await build.space(SpaceType.task_team) for _ in range(2)]
    linkage = Linkage(
        from_id=ends[0].id,
        to_id=ends[1].id,
        kind=LinkageKind.shared_activity,
        purpose="Webinars",
        starts_on=LONG_AGO,
    )
    await build.rows(task, plan, linkage)
    return {"task": task.id, "plan": plan.id, "linkage": linkage.id}


async def _of_people(build: Build, member: Member, organisation: Organisation) -> dict[str, UUID]:
    elsewhere = await build.organisation()
    post = await build.affiliation(member, elsewhere, confirmed=False)
    focal = await speaks_for(build, await build.member(), organisation)
    session = PersonSession(
        member_id=member.id,
        token_hash=member.id.bytes,
        method=SignInMethod.email_code,
        expires_at=clock.now().replace(year=2027),
    )
    challenge = Challenge(
        purpose="email_change",
        member_id=member.id,
        form={"email": "new@example.org"},
        expires_at=clock.now().replace(year=2027),
    )
    await build.rows(session, challenge)
    assert isinstance(post, Affiliation)
    return {
        "affiliation": post.id,
        "focal_point": focal.id,
        "session_id": session.id,
        "challenge": challenge.id,
    }
